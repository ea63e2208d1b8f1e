"""Until when a travel document says that it is valid, by its lines for machines."""

from __future__ import annotations

import re
from datetime import date

# The second of two lines (ICAO 9303 parts 4 and 5): number, nationality, birth, sex,
# expiry, each with its check digit. What reads pages may put blanks between.
_SECOND_LINE = re.compile(
    r"[A-Z0-9<]{9}\d[A-Z<]{3}(?P<birth>\d{6})(?P<one>\d)[MFX<](?P<day>\d{6})(?P<two>\d)"
)
_WEIGHTS = (7, 3, 1)


def printed_expiry(text: str) -> date | None:
    """The day of expiry in the lines for machines, if the check digits agree; else None."""
    plain = "\n".join(re.sub(r"\s", "", line) for line in text.upper().splitlines())
    for found in _SECOND_LINE.finditer(plain):
        agrees = _check(found["birth"]) == found["one"]
        if agrees and _check(found["day"]) == found["two"]:
            return _day(found["day"])
    return None


def _check(digits: str) -> str:
    total = sum(int(one) * _WEIGHTS[n % 3] for n, one in enumerate(digits))
    return str(total % 10)


def _day(digits: str) -> date | None:
    """Six digits, year first; a document that is valid is of this century."""
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
