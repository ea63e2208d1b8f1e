from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.cases.models import Access, Case
from harborlight.cases.queries import cases, get_case
from harborlight.documents.queries import asked
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.portal.asked_with import asked_with_case
from harborlight.portal.several import case_cards
from harborlight.portal.shown import (
    first_step,
    in_view,
    left_over,
    owes_us,
    rest_of_steps,
    stepper,
)
from harborlight.portal.views.inquiry import inquiry_home
from harborlight.workflow.homework import homework
from harborlight.workflow.queries import Step, course_of


@client_page
def home(request: Request) -> HttpResponse:
    rows = cases(request.actor, closed=True)
    mine = [*rows.annotate(**asked_with_case(request.actor))[:50]]
    if len(mine) == 1:
        return _home(request, mine[0].found_by(request.actor))
    still = [one.found_by(request.actor) for one in mine if one.closed_on is None]
    over = [one for one in mine if one.closed_on is not None]
    todo = homework(request.actor, still, over=over).steps
    shown = {
        "cards": case_cards(request.actor, mine, todo),
        "name": request.actor.name,
        "first": first_step(todo),
        "left": sum(not step.left_over for step in todo),
    }
    return render(request, "portal/cases.html", shown)


@client_page
def of_case(request: Request, case_id: UUID) -> HttpResponse:
    also = asked_with_case(request.actor)
    return _home(request, get_case(request.actor, case_id, **also))


def _home(request: Request, case: Case) -> HttpResponse:
    note_sighting(request.actor, case)
    if case.access == Access.INQUIRY:
        return inquiry_home(request, case)
    course, papers = course_of(request.actor, case), asked(request.actor, case)
    mine = homework(request.actor, [case], papers)
    return render(
        request,
        "portal/home.html",
        {
            "case": case,
            **_asked_of_them(mine.steps),
            "stage": course.stage(case.stage),
            "stages": stepper(course, case, owing=owes_us(mine.steps)),
            "papers": in_view(papers),
            "homework": mine,
            "today": today(request.actor.firm.time_zone),
        },
    )


def _asked_of_them(todo: Sequence[Step]) -> dict[str, Any]:
    """What is to be done first, and after it; what the case went out without."""
    return {
        "first": first_step(todo),
        "rest": rest_of_steps(todo),
        "left_over": left_over(todo),
        "owed": [step for step in todo[1:] if step.kind == "pay"],
        "pays": any(step.kind == "pay" for step in todo),
    }
