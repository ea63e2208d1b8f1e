"""What the portal tells of an agency: how it stood when it was last checked, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from harborlight.agency.queries import Known, known_to
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
    day = today(actor.firm.time_zone)
    return [
        Standing(one, _estimate(one, day))
        for one in known_to(actor, case)
        if one.row.is_open
    ]


def _estimate(one: Known, day: date) -> Estimate | None:
    received, meaning = one.row.received_on, one.now.meaning
    if one.low is None or one.high is None or one.published_on is None:
        return None
    if received is None or (meaning and meaning.ends):
        return None
    until = received + timedelta(days=round(one.high * TENTH))
    return Estimate(
        low=one.low / 10,
        high=one.high / 10,
        since=received + timedelta(days=round(one.low * TENTH)),
        until=until,
        published_on=one.published_on,
        is_over=until < day,
    )
