"""The arithmetic of days: what is added, where a month is shorter, when offices are open."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from harborlight.law.dates import closed
from harborlight.law.deadlines.types import Closures, HolidaysEnd, NotCounted

ONE = timedelta(days=1)
# The years for which the table of holidays was compared with another one.
HOLIDAYS_KNOWN = range(1997, 2060)


def why_closed(day: date, closures: Closures) -> str:
    """Why the office is closed on this day; empty where it is open.

    closures: single days on which the office was closed, and why, as people confirmed
    them. NotCounted where the table of holidays ends before it.
    """
    if day.year not in HOLIDAYS_KNOWN:
        raise HolidaysEnd(day.year, HOLIDAYS_KNOWN[0], HOLIDAYS_KNOWN[-1])
    return closed(day) or closures.get(day, "")


def rolled(
    day: date, closures: Closures, *, by: timedelta = ONE
) -> Iterator[tuple[date, str]]:
    """The closed days from this one on, with their reasons, then the open one ("")."""
    while why := why_closed(day, closures):
        yield day, why
        day += by
    yield day, ""


def open_day(day: date, closures: Closures, *, by: timedelta = ONE) -> date:
    """The day itself, or the next open one in this direction."""
    *_, (last, _why) = rolled(day, closures, by=by)
    return last


def add_months(day: date, months: int, *, up: bool) -> date:
    """The same day so many months on. up: where that month is shorter, the first of the
    one after it (for the first day on which something may be done), else its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = monthrange(year, month)[1]
    if day.day <= last:
        return date(year, month, day.day)
    return date(year, month, last) + (ONE if up else timedelta())


def add_business_days(day: date, n: int, closures: Closures) -> date:
    """So many open days on (or back, where n is negative); the day itself is day 0."""
    by = ONE if n > 0 else -ONE
    left = abs(n)
    while left:
        day += by
        left -= not why_closed(day, closures)
    return day


def add(day: date, unit: str, n: int, *, up: bool, closures: Closures) -> date:
    """n: whole days, business_days, months or years; NotCounted beyond the calendar."""
    try:
        if unit == "days":
            return day + timedelta(days=n)
        if unit == "business_days":
            return add_business_days(day, n, closures)
        return add_months(day, n * (12 if unit == "years" else 1), up=up)
    except (OverflowError, ValueError) as why:
        raise NotCounted("This is beyond the calendar: check the year.") from why
