"""What of an inquiry speaks for a kind of case, and what stands against it.

    summary = weighed(read, day)          # read: a fact's path in, its value out
    summary["asylum"].against             # -> points, each with its citation
    pressing(read, day)                   # -> days that press, the next one first

Never a conclusion: whether somebody is eligible a lawyer decides. A point applies, does
not, or rests on answers that are not there; then these are named. "I don't know" is not
an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from harborlight.law.book import BadBook, Cited, entries
from harborlight.law.pack_conditions import (
    Condition,
    Reader,
    holds,
    is_known,
    paths_of,
    read_condition,
    undecided,
)

FOR, AGAINST, DAY = "for", "against", "day"
# Of every kind of case.
ANY = "any"
A_MONTH = 31
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Point(Cited):
    """One thing that matters for a kind of case (`of`), and on which side it stands.

    when: the facts that make it so. A "day" counts from a fact (`counts_from`), so many
    years or days on; a point "for" or "against" that counts has that day reached, or not
    yet (`until`). says, passed: the words, in every language; passed: once the day is over.
    """

    id: str
    of: str
    side: str
    says: Mapping[str, str]
    when: Condition | None = None
    counts_from: str = ""
    years: int = 0
    days: int = 0
    # With counts_from: it holds as long as the day is not reached, not from then on.
    until: bool = False
    # The day is the last one on which something is in time; else the first of something.
    last_day: bool = False
    passed: Mapping[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        """Every fact that it rests on."""
        own = [self.counts_from] if self.counts_from else []
        return [*own, *paths_of(self.when)]


@dataclass(frozen=True)
class Pressing:
    """A day that presses: whether it is over, and in how many days it is (or was)."""

    point: Point
    on: date
    left: int

    @property
    def is_over(self) -> bool:
        return self.left < 0

    @property
    def says(self) -> Mapping[str, str]:
        return (
            self.point.passed if self.is_over and self.point.passed else self.point.says
        )


@dataclass(frozen=True)
class Unknown:
    """A point of which nobody knows yet whether it applies, and the answers it lacks."""

    point: Point
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """What is known of one kind of case; nobody has decided anything."""

    kind: str
    name: Mapping[str, str]
    speaks_for: Sequence[Point]
    against: Sequence[Point]
    unknown: Sequence[Unknown]


@cache
def kinds() -> dict[str, Mapping[str, str]]:
    """The kinds of case that are weighed, by their key, with their names; `ANY` too."""
    return {
        key.removeprefix("kind-"): _words(key, entry["name"])
        for key, entry in entries("eligibility").items()
        if key.startswith("kind-")
    }


@cache
def points() -> tuple[Point, ...]:
    """Every point of the book, in its order. BadBook where one is not whole."""
    rows = entries("eligibility").items()
    return tuple(_point(key, row) for key, row in rows if not key.startswith("kind-"))


def paths() -> frozenset[str]:
    """Every fact that the points rest on."""
    return frozenset(path for point in points() for path in point.paths)


def weighed(read: Reader, day: date) -> dict[str, Weighed]:
    """By kind of case (and `ANY`) what speaks for it, against it, and is not known."""
    found = {}
    for kind, name in kinds().items():
        own = [one for one in points() if one.of == kind and one.side != DAY]
        so, lacking = _sorted(own, read, day)
        found[kind] = Weighed(
            kind,
            name,
            [one for one in so if one.side == FOR],
            [one for one in so if one.side == AGAINST],
            lacking,
        )
    return found


def pressing(read: Reader, day: date) -> list[Pressing]:
    """The days that press, by what is known, the next one first; those over come last."""
    found = []
    for point in points():
        if point.side == DAY and holds(point.when, read):
            on = _day(point, read)
            if on is not None:
                found.append(Pressing(point, on, (on - day).days))
    return sorted(found, key=lambda one: (one.is_over, one.on))


def _sorted(
    own: Iterable[Point], read: Reader, day: date
) -> tuple[list[Point], list[Unknown]]:
    so: list[Point] = []
    lacking: list[Unknown] = []
    for point in own:
        lacks = [*undecided(point.when, read)]
        applies = not lacks and holds(point.when, read)
        if point.counts_from and (applies or lacks):
            reached = _is_reached(point, read, day)
            if reached is None:
                lacks.append(point.counts_from)
            elif reached == point.until:
                continue
        if lacks:
            lacking.append(Unknown(point, tuple(dict.fromkeys(lacks))))
        elif applies:
            so.append(point)
    return so, lacking


def _is_reached(point: Point, read: Reader, day: date) -> bool | None:
    """Whether the day it counts to has come; None where that is not certain.

    March 2019 is some day of March 2019: of some questions that is enough.
    """
    span = _span(read(point.counts_from))
    if span is None:
        return None
    ends = [_counted(point, end) for end in span]
    first, last = (day > on if point.last_day else day >= on for on in ends)
    return first if first == last else None


def _day(point: Point, read: Reader) -> date | None:
    """The day it counts to, the earliest one of a month; None where less is known."""
    span = _span(read(point.counts_from))
    if span is None or (span[1] - span[0]).days > A_MONTH:
        return None
    return _counted(point, span[0])


def _counted(point: Point, first: date) -> date:
    try:
        moved = first.replace(year=first.year + point.years)
    except ValueError:
        # February 29: a last day comes a day before, a first day a day after.
        moved = date(first.year + point.years, 3, 1) - timedelta(days=point.last_day)
    return moved + timedelta(days=point.days)


def _span(said: object) -> tuple[date, date] | None:
    """The first and the last day that a date, a month or a year may mean."""
    text = str(said) if is_known(said) else ""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        months = year * 12 + (month or 12)
        return first, date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None


def _point(key: str, row: Mapping[str, Any]) -> Point:
    given = dict(row)
    when = given.pop("when", None)
    found = Point(
        id=key,
        says=_words(key, given.pop("says")),
        passed=_words(key, given.pop("passed")) if "passed" in given else {},
        when=read_condition(when) if when else None,
        **given,
    )
    if found.of not in kinds() or found.side not in (FOR, AGAINST, DAY):
        raise BadBook(f"eligibility.yaml, {key}: of {found.of}, side {found.side}.")
    if found.side == DAY and not found.counts_from:
        raise BadBook(f"eligibility.yaml, {key}: a day counts from a fact.")
    return found


def _words(key: str, words: Mapping[str, str]) -> Mapping[str, str]:
    if missing := [language for language in LANGUAGES if not words.get(language)]:
        raise BadBook(f"eligibility.yaml, {key}: words in {missing} are missing.")
    return words
