"""Whether two addresses are the same one, written in two ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from harborlight.firm.words import folded
from harborlight.law.pack_conditions import NONE, UNKNOWN

# What the Postal Service abbreviates (Publication 28, appendices B and C), and how else
# people write it.
_SHORT = {
    "street": "st", "str": "st", "avenue": "ave", "av": "ave", "boulevard": "blvd",
    "road": "rd", "drive": "dr", "lane": "ln", "court": "ct", "place": "pl",
    "square": "sq", "terrace": "ter", "circle": "cir", "highway": "hwy",
    "parkway": "pkwy", "trail": "trl", "north": "n", "south": "s", "east": "e",
    "west": "w", "northeast": "ne", "northwest": "nw", "southeast": "se",
    "southwest": "sw", "avenida": "av", "calle": "c", "colonia": "col", "numero": "",
    "no": "", "num": "", "apartment": "", "apt": "", "suite": "", "ste": "",
    "floor": "", "flr": "", "fl": "", "unit": "", "first": "1st", "second": "2nd",
    "third": "3rd", "saint": "st",
}  # fmt: skip


def same_address(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """As far as both say where: what only one of them tells makes no difference."""
    if not _agree(one, other, "country") or not _agree(one, other, "state"):
        return False
    return _street(one) == _street(other) and (
        _agree(one, other, "city") or _zip(one) == _zip(other) != ""
    )


def _agree(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
    mine, theirs = _said(one, name), _said(other, name)
    return not mine or not theirs or mine == theirs


def _said(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name, "")
    return (
        folded(value) if isinstance(value, str) and value not in (NONE, UNKNOWN) else ""
    )


def _zip(row: Mapping[str, Any]) -> str:
    return _said(row, "zip").replace(" ", "")[:5]


def _street(row: Mapping[str, Any]) -> list[str]:
    """The words of street and unit, in the Postal Service's short forms; the unit last."""
    street = re.sub(r"#", " ", f"{row.get('street', '')} ")
    words = [*_said({"it": street}, "it").split(), *_said(row, "unit").split()]
    return [short for word in words if (short := _SHORT.get(word, word))]
