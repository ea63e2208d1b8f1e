from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Case as Case_
from django.db.models import IntegerField, Prefetch, Q, QuerySet, When

from harborlight.cases.models import Case
from harborlight.cases.queries import named_on
from harborlight.deadlines.models import (
    Basis,
    Buffer,
    Closure,
    Deadline,
    ForClient,
    Shift,
)
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound

OPEN = Q(met_on__isnull=True, dropped_because="")
STILL = Q(deadline__met_on__isnull=True, deadline__dropped_because="")


def get_deadline(actor: Actor, pk: UUID) -> Deadline:
    """One deadline with its case."""
    rows = Deadline.objects.visible_to(actor).select_related(
        "case__lead", "met_by", "owner", "basis", "shown__person"
    )
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


def counted_deadlines(actor: Actor, case: Case) -> QuerySet[Deadline]:
    """The deadlines of a case with how each was counted, and what would move it."""
    waiting = Prefetch("shifts", Shift.objects.filter(answer=""), to_attr="waiting")
    rows = deadlines_of(actor, case).select_related("basis", "owner", "met_by", "shown")
    return rows.prefetch_related(waiting)


def same_day(actor: Actor, case: Case, rule: str, day: date) -> Deadline | None:
    """An open deadline of a case that this rule put on this day already."""
    rows = Deadline.objects.visible_in(actor, case).filter(OPEN)
    return rows.filter(basis__rule=rule, due_on=day).first()


def standing_in(actor: Actor, case: Case) -> set[tuple[str, date]]:
    """What the open deadlines of a case say: title and day."""
    rows = Deadline.objects.visible_in(actor, case).filter(OPEN)
    return {*rows.values_list("title", "due_on")}


def closures_of(actor: Actor, office: str) -> dict[date, str]:
    """Days on which this agency was closed besides weekends and holidays, and why."""
    rows = Closure.objects.visible_to(actor).filter(office__in=("", office))
    return dict(rows.order_by("-office").values_list("day", "why"))


def closures(actor: Actor) -> QuerySet[Closure]:
    """Every day on which an agency was closed, the newest first."""
    return Closure.objects.visible_to(actor).select_related("by").order_by("-day", "pk")


def get_closure(actor: Actor, pk: UUID) -> Closure:
    return Closure.objects.one(actor, pk)


def buffer_of(actor: Actor, rule: str) -> int:
    """How many days before a deadline of this rule the firm is to be done; 0: none."""
    found = buffers(actor)
    return found.get(rule, found.get("", 0))


def buffers(actor: Actor) -> dict[str, int]:
    """Days before the last one, by rule; "": of every rule that is not named."""
    rows = Buffer.objects.visible_to(actor).values_list("rule", "days")
    return dict(rows)


def shifts(actor: Actor) -> QuerySet[Shift]:
    """What would move and nobody has decided yet, in cases that the actor may open.

    What was met or dropped meanwhile is nobody's to decide any more.
    """
    rows = Shift.objects.visible_to(actor).filter(STILL, answer="")
    related = ("case", "deadline__basis")
    return rows.select_related(*related).order_by("due_on", "pk")


def uncounted(actor: Actor) -> QuerySet[Basis]:
    """How open deadlines were counted that can be counted no longer, the soonest first."""
    rows = Basis.objects.visible_to(actor).filter(STILL).exclude(uncounted="")
    return rows.select_related("deadline__case").order_by("deadline__due_on", "pk")


def get_shift(actor: Actor, pk: UUID) -> Shift:
    """One of them, with its deadline."""
    rows = Shift.objects.visible_to(actor).select_related("deadline__basis", "case")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def open_shift(actor: Actor, deadline: Deadline) -> Shift | None:
    """Where a deadline would move by the book of now, if nobody has decided it."""
    rows = Shift.objects.visible_to(actor).filter(deadline=deadline, answer="")
    return rows.first()


def for_client(actor: Actor, case: Case) -> QuerySet[ForClient]:
    """What a client is told of the deadlines of their case, the next one first."""
    return ForClient.objects.visible_in(actor, case).order_by("by", "pk")
