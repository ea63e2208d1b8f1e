"""Dates as people type them: whole, or as much of them as is known."""

from __future__ import annotations

import re
from datetime import date

from harborlight.facts.refusals import Refusal

EARLIEST_YEAR = 1850


def typed_date(text: str, *, partial: bool, past: bool, on: date | None) -> str:
    """The date as 1999, 1999-04 or 1999-04-12; Refusal when it is none, or not allowed.

    Slashes are taken only where month and day cannot be confused, for half of our
    readers write the day first.
    """
    parts = _parts(text)
    try:
        first = date(*(*parts, 1, 1)[:3])
    except ValueError as error:
        raise Refusal("not_a_date") from error
    if len(parts) < 3 and not partial:
        raise Refusal("needs_whole_date")
    if first.year < EARLIEST_YEAR:
        raise Refusal("too_old")
    if past and on is not None and first > on:
        raise Refusal("in_the_future")
    return "-".join(f"{part:02d}" for part in parts)


def _parts(text: str) -> tuple[int, ...]:
    """Year, and month, and day, as far as they are given."""
    if re.fullmatch(r"\d{4}(-\d{1,2}(-\d{1,2})?)?", text):
        return tuple(map(int, text.split("-")))
    slashes = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    if slashes:
        return _month_first(int(slashes[1]), int(slashes[2]), int(slashes[3]))
    month_and_year = re.fullmatch(r"(\d{1,2})[/.](\d{4})", text)
    if month_and_year:
        return int(month_and_year[2]), int(month_and_year[1])
    raise Refusal("not_a_date")


def _month_first(one: int, two: int, year: int) -> tuple[int, int, int]:
    if one <= 12 and two <= 12 and one != two:
        raise Refusal("ambiguous_date")
    return (year, two, one) if one > 12 else (year, one, two)
