"""Names as they are compared: without case, accents or script, in any order."""

from __future__ import annotations

from rapidfuzz import fuzz

from harborlight.firm.words import folded as folded

# Scores from 0 to 100 (rapidfuzz). Above ALIKE two names are worth a look; below,
# only together with the same birth date.
ALIKE, ALIKE_WITH_BIRTH_DATE = 88.0, 65.0


def likeness(one: str, other: str) -> float:
    """0 to 100, whatever the order of the names; both sides folded."""
    if not one or not other:
        return 0.0
    both = fuzz.token_sort_ratio(one, other)
    # A middle or second family name that only one side knows.
    part = fuzz.token_set_ratio(one, other) - 4 if " " in one and " " in other else 0.0
    return max(both, part)
