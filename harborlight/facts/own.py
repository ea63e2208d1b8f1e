"""Facts of a firm's own, that no form knows: "own.yes_no.has_pets".

Such a fact needs no line in the catalogue: its path says what its value looks like and
what the office calls it. Where two questionnaires name one alike, it is the same fact.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from harborlight.people.names import folded

OWN = "own"
# What a firm may ask for, and what that is called.
KINDS = {
    "yes_no": _("Yes or no"),
    "text": _("A short text"),
    "long_text": _("A longer text"),
    "date": _("A date"),
    "integer": _("A whole number"),
}
LONGEST_NAME = 50
_PATH = re.compile(rf"{OWN}\.({'|'.join(KINDS)})\.([a-z][a-z0-9_]{{0,{LONGEST_NAME}}})")


def own_path(kind: str, name: str) -> str:
    """The path of a fact that the office calls so; "" where nothing of the name is left.

    kind: one of KINDS.
    """
    words = "_".join(folded(name).split())[:LONGEST_NAME].strip("_")
    if words[:1].isdigit():
        words = f"n_{words}"[:LONGEST_NAME]
    return f"{OWN}.{kind}.{words}" if words else ""


def read_own(path: str) -> tuple[str, str] | None:
    """The kind and the name of a fact of a firm's own; None for any other path."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    return found[1], found[2].replace("_", " ").capitalize()


def is_own(fact: str) -> bool:
    """Whether a full path ("petitioner.own.text.hobby") is one of these."""
    return read_own(fact.partition(".")[2]) is not None
