from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Case as Case_
from django.db.models import IntegerField, Q, QuerySet, When

from harborlight.cases.models import Case
from harborlight.cases.queries import named_on
from harborlight.deadlines.models import Deadline
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound

OPEN = Q(met_on__isnull=True, dropped_because="")


def get_deadline(actor: Actor, pk: UUID) -> Deadline:
    """One deadline with its case."""
    rows = Deadline.objects.visible_to(actor).select_related("case__lead", "met_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def deadlines_of(actor: Actor, case: Case) -> QuerySet[Deadline]:
    """The deadlines of a case, the next one first, those that are over last."""
    rows = Deadline.objects.visible_in(actor, case).select_related("met_by")
    over = Case_(When(OPEN, then=0), default=1, output_field=IntegerField())
    return rows.order_by(over, "due_on", "pk")


def open_deadlines(
    actor: Actor, *, until: date | None = None, mine: bool = False
) -> QuerySet[Deadline]:
    """What must still be done in all cases the actor may open, soonest first.

    mine: only in cases the actor is named on.
    """
    rows = Deadline.objects.visible_to(actor).filter(OPEN).select_related("case")
    if until is not None:
        rows = rows.filter(due_on__lte=until)
    if mine:
        rows = rows.filter(named_on(actor, "case"))
    return rows.order_by("due_on", "pk")


def next_deadlines(actor: Actor, cases: Sequence[Case]) -> dict[UUID, date]:
    """The soonest open deadline of each of these cases."""
    rows = Deadline.objects.visible_among(actor, cases).filter(OPEN)
    soonest: dict[UUID, date] = {}
    for case_id, due_on in rows.order_by("due_on").values_list("case_id", "due_on"):
        soonest.setdefault(case_id, due_on)
    return soonest


def open_deadline_about(
    actor: Actor, case: Case, kind: str, about: UUID
) -> Deadline | None:
    """The open deadline of one kind that watches over one thing."""
    rows = Deadline.objects.visible_in(actor, case).filter(OPEN)
    return rows.filter(kind=kind, about_id=about).first()
