"""Addresses and jobs over time: where there is a gap, where two overlap.

A date of which only the year is known could be any day of it. So there is a gap only
where there is one whatever the days were, and an overlap likewise.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from harborlight.facts.days import DAY

DAY_LONG = timedelta(days=1)
# A move, a change of jobs: fewer days than these are nothing to ask about.
SHORT = timedelta(days=7)


@dataclass(frozen=True)
class Stay:
    """One of several with a beginning and an end, as far as they are known.

    begins, ends: the first and the last day that each of them can have been; None where
    nothing is known of it.
    """

    entry: str
    begins: tuple[date, date] | None
    ends: tuple[date, date] | None
    is_current: bool = False

    def could_cover(self, on: date) -> tuple[date, date]:
        """The longest time that it can have lasted. on: today."""
        first = self.begins[0] if self.begins else date.min
        return first, min(self.ends[1] if self.ends else on, on)

    def surely_covers(self) -> tuple[date, date] | None:
        """The time that it has lasted at least; None where no day is sure."""
        if not self.ends:
            return None
        first = self.begins[1] if self.begins else self.ends[0]
        return (first, self.ends[0]) if first <= self.ends[0] else None

    def surely_shares(self, other: Stay) -> tuple[date, date] | None:
        """The time in which both lasted; None where no day is sure."""
        mine, theirs = self.surely_covers(), other.surely_covers()
        if not mine or not theirs:
            return None
        first, last = max(mine[0], theirs[0]), min(mine[1], theirs[1])
        return (first, last) if first <= last else None


@dataclass(frozen=True)
class Gap:
    """Days that nothing covers; after, before: the entries beside it, "" where none is."""

    since: date
    until: date
    after: str
    before: str


def stays(rows: Sequence[Mapping[str, Any]], on: date) -> list[Stay]:
    """The entries of a history; what still goes on ends today."""
    return [_stay(row, on) for row in rows]


def _stay(row: Mapping[str, Any], on: date) -> Stay:
    is_current = row.get("current") == "yes"
    begins = bounds(row.get("from", ""))
    if begins:
        begins = begins[0], max(begins[0], min(begins[1], on))
    ends = (on, on) if is_current else bounds(row.get("to", ""))
    return Stay(str(row.get("entry", "")), begins, ends, is_current)


def bounds(day: Any) -> tuple[date, date] | None:
    """The first and last day that a date can mean: 1999-04 is the 1st to the 30th.

    None for what is no date.
    """
    if not isinstance(day, str) or not DAY.fullmatch(day):
        return None
    year, month, only = (*(int(part) for part in day.split("-")), 0, 0)[:3]
    try:
        first = date(year, month or 1, only or 1)
        last = only or calendar.monthrange(year, month or 12)[1]
        return first, date(year, month or 12, last)
    except ValueError:
        return None


def gaps(several: Sequence[Stay], *, since: date, on: date) -> Iterator[Gap]:
    """The times from `since` to `on` that no entry can have covered."""
    reached, after = since - DAY_LONG, ""
    for stay in sorted(several, key=lambda one: one.could_cover(on)):
        first, last = stay.could_cover(on)
        if first - reached > SHORT:
            yield Gap(reached + DAY_LONG, first - DAY_LONG, after, stay.entry)
        if last > reached:
            reached, after = last, stay.entry
    if on - reached > SHORT:
        yield Gap(reached + DAY_LONG, on, after, "")


def overlaps(
    several: Sequence[Stay],
) -> Iterator[tuple[Stay, Stay, tuple[date, date]]]:
    """Each two entries that surely lasted at the same time, for longer than a move takes.

    With the first and the last day of that time.
    """
    for at, one in enumerate(several):
        for other in several[at + 1 :]:
            common = one.surely_shares(other)
            both_go_on = one.is_current and other.is_current
            if common and (both_go_on or common[1] - common[0] > SHORT):
                yield one, other, common


def years_before(day: date, years: int) -> date:
    """The same day so many years before; the 28th for a 29th of February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
