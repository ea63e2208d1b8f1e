"""Needs besides a case, as its playbook names them, and what was decided of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.workflow.models import NeedDecision
from harborlight.workflow.playbook_later import Related
from harborlight.workflow.queries import course_of


@dataclass(frozen=True)
class Need:
    """A need and what was decided of it; None while nobody did."""

    what: Related
    decided: NeedDecision | None


def needs_of(actor: Actor, case: Case) -> list[Need]:
    """Those of this case; a client's: what they were told of."""
    several = course_of(actor, case).related
    if not several:
        return []
    rows = NeedDecision.objects.visible_in(actor, case)
    decided = {row.need: row for row in rows.select_related("opened", "decided_by")}
    found = [Need(one, decided.get(one.id)) for one in several]
    return [one for one in found if one.decided] if actor.is_client else found


def get_need(actor: Actor, case: Case, name: str) -> Related:
    """One need of this case's playbook; NotFound if it names none so."""
    for one in course_of(actor, case).related:
        if one.id == name:
            return one
    raise NotFound


def cases_of_the_same(actor: Actor, case: Case) -> Sequence[Case]:
    """Other cases of the people of this one that the actor may open, the newest first."""
    people = [row.person_id for row in parties(actor, case)]
    rows = Party.objects.visible_to(actor).filter(person__in=people)
    rows = rows.exclude(case=case.pk).select_related("case")
    several = rows.order_by("-case__opened_on", "-case__number")[:40]
    return [*{row.case_id: row.case for row in several}.values()]


def reached_among(actor: Actor, needs: Sequence[Need]) -> set[UUID]:
    """Which of the cases that were opened for needs this actor may open."""
    opened = [one.decided.opened_id for one in needs if one.decided]
    wanted = [pk for pk in opened if pk]
    if not wanted:
        return set()
    return {
        *Case.objects.visible_to(actor)
        .filter(pk__in=wanted)
        .values_list("pk", flat=True)
    }
