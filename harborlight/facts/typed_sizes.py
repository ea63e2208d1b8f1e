"""Heights and weights as people write them; kept are whole inches and whole pounds.

A number without its unit is taken only where it can mean one thing: nobody shall sign
a form that says pounds where kilograms were meant.
"""

from __future__ import annotations

import re

from harborlight.facts.refusals import Refusal

CM_IN_AN_INCH, KG_IN_A_POUND = 2.54, 0.45359237
SHORTEST, TALLEST = 24, 107  # inches: the forms offer 2 to 8 feet
LIGHTEST, HEAVIEST = 1, 999  # pounds: the forms have three digits

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_FOOT = r"(?:'|’|′|ft\.?|feet|foot|pies?)"
_INCH = r"(?:\"|”|″|''|in\.?|inch(?:es)?|pulgadas?)"
_METRE = r"(?:m|mts?|met(?:er|re|ro)s?)\.?"
_CM = r"(?:cms?|cent[ií]met(?:er|re|ro)s?)\.?"
_POUND = r"(?:lbs?|pounds?|libras?)\.?"
_KG = r"(?:kgs?|kilos?|kilograms?|kilogramos?)\.?"


def typed_height(text: str) -> str:
    """Whole inches, from feet and inches, inches, centimetres or metres."""
    sizes = {_inches(part) for part in _parts(text)}
    if len(sizes) > 1:
        raise Refusal("two_sizes")
    inches = sizes.pop()
    if not SHORTEST <= inches <= TALLEST:
        raise Refusal("not_a_height")
    return str(inches)


def typed_weight(text: str) -> str:
    """Whole pounds, from pounds or kilograms."""
    sizes = [_pounds(part) for part in _parts(text)]
    if max(sizes) - min(sizes) > 1:
        raise Refusal("two_sizes")
    # A whole kilogram is two pounds: where both are written, the finer one counts.
    written = [
        size for size, part in zip(sizes, _parts(text), strict=True) if "k" not in part
    ]
    pounds = (written or sizes)[0]
    if not LIGHTEST <= pounds <= HEAVIEST:
        raise Refusal("not_a_weight")
    return str(pounds)


def _parts(text: str) -> list[str]:
    """The same said twice, as we show it: "5′ 4″ (163 cm)"; mostly it is said once."""
    twice = re.fullmatch(r"(.+?)\s*\((.+)\)", text.lower())
    return [*twice.groups()] if twice else [text.lower()]


def _inches(text: str) -> int:
    if text.isdecimal() and len(text) < 6 and int(text) <= TALLEST:
        raise Refusal("height_without_unit")
    feet = re.fullmatch(rf"(\d)\s*{_FOOT}\s*(?:(\d{{1,2}})\s*{_INCH}?)?", text)
    if feet and int(feet[2] or 0) < 12:
        return int(feet[1]) * 12 + int(feet[2] or 0)
    if inches := re.fullmatch(rf"(\d+)\s*{_INCH}", text):
        return int(inches[1])
    return round(_centimetres(text) / CM_IN_AN_INCH)


def _centimetres(text: str) -> float:
    """Above the tallest person in inches, or with two decimals, a number is metric."""
    if found := re.fullmatch(rf"{_NUMBER}\s*{_CM}|(\d{{3,}})", text):
        return _number(found[1] or found[2])
    if found := re.fullmatch(rf"{_NUMBER}\s*{_METRE}|([12][.,]\d\d)", text):
        return _number(found[1] or found[2]) * 100
    if found := re.fullmatch(rf"(\d)\s*{_METRE}\s*(\d\d)\s*(?:{_CM})?", text):
        return int(found[1]) * 100 + int(found[2])
    raise Refusal("not_a_height")


def _pounds(text: str) -> int:
    found = re.fullmatch(rf"{_NUMBER}\s*(?:({_POUND})|({_KG}))?", text)
    if not found:
        raise Refusal("not_a_weight")
    if not (found[2] or found[3]):
        raise Refusal("weight_without_unit")
    number = _number(found[1])
    return round(number / KG_IN_A_POUND if found[3] else number)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
