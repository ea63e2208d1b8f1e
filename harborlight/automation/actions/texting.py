"""Somebody ends text messages, or lets them come again, by a text message of their own."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from harborlight.automation import events
from harborlight.automation.models import Reaching
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.models import Notice
from harborlight.people.models import Person


def end_texts(clock: Actor, person: Person, *, tells: Collection[UUID]) -> None:
    """No text message goes to them any more. tells: who works on their cases."""
    _say(clock, person, no_texts=True, tells=tells)


def resume_texts(clock: Actor, person: Person, *, tells: Collection[UUID]) -> None:
    """They may be sent text messages again; whether it is safe is asked all the same."""
    _say(clock, person, no_texts=False, tells=tells)


def _say(
    clock: Actor, person: Person, *, no_texts: bool, tells: Collection[UUID]
) -> None:
    kind = events.TEXTS_ENDED if no_texts else events.TEXTS_RESUMED
    with acting(clock, kind, person) as event:
        row, _made = Reaching.objects.update_or_create(
            firm=clock.firm, person=person, defaults={"no_texts": no_texts}
        )
        event.note(row)
        event.say(name=person.full_name)
        notices = [Notice.of(event.event, user) for user in sorted(tells)]
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
