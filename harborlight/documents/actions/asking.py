"""What a client is asked for, and what they say who cannot get it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.documents import events
from harborlight.documents.models import Helper, Request, Version
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person


class NoLongerAsked(Refused):
    """Nobody is asked for this paper any more: nothing is taken for it."""


def request_document(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    kind: str,
    title: dict[str, str],
    purpose: dict[str, str] | None = None,
    advice: dict[str, str] | None = None,
    example: dict[str, str] | None = None,
    ladder: str = "",
    need: str = Request.Need.REQUIRED,
    applies_when: dict[str, object] | None = None,
    due_on: date | None = None,
) -> Request:
    """Ask somebody for a paper."""
    with acting(actor, events.REQUESTED, case) as event:
        request = Request.objects.create(
            firm=actor.firm,
            case=case,
            person=person,
            kind=kind,
            title=title,
            purpose=purpose or {},
            advice=advice or {},
            example=example or {},
            ladder=ladder,
            need=need,
            applies_when=applies_when,
            due_on=due_on,
            position=Request.objects.filter(case=case).count(),
            asked_at=now(),
        )
        event.made(request)
        event.say(name=person.full_name, title=title, for_person=str(person.pk))
        if applies_when:
            event.say(if_applies="yes")
    return request


def withdraw_request(actor: Actor, request: Request) -> None:
    """No longer ask for a paper."""
    with acting(actor, events.REQUEST_WITHDRAWN, request) as event:
        request.withdrawn_at = now()
        request.save(update_fields=["withdrawn_at"])
        event.say(title=request.title, for_person=str(request.person_id))


def say_cannot(actor: Actor, request: Request, *, why: str) -> None:
    """Say that a paper cannot be had, and why: somebody here thinks about what else will do.

    Raises NoLongerAsked where nobody asks for it any more, or it is here.
    """
    with acting(actor, events.CANNOT, request) as event:
        row = still_asked(request)
        if _is_here(request):
            raise NoLongerAsked(_("We have this paper: nothing is left for you to do."))
        request.cannot_since, request.cannot_why = now(), why
        request.answer = ""
        request.save(update_fields=["cannot_since", "cannot_why", "answer"])
        event.say(
            title=request.title,
            why=why,
            name=row.person.full_name,
            for_person=str(request.person_id),
        )


def ask_again(actor: Actor, request: Request, *, answer: str) -> None:
    """Answer somebody who cannot get a paper, and ask for it (or another one) again.

    Raises NoLongerAsked where nobody asks for it any more, or it came meanwhile.
    """
    with acting(actor, events.ASKED_AGAIN, request) as event:
        row = still_asked(request)
        if row.cannot_since is None:
            raise NoLongerAsked(_("Somebody answered this, or the paper came."))
        request.cannot_since, request.answer = None, answer
        request.save(update_fields=["cannot_since", "answer"])
        event.say(
            title=request.title,
            answer=answer,
            name=row.person.full_name,
            for_person=str(request.person_id),
        )


def _is_here(request: Request) -> bool:
    """Whether something came that was accepted, or waits for somebody to look."""
    states = Version.State
    good = [states.CHECKING, states.RECEIVED, states.ACCEPTED]
    return Version.objects.filter(document__request=request, state__in=good).exists()


def is_accepted(request: Request) -> bool:
    """Whether a version of it was found good."""
    accepted = Version.objects.filter(state=Version.State.ACCEPTED)
    return accepted.filter(document__request=request).exists()


def close_links(request: Request) -> None:
    """It is accepted: nobody sends it any more by a link."""
    rows = Helper.objects.filter(request=request, used_at__isnull=True)
    rows.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())


def answered(request: Request) -> None:
    """Something came for it: nobody says any more that it cannot be had."""
    request.cannot_since = None
    Request.objects.filter(pk=request.pk).update(cannot_since=None)


def still_asked(request: Request) -> Request:
    """The row, held; NoLongerAsked where somebody has withdrawn it meanwhile."""
    rows = Request.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.get(pk=request.pk)
    if row.withdrawn_at:
        raise NoLongerAsked(_("We no longer ask for this."))
    return row
