from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.deadlines import events
from harborlight.deadlines.models import Deadline, Kind
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_every_language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    # Of the program's own, in every language; of a person's, as it was written.
    Words = _StrPromise | str


class AlreadyOver(Exception):
    """A deadline is met or dropped once."""


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
            texts=_texts(title=title, because=because),
        )
        event.made(deadline)
        event.say(title=_said(deadline), due=due_on.isoformat())
    return deadline


def move_deadline(
    actor: Actor, deadline: Deadline, *, due_on: date, because: Words
) -> None:
    """Let the deadline fall on another day, as what it was counted from was wrong."""
    with acting(actor, events.MOVED, deadline) as event:
        _check_open(deadline)
        was = deadline.due_on
        deadline.due_on, deadline.because = due_on, str(because)
        deadline.texts = deadline.texts | _texts(because=because)
        deadline.save(update_fields=["due_on", "because", "texts"])
        event.say(title=_said(deadline), was=was.isoformat(), due=due_on.isoformat())


def meet_deadline(actor: Actor, deadline: Deadline, *, on: date) -> None:
    """Say that what the deadline asked for was done."""
    with acting(actor, events.MET, deadline) as event:
        _check_open(deadline)
        deadline.met_on = on
        deadline.met_by_id = actor.user_id
        deadline.save(update_fields=["met_on", "met_by"])
        event.say(title=_said(deadline))


def drop_deadline(actor: Actor, deadline: Deadline, *, reason: str) -> None:
    """Say that the deadline no longer applies, and why."""
    with acting(actor, events.DROPPED, deadline) as event:
        _check_open(deadline)
        deadline.dropped_because = reason
        deadline.save(update_fields=["dropped_because"])
        event.say(title=_said(deadline), reason=reason)


def _texts(**several: Words) -> dict[str, dict[str, str]]:
    """What the program says in every language; what a person wrote stays as it is."""
    return {
        name: in_every_language(words) if isinstance(words, Promise) else {}
        for name, words in several.items()
    }


def _said(deadline: Deadline) -> dict[str, str] | str:
    return deadline.texts.get("title") or deadline.title


def _check_open(deadline: Deadline) -> None:
    """Two people may say at once that it is done; the first one did."""
    if not Deadline.objects.select_for_update().get(pk=deadline.pk).is_open:
        raise AlreadyOver(gettext("Somebody has just met or dropped this deadline."))
