from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from harborlight.cases.models import Case
from harborlight.deadlines.models import Deadline
from harborlight.firm.actor import Actor

OPEN = Q(met_on__isnull=True, dropped_because="")


def get_deadline(actor: Actor, pk: UUID) -> Deadline:
    return Deadline.objects.one(actor, pk)


def deadlines_of(actor: Actor, case: Case) -> QuerySet[Deadline]:
    """The deadlines of a case, the next one first, those that are over last."""
    rows = Deadline.objects.visible_to(actor).filter(case=case).select_related("met_by")
    return rows.order_by("met_on", "due_on", "pk")


def open_deadlines(actor: Actor, *, until: date | None = None) -> QuerySet[Deadline]:
    """What must still be done in all cases the actor may open, soonest first."""
    rows = Deadline.objects.visible_to(actor).filter(OPEN).select_related("case")
    if until is not None:
        rows = rows.filter(due_on__lte=until)
    return rows.order_by("due_on", "pk")


def next_deadlines(actor: Actor, cases: Sequence[UUID]) -> dict[UUID, date]:
    """The soonest open deadline of each of these cases."""
    rows = Deadline.objects.visible_to(actor).filter(OPEN, case__in=cases)
    soonest: dict[UUID, date] = {}
    for case_id, due_on in rows.order_by("due_on").values_list("case_id", "due_on"):
        soonest.setdefault(case_id, due_on)
    return soonest


def open_deadline_about(
    actor: Actor, case: Case, kind: str, about: UUID
) -> Deadline | None:
    """The open deadline of one kind that watches over one thing."""
    rows = Deadline.objects.visible_to(actor).filter(OPEN, case=case)
    return rows.filter(kind=kind, about_id=about).first()
