"""When a paper expires, and what the clock says by itself of it and of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F

from harborlight.documents import events
from harborlight.documents.actions.receiving import EXPIRY_FIELDS, note_expiry
from harborlight.documents.models import Document, Request
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def say_expiry(actor: Actor, document: Document, *, expires_on: date | None) -> None:
    """Say on which day a paper expires, as it stands on it; None: it does not say."""
    with acting(actor, events.EXPIRY_SAID, document) as event:
        document.expires_on = expires_on
        note_expiry(document)
        document.save(update_fields=["expires_on", *EXPIRY_FIELDS])
        event.say(title=document.titles, due=str(expires_on or ""))


def warn_of_expiry(clock: Actor, document: Document, *, days: int) -> None:
    """Tell the team that a paper is good for so many days only; -1: it is no more."""
    assert document.good_until is not None
    kind = events.EXPIRED if days < 0 else events.EXPIRES
    with acting(clock, kind, document) as event:
        document.expiry_warned = days
        document.save(update_fields=["expiry_warned"])
        event.say(title=document.titles, due=document.good_until.isoformat())


def remind_of_papers(clock: Actor, several: Sequence[Request], *, on: date) -> None:
    """Remind one client of what they are asked for in a case and have not sent."""
    first = several[0]
    with acting(clock, events.REMINDED, first.case) as event:
        Request.objects.filter(pk__in=[one.pk for one in several]).update(
            reminded_on=on, reminders=F("reminders") + 1
        )
        event.say(
            name=first.person.full_name,
            count=len(several),
            for_person=str(first.person_id),
            at=now().isoformat(),
        )
