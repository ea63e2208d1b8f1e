"""Counting hours of work: within a day of work, on no Saturday, Sunday or legal holiday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from harborlight.law.dates import closed

DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkDay:
    """When somebody is there: from `opens` to `closes` o'clock, in `zone`."""

    zone: str
    opens: int = 9
    closes: int = 17


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
