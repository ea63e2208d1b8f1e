"""Counting days as immigration law counts them.

A "day" includes Saturdays, Sundays and holidays; when the last day of a period
is one of these, the period runs to the next day that is not (8 CFR 1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from harborlight.law.book import Cited, entries

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6


@dataclass(frozen=True)
class Holiday(Cited):
    """A legal holiday: a fixed `month` and `day`, or the `nth` `weekday` of a month.

    weekday: 0 is Monday. nth: 1 to 4, or -1 for the last one. effective_from: the
    first year in which it was kept.
    """

    name: str
    month: int
    effective_from: date
    day: int = 0
    nth: int = 0
    weekday: int = 0

    def in_year(self, year: int) -> date:
        """The day itself, before it is moved off a weekend."""
        if self.day:
            return date(year, self.month, self.day)
        if self.nth < 0:
            last = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(
                days=1
            )
            return last - timedelta(days=(last.weekday() - self.weekday) % 7)
        first = date(year, self.month, 1)
        ahead = (self.weekday - first.weekday()) % 7
        return first + timedelta(days=ahead + 7 * (self.nth - 1))


@cache
def holidays() -> tuple[Holiday, ...]:
    return tuple(Holiday(**entry) for entry in entries("holidays").values())


@cache
def legal_holidays(year: int) -> dict[date, str]:
    """The days of this year on which a federal holiday is kept, and their names.

    A holiday on a Saturday is kept on the Friday before, one on a Sunday on the
    Monday after (5 U.S.C. 6103(b); E.O. 11582). The weekend day itself stays a
    legal holiday. New Year's Day may be kept on 31 December of the year before.
    """
    kept: dict[date, str] = {}
    for holiday, of_year in _around(year):
        day = holiday.in_year(of_year)
        kept[day] = holiday.name
        if day.weekday() == SATURDAY:
            kept[day - timedelta(days=1)] = f"{holiday.name} (observed)"
        elif day.weekday() == SUNDAY:
            kept[day + timedelta(days=1)] = f"{holiday.name} (observed)"
    return {day: name for day, name in sorted(kept.items()) if day.year == year}


def _around(year: int) -> Iterator[tuple[Holiday, int]]:
    for of_year in (year, year + 1):
        for holiday in holidays():
            if of_year >= holiday.effective_from.year:
                yield holiday, of_year


def closed(day: date) -> str:
    """Why government offices are closed on this day; empty if they are open."""
    if name := legal_holidays(day.year).get(day):
        return name
    return {SATURDAY: "Saturday", SUNDAY: "Sunday"}.get(day.weekday(), "")


def roll_forward(day: date) -> date:
    """The day itself, or the next one on which offices are open."""
    while closed(day):
        day += timedelta(days=1)
    return day
