"""What the portal tells of an agency: how it stood when it was last checked, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from harborlight.agency.models import Times
from harborlight.agency.queries import Known, known_to, newest_times
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today

# A tenth of a month, in days.
TENTH = 365.25 / 120


@dataclass(frozen=True)
class Estimate:
    """How long cases like it took. low, high: months; from the days they were received
    on: since, until. is_over: it takes longer than most."""

    low: float
    high: float
    since: date
    until: date
    published_on: date
    is_over: bool


@dataclass(frozen=True)
class Standing:
    """A number as the client reads of it."""

    known: Known
    estimate: Estimate | None


def standings(actor: Actor, case: Case) -> list[Standing]:
    """Each number of the case, with an estimate where the agency has not decided."""
    several = known_to(actor, case)
    forms = [one.row.what.upper() for one in several if one.row.received_on]
    took = newest_times(Actor.clock(actor.firm), forms) if forms else {}
    day = today(actor.firm.time_zone)
    return [
        Standing(one, _estimate(one, took.get(one.row.what.upper(), []), day))
        for one in several
        if one.row.is_open
    ]


def _estimate(one: Known, rows: list[Times], day: date) -> Estimate | None:
    """The widest range of all offices: which of them has the case is not known."""
    received, meaning = one.row.received_on, one.now.meaning
    if not rows or received is None or (meaning and meaning.ends):
        return None
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    until = received + timedelta(days=round(high * TENTH))
    return Estimate(
        low=low / 10,
        high=high / 10,
        since=received + timedelta(days=round(low * TENTH)),
        until=until,
        published_on=min(row.published_on for row in rows),
        is_over=until < day,
    )
