from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.deadlines import events
from harborlight.deadlines.models import Deadline, Kind
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


class AlreadyOver(Exception):
    """A deadline is met or dropped once."""


def set_deadline(
    actor: Actor,
    case: Case,
    *,
    title: str,
    due_on: date,
    because: str,
    kind: str = Kind.OWN,
    about_id: UUID | None = None,
) -> Deadline:
    """Put a day into the calendar by which something must be done."""
    with acting(actor, events.SET, case) as event:
        deadline = Deadline.objects.create(
            firm=actor.firm,
            case=case,
            kind=kind,
            title=title,
            due_on=due_on,
            because=because,
            about_id=about_id,
        )
        event.made(deadline)
        event.say(title=title, due=due_on.isoformat())
    return deadline


def move_deadline(
    actor: Actor, deadline: Deadline, *, due_on: date, because: str
) -> None:
    """Let the deadline fall on another day, as what it was counted from was wrong."""
    with acting(actor, events.MOVED, deadline) as event:
        _check_open(deadline)
        was = deadline.due_on
        deadline.due_on, deadline.because = due_on, because
        deadline.save(update_fields=["due_on", "because"])
        event.say(title=deadline.title, was=was.isoformat(), due=due_on.isoformat())


def meet_deadline(actor: Actor, deadline: Deadline, *, on: date) -> None:
    """Say that what the deadline asked for was done."""
    with acting(actor, events.MET, deadline) as event:
        _check_open(deadline)
        deadline.met_on = on
        deadline.met_by_id = actor.user_id
        deadline.save(update_fields=["met_on", "met_by"])
        event.say(title=deadline.title)


def drop_deadline(actor: Actor, deadline: Deadline, *, reason: str) -> None:
    """Say that the deadline no longer applies, and why."""
    with acting(actor, events.DROPPED, deadline) as event:
        _check_open(deadline)
        deadline.dropped_because = reason
        deadline.save(update_fields=["dropped_because"])
        event.say(title=deadline.title, reason=reason)


def _check_open(deadline: Deadline) -> None:
    """Two people may say at once that it is done; the first one did."""
    if not Deadline.objects.select_for_update().get(pk=deadline.pk).is_open:
        raise AlreadyOver(gettext("Somebody has just met or dropped this deadline."))
