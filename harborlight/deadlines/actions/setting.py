from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.deadlines import events
from harborlight.deadlines.actions.helping import check_open, said, texts_of
from harborlight.deadlines.ladder import first_day
from harborlight.deadlines.models import Deadline, Kind
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.models import User

if TYPE_CHECKING:
    from harborlight.deadlines.actions.helping import Words


class TooLate(Exception):
    """Nobody works to a day after the last one."""


# What changes where a deadline falls on another day.
MOVES = ("due_on", "inner_on", "warn_on")


def set_deadline(
    actor: Actor,
    case: Case,
    *,
    title: Words,
    due_on: date,
    because: Words,
    kind: str = Kind.OWN,
    about_id: UUID | None = None,
) -> Deadline:
    """Put a day into the calendar by which something must be done."""
    with acting(actor, events.SET, case) as event:
        deadline = Deadline.objects.create(
            firm=actor.firm,
            case=case,
            kind=kind,
            title=str(title),
            due_on=due_on,
            because=str(because),
            about_id=about_id,
            warn_on=first_day(due_on),
            texts=texts_of(title=title, because=because),
        )
        event.made(deadline)
        event.say(title=said(deadline), due=due_on.isoformat())
    return deadline


def move_deadline(
    actor: Actor, deadline: Deadline, *, due_on: date, because: Words
) -> None:
    """Let the deadline fall on another day, as what it was counted from was wrong."""
    with acting(actor, events.MOVED, deadline) as event:
        check_open(deadline)
        was = deadline.due_on
        deadline.due_on, deadline.because = due_on, str(because)
        deadline.inner_on, deadline.warn_on = None, first_day(due_on)
        deadline.texts = deadline.texts | texts_of(because=because)
        deadline.save(update_fields=[*MOVES, "because", "texts"])
        event.say(title=said(deadline), was=was.isoformat(), due=due_on.isoformat())


def meet_deadline(
    actor: Actor,
    deadline: Deadline,
    *,
    on: date,
    proof: str = "",
    proof_id: UUID | None = None,
) -> None:
    """Say that what the deadline asked for was done.

    proof: what shows it, in words; proof_id: the version of a paper that does.
    """
    with acting(actor, events.MET, deadline) as event:
        check_open(deadline)
        deadline.met_on = on
        deadline.met_by_id = actor.user_id
        deadline.proof, deadline.proof_id = proof, proof_id
        deadline.save(update_fields=["met_on", "met_by", "proof", "proof_id"])
        event.say(title=said(deadline))


def drop_deadline(actor: Actor, deadline: Deadline, *, reason: str) -> None:
    """Say that the deadline no longer applies, and why."""
    with acting(actor, events.DROPPED, deadline) as event:
        check_open(deadline)
        deadline.dropped_because = reason
        deadline.save(update_fields=["dropped_because"])
        event.say(title=said(deadline), reason=reason)


def miss_deadline(actor: Actor, deadline: Deadline, *, reason: str) -> None:
    """Say that the day went by and it was not done, and what is done about it."""
    with acting(actor, events.MISSED, deadline) as event:
        check_open(deadline)
        deadline.dropped_because, deadline.is_missed = reason, True
        deadline.save(update_fields=["dropped_because", "is_missed"])
        event.say(title=said(deadline), reason=reason)


def aim_deadline(actor: Actor, deadline: Deadline, *, inner_on: date) -> None:
    """Say to which day the firm works; people are warned of it.

    Raises TooLate where that is after the last day, or the last on which it is safe.
    """
    with acting(actor, events.AIMED, deadline) as event:
        check_open(deadline)
        basis = getattr(deadline, "basis", None)
        if inner_on > ((basis and basis.firm_last) or deadline.due_on):
            raise TooLate(gettext("Work to a day on or before the last safe one."))
        deadline.inner_on, deadline.warn_on = inner_on, first_day(inner_on)
        deadline.save(update_fields=["inner_on", "warn_on"])
        event.say(title=said(deadline), on=inner_on.isoformat())


def give_deadline(actor: Actor, deadline: Deadline, *, owner: User | None) -> None:
    """Say whose the deadline is; None: the lead of the case's."""
    with acting(actor, events.GIVEN, deadline) as event:
        check_open(deadline)
        deadline.owner = owner
        deadline.save(update_fields=["owner"])
        lead = deadline.case.lead
        name = owner.name if owner else lead.name if lead else ""
        event.say(title=said(deadline), name=name)
