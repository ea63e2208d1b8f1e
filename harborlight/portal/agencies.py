"""What the portal tells of an agency: how it stood when it was last checked, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from harborlight.agency.queries import Known, known_to
from harborlight.cases.models import Case
from harborlight.cases.queries import Happened
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.replies.events import ARRIVED, SENT

# What an agency says that waits for our answer (law/agency_meanings.yaml).
ASKS = {"evidence asked", "intent"}
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
class Answered:
    """What the agency asked for was answered: when it was sent, and when it had it."""

    sent_on: date
    arrived_on: date | None


@dataclass(frozen=True)
class Standing:
    """A number as the client reads of it."""

    known: Known
    estimate: Estimate | None
    answered: Answered | None


def standings(
    actor: Actor, case: Case, happened: Sequence[Happened] = ()
) -> list[Standing]:
    """Each number of the case, with an estimate where the agency has not decided.

    happened: of the client's timeline, the newest first.
    """
    day = today(actor.firm.time_zone)
    return [
        Standing(one, _estimate(one, day), _answered(one, happened))
        for one in known_to(actor, case)
        if one.row.is_open
    ]


def _answered(one: Known, happened: Sequence[Happened]) -> Answered | None:
    """The last answer to what an agency asked for, where nothing was seen after it."""
    if one.now.means not in ASKS:
        return None
    ours = [
        (line.event.kind, date.fromisoformat(str(line.words["on"])))
        for line in happened
        if line.event.kind in (SENT.name, ARRIVED.name)
        and line.event.at >= one.now.seen_at
        and line.words.get("number") in ("", one.row.number)
    ]
    sent = next((on for kind, on in ours if kind == SENT.name), None)
    arrived = next((on for kind, on in ours if kind == ARRIVED.name), None)
    return Answered(sent, arrived) if sent else None


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
