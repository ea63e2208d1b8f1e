"""What a client is asked for, in other words or for another day."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from harborlight.documents import events
from harborlight.documents.actions.asking import NoLongerAsked, still_asked
from harborlight.documents.models import Document, Request
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


def reword_request(
    actor: Actor,
    request: Request,
    *,
    title: dict[str, str],
    purpose: dict[str, str],
    advice: dict[str, str],
    example: dict[str, str],
    ladder: str,
    need: str,
    applies_when: dict[str, object] | None,
    due_on: date | None,
) -> None:
    """Ask for the same paper in other words, with another need or for another day.

    Raises NoLongerAsked where nobody asks for it any more, or something came for it.
    """
    with acting(actor, events.REQUEST_CHANGED, request) as event:
        row = still_asked(request)
        if Document.objects.filter(request=row).exists():
            raise NoLongerAsked(_("Something came for it already."))
        row.title, row.purpose, row.advice = title, purpose, advice
        row.example, row.ladder, row.need = example, ladder, need
        row.applies_when, row.due_on = applies_when, due_on
        row.save()
        event.say(title=title, for_person=str(row.person_id))
