"""Within which time a paper should be looked at, and how long a look should take.

Hours are hours of work: within the firm's own day, on no Saturday, Sunday or legal
holiday (law/holidays.yaml).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from harborlight.documents.models import PaperSettings, Standard, Version
from harborlight.firm.actor import Actor
from harborlight.law.dates import closed

STARTER = Path(__file__).parent / "starters" / "standards.yaml"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkDay:
    """When somebody is there: from `opens` to `closes` o'clock, in `zone`."""

    zone: str
    opens: int = 9
    closes: int = 17


@dataclass(frozen=True)
class Expected:
    """minutes: of the look itself. hours: of work, until it should be had."""

    minutes: int
    hours: int


@dataclass(frozen=True)
class Standards:
    """What a firm expects, by kind of paper."""

    by_kind: Mapping[str, Expected]
    day: WorkDay

    def of(self, kind: str) -> Expected:
        return self.by_kind.get(kind) or self.by_kind[""]

    def due(self, version: Version) -> datetime:
        """By when a version should be looked at."""
        hours = self.of(version.document.kind).hours
        return due_at(version.uploaded_at, hours, self.day)


def settings_of(actor: Actor) -> PaperSettings:
    """How the firm works on papers; the defaults where it chose nothing."""
    found = PaperSettings.objects.filter(firm=actor.firm).first()
    return found or PaperSettings(firm=actor.firm)


def standards(actor: Actor) -> Standards:
    """What the firm expects, its own numbers before those it began with."""
    chosen = settings_of(actor)
    rows = Standard.objects.filter(firm=actor.firm)
    own = {row.kind: Expected(row.minutes, row.hours) for row in rows}
    day = WorkDay(actor.firm.time_zone, chosen.opens, chosen.closes)
    return Standards({**_starter(), **own}, day)


@cache
def _starter() -> dict[str, Expected]:
    content = yaml.load(STARTER.read_text(), Loader=yaml.CSafeLoader)
    return {kind: Expected(**said) for kind, said in content.items()}


def note_due(actor: Actor, versions: Iterable[Version]) -> Standards:
    """Say on each of these versions by when it should be looked at (`due_at`)."""
    known = standards(actor)
    for version in versions:
        version.due_at = known.due(version)
    return known


def due_at(since: datetime, hours: int, day: WorkDay) -> datetime:
    """The moment at which so many hours of work have passed since then."""
    at, left = since.astimezone(ZoneInfo(day.zone)), timedelta(hours=hours)
    while True:
        opens, closes = _hours_of(at, day)
        if closed(at.date()) or at >= closes:
            at = _hours_of(_midnight(at) + DAY, day)[0]
            continue
        at = max(at, opens)
        if closes - at >= left:
            return at + left
        left -= closes - at
        at = _hours_of(_midnight(at) + DAY, day)[0]


def late_if_before(moment: datetime, hours: int, day: WorkDay) -> datetime:
    """What came at this moment or before it should have been looked at by now."""
    at, left = moment.astimezone(ZoneInfo(day.zone)), timedelta(hours=hours)
    while True:
        opens, closes = _hours_of(at, day)
        if closed(at.date()) or at <= opens:
            at = _hours_of(_midnight(at) - DAY, day)[1]
            continue
        at = min(at, closes)
        if at - opens >= left:
            return at - left
        left -= at - opens
        at = _hours_of(_midnight(at) - DAY, day)[1]


def _hours_of(at: datetime, day: WorkDay) -> tuple[datetime, datetime]:
    midnight = _midnight(at)
    return (
        midnight + timedelta(hours=day.opens),
        midnight + timedelta(hours=day.closes),
    )


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
