"""Looks as one reads them: ten minutes by ten minutes, who was where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from harborlight.firm.sightings import WINDOW_SECONDS
from harborlight.staff.office_words import thing_name

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.cases.queries.logbook import Line


@dataclass
class Place:
    """What somebody looked at in one case; without a case, elsewhere in the office."""

    case: Case | None
    things: list[str] = field(default_factory=list)


@dataclass
class Looker:
    """One person, and where they looked."""

    name: str
    places: list[Place]


@dataclass
class Window:
    """Ten minutes. closed: how many looks were at what the reader may not open."""

    begins: datetime
    lookers: list[Looker]
    closed: int

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(seconds=WINDOW_SECONDS)


def windows(lines: Iterable[Line]) -> list[Window]:
    """These looks, as they came: the newest first; in each window people by name."""
    return [
        _window(begins, [*several])
        for begins, several in groupby(lines, key=attrgetter("row.window"))
    ]


def _window(begins: datetime, lines: list[Line]) -> Window:
    told = [line for line in lines if not line.closed]
    people: dict[object, Looker] = {}
    for line in told:
        user = line.row.user
        who = people.setdefault(user.pk, Looker(user.name or user.email, []))
        _note(who.places, line)
    lookers = sorted(people.values(), key=attrgetter("name"))
    return Window(begins, lookers, len(lines) - len(told))


def _note(places: list[Place], line: Line) -> None:
    place = next((one for one in places if one.case == line.case), None)
    if place is None:
        place = Place(line.case)
        places.append(place)
    thing = thing_name(line.row.subject_kind)
    if thing not in place.things:
        place.things.append(thing)
