"""How a fact is written in a box: dates, countries, numbers, heights."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from harborlight.law.countries import countries, states
from harborlight.law.pack_conditions import UNKNOWN

INCHES_IN_A_FOOT = 12
NOT_KNOWN = "Unknown"
# Formats whose boxes offer a list, on which there is no "Unknown".
LISTED = ("state",)


class CannotBeWritten(ValueError):
    """A fact's value must have the shape that its format expects."""


def written(form: str, value: str) -> str:
    """The value as the box wants it; "Unknown" when the person does not know.

    Shapes of values are those of the fact catalogue: dates "1999", "1999-04" or
    "1999-04-12"; countries by ISO code; phones "+15125550123"; height in whole inches,
    weight in whole pounds. CannotBeWritten when the value has another shape.
    """
    if value == UNKNOWN:
        return NOT_KNOWN
    try:
        return FORMS[form](value)
    except (KeyError, ValueError, IndexError) as error:
        raise CannotBeWritten(value) from error


def answered(form: str, text: str) -> str:
    """What stands in a box, as the answer that would be written so.

    "" where the box tells a part of an answer alone (feet, an area code, a year). What is
    not written as the format would is given back as it stands: whoever hears the answer
    refuses it in words.
    """
    if form in _WHOLE:
        return text
    if form == "date":
        return _day_of(text)
    if form in ("country", "state_name"):
        known = countries() if form == "country" else states()
        found = {name.casefold(): code for code, name in known.items()}
        return found.get(text.casefold(), "")
    return text.replace(",", "") if form == "money" else ""


# The box says all of the answer, in its own letters.
_WHOLE = ("", "text", "upper", "state", "zip", "phone", "digits", "a_number")


def _day_of(text: str) -> str:
    """Month first as on forms, or as much of it as is there: 04/12/1988, 4/1988, 1988."""
    *rest, year = text.split("/")
    if len(rest) > 2 or not all(one.isdecimal() for one in (*rest, year)):
        return text
    return "-".join([year, *(one.zfill(2) for one in rest)])


def _date(value: str) -> str:
    """mm/dd/yyyy, or as much of it as is known."""
    year, *rest = value.split("-")
    if not (len(year) == 4 and year.isdigit() and all(len(part) == 2 for part in rest)):
        raise ValueError(value)
    return "/".join([*rest, year])


def _phone(value: str) -> str:
    """Ten digits for the United States and Canada, + and country code elsewhere."""
    return value[2:] if value.startswith("+1") else value


def _month(value: str) -> str:
    """mm/yyyy of a date, or its year alone."""
    _date(value)
    return "/".join(reversed(value.split("-")[:2]))


def _year(value: str) -> str:
    """yyyy of a date, however much of it is known."""
    _date(value)
    return value.split("-")[0]


def _area_code(value: str) -> str:
    """The three digits in parentheses; none of a number from elsewhere."""
    return value[2:5] if value.startswith("+1") else ""


def _local_phone(value: str) -> str:
    """What follows the area code: 555-0123; the whole number from elsewhere."""
    return f"{value[5:8]}-{value[8:]}" if value.startswith("+1") else value


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))


def _state(value: str) -> str:
    if value not in states():
        raise ValueError(value)
    return value


def _digit(place: int) -> Callable[[str], str]:
    """One digit of a number of three: a weight of 98 is 0, 9, 8."""
    return lambda value: f"{int(value):03d}"[place - 1]


def _bracket(place: int) -> Callable[[str], str]:
    """What stands in one pair of brackets of a category: (c)(17)(iii) is c, 17, iii."""

    def part(value: str) -> str:
        parts = re.findall(r"\(([^()]+)\)", value)
        if "".join(f"({one})" for one in parts) != value:
            raise ValueError(value)
        return parts[place - 1] if place <= len(parts) else ""

    return part


FORMS: Mapping[str, Callable[[str], str]] = {
    "text": str,
    "upper": str.upper,
    "date": _date,
    "country": lambda value: countries()[value],
    "state": _state,
    "state_name": lambda value: states()[value],
    "zip": lambda value: value[:5],
    "month": _month,
    "year": _year,
    "phone": _phone,
    "area_code": _area_code,
    "local_phone": _local_phone,
    "digits": _digits,
    "a_number": lambda value: _digits(value).zfill(9),
    "feet": lambda value: str(int(value) // INCHES_IN_A_FOOT),
    "inches": lambda value: str(int(value) % INCHES_IN_A_FOOT),
    "money": lambda value: f"{int(value):,}",
    "money_zero": lambda value: f"{int(value):,}" if int(value) else "zero",
    "digit_1": _digit(1),
    "digit_2": _digit(2),
    "digit_3": _digit(3),
    "first_2": lambda value: _digits(value)[:2],
    "last_4": lambda value: _digits(value)[-4:],
    "category_1": _bracket(1),
    "category_2": _bracket(2),
    "category_3": _bracket(3),
}
