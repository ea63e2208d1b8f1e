"""What the questionnaires of protection and stays must be enough for, and need not ask."""

from __future__ import annotations

# Settled by who files, and where: they are told elsewhere.
OF_ANY = {"case.appearance_forms", "case.apply.where"}
# key -> (forms, what they can ask and is settled otherwise)
ENOUGH = {
    "asylum": ({"G-28", "I-589"}, OF_ANY),
}
