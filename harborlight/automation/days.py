"""Which days that automations wait for came between two days, and of what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from harborlight.automation.rule import BEFORE, DATE, STAGE, When
from harborlight.billing.models import Invoice
from harborlight.billing.queries import OPEN as UNPAID
from harborlight.cases.models import Case
from harborlight.deadlines.models import Deadline
from harborlight.deadlines.queries import OPEN
from harborlight.documents.models import Document, Request, Version
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.roles import Role
from harborlight.questionnaires.models import Sent

CHUNK = 500
HERE = (Version.State.CHECKING, Version.State.RECEIVED, Version.State.ACCEPTED)


@dataclass(frozen=True)
class Due:
    """A day that came, of a thing in a case."""

    case: UUID
    subject: UUID
    on: date


def due_between(actor: Actor, when: When, first: date, last: date) -> list[Due]:
    """What came from the first to the last of these days, in open cases, by day."""
    if when.on == DATE:
        found = [*_dates(actor, when, first, last)]
    else:
        found = [*_standing(actor, when, first, last)]
    return sorted(found, key=lambda one: (one.on, one.case, one.subject))


def _dates(actor: Actor, when: When, first: date, last: date) -> Iterator[Due]:
    shift = timedelta(days=when.days if when.side == BEFORE else -when.days)
    rows, name = _OF[when.of](actor)
    days = {f"{name}__gte": first + shift, f"{name}__lte": last + shift}
    rows = rows.filter(case__closed_on__isnull=True, **days)
    for case, pk, day in rows.values_list("case_id", "pk", name):
        yield Due(case, pk, day - shift)


def _deadlines(actor: Actor) -> tuple[QuerySet[Deadline], str]:
    return Deadline.objects.visible_to(actor).filter(OPEN), "due_on"


def _papers(actor: Actor) -> tuple[QuerySet[Request], str]:
    here = Version.objects.filter(document__request=OuterRef("pk"), state__in=HERE)
    rows = Request.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return rows.exclude(Exists(here)), "due_on"


def _expiries(actor: Actor) -> tuple[QuerySet[Document], str]:
    good = (Version.State.RECEIVED, Version.State.ACCEPTED)
    used = Version.objects.filter(document=OuterRef("pk"), state__in=good)
    return Document.objects.visible_to(actor).filter(Exists(used)), "good_until"


def _questions(actor: Actor) -> tuple[QuerySet[Sent], str]:
    rows = Sent.objects.visible_to(actor).filter(state=Sent.State.OPEN)
    return rows, "due_on"


def _invoices(actor: Actor) -> tuple[QuerySet[Invoice], str]:
    return Invoice.objects.visible_to(actor).filter(state__in=UNPAID), "due_on"


_OF: dict[str, Callable[[Actor], tuple[QuerySet[Any], str]]] = {
    "deadline": _deadlines,
    "paper": _papers,
    "expiry": _expiries,
    "questions": _questions,
    "invoice": _invoices,
}


def _standing(actor: Actor, when: When, first: date, last: date) -> Iterator[Due]:
    """Cases that stood, or were silent, so long on one of these days."""
    long = timedelta(days=when.days)
    rows = Case.objects.visible_to(actor).filter(
        closed_on__isnull=True, opened_on__lte=last - long
    )
    if when.on == STAGE and when.stage:
        rows = rows.filter(stage=when.stage)
    several = [*rows.order_by("pk").values_list("pk", "opened_on")]
    zone = actor.firm.time_zone
    for at in range(0, len(several), CHUNK):
        part = several[at : at + CHUNK]
        heard = _last_heard([pk for pk, _opened in part], _heard(when))
        for pk, opened in part:
            since = max(opened, _day(heard[pk], zone)) if pk in heard else opened
            if first <= since + long <= last:
                yield Due(pk, pk, since + long)


def _heard(when: When) -> Q:
    """Which events end the silence, or begin the stage."""
    if when.on == STAGE:
        return Q(kind="case.stage-changed")
    people = Q(user_id__isnull=False)
    client = Q(role=Role.CLIENT)
    return {"client": people & client, "team": people & ~client}.get(when.whose, people)


def _last_heard(cases: list[UUID], which: Q) -> dict[UUID | None, datetime]:
    rows = Event.objects.filter(which, case_id__in=cases).order_by()
    return dict(rows.values_list("case_id").annotate(last=Max("at")))


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
