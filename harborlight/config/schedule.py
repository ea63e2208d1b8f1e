"""Everything that happens by itself: what, when, and for whom.

A moment of the schedule is acted on once, however many workers there are. A
moment that passed while nothing ran is made up for, once, when a worker starts;
what passed before a house first opened is not, except what is done at its start.
Times are those of each firm's own time zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter
from django_tasks import task

from harborlight.config.happenings import SCHEDULE, Entry
from harborlight.firm import queue
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import current_firm, everywhere

HOUSE_ZONE = "UTC"


@dataclass(frozen=True)
class Moments:
    """When an entry last was acted on (None: never yet), and when it is next."""

    name: str
    last: datetime | None
    next: datetime


def fire(schedule: Sequence[Entry] = SCHEDULE) -> list[str]:
    """Enqueue what is due by now and was not enqueued yet; the names of it."""
    moment = now()
    fired = [
        entry.name
        for entry in schedule
        if entry.for_house and _once(entry, HOUSE_ZONE, moment, [None])
    ]
    firms = _firms_by_zone() if any(entry.for_firm for entry in schedule) else {}
    for zone, theirs in firms.items():
        fired += [
            entry.name
            for entry in schedule
            if entry.for_firm and _once(entry, zone, moment, theirs)
        ]
    return fired


def last_moment(cron: str, zone: str, before: datetime) -> datetime:
    """The latest moment of a cron line, in a time zone, that is not after `before`."""
    there = before.astimezone(ZoneInfo(zone))
    # Whole minutes only: the line's own moment counts.
    moments = croniter(cron, there + timedelta(seconds=1), ret_type=datetime)
    last: datetime = moments.get_prev()
    return last


def next_moment(cron: str, zone: str, after: datetime) -> datetime:
    """The first moment of a cron line, in a time zone, that is after `after`."""
    there = after.astimezone(ZoneInfo(zone))
    found: datetime = croniter(cron, there, ret_type=datetime).get_next()
    return found


def moments(firm: Firm) -> list[Moments]:
    """Everything that happens by itself, as this firm sees it."""
    fired, found = queue.last_fired(), []
    for entry in SCHEDULE:
        zone = firm.time_zone if entry.for_firm else HOUSE_ZONE
        last = fired.get(_fired_name(entry, zone))
        found.append(Moments(entry.name, last, next_moment(entry.cron, zone, now())))
    return found


def _fired_name(entry: Entry, zone: str) -> str:
    return f"{entry.name} ({zone})"


def _once(
    entry: Entry, zone: str, moment: datetime, firms: Sequence[Firm | None]
) -> bool:
    """Enqueue the entry's last moment for these firms, if nobody has."""
    last = last_moment(entry.cron, zone, moment)
    many = [(firm, [entry.name]) for firm in firms]
    name = _fired_name(entry, zone)
    return queue.fire_once(name, last, run_entry, many, at_start=entry.at_start)


def _firms_by_zone() -> dict[str, list[Firm]]:
    with everywhere("the clock keeps the schedule of every firm"):
        zones: dict[str, list[Firm]] = {}
        for firm in Firm.objects.only("pk", "time_zone"):
            zones.setdefault(firm.time_zone, []).append(firm)
        return zones


@task()
def run_entry(name: str) -> None:
    """Do what an entry says: in the firm of the job, or for the house."""
    entry = next(entry for entry in SCHEDULE if entry.name == name)
    if entry.for_house:
        entry.for_house()
    if entry.for_firm:
        firm = current_firm()
        entry.for_firm(Actor.clock(firm), today(firm.time_zone))
