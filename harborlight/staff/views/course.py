"""How a case runs: what a newer playbook offers it, needs besides it, days ahead of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file
from harborlight.filings.actions import AlreadySent
from harborlight.firm.acting import Refused, must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.workflow.actions import (
    CannotTake,
    NotOffered,
    decide_need,
    leave_as_is,
    note_start,
    take_over,
)
from harborlight.workflow.ahead_forms import ItemForm, NeedDecisionForm, StartForm
from harborlight.workflow.events import (
    COURSE_DECLINED,
    COURSE_TAKEN,
    FOLLOW_UP_NOTED,
    NEED_DECIDED,
)
from harborlight.workflow.follow_ups import follow_ups_of, get_follow_up
from harborlight.workflow.needs import (
    cases_of_the_same,
    get_need,
    needs_of,
    reached_among,
)
from harborlight.workflow.offers import offer_of
from harborlight.workflow.queries import course_of, free_parts

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.cases.models import Case


@staff_page
def course(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    return _page(request, case)


def _page(request: Request, case: Case) -> HttpResponse:
    shown: dict[str, Any] = {
        "case": case,
        "tab": "case",
        "course": course_of(request.actor, case),
        "free": free_parts(request.actor, case),
        "offer": offer_of(request.actor, case),
        "needs": (needs := needs_of(request.actor, case)),
        "reached_cases": reached_among(request.actor, needs),
        "ahead": follow_ups_of(request.actor, case),
    }
    return render(request, "staff/playbooks/course.html", shown)


@require_POST
@staff_page
def take(request: Request, case_id: UUID) -> HttpResponse:
    """Take one difference over."""
    case = get_case_file(request.actor, case_id)
    must(request.actor, COURSE_TAKEN)
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            take_over(request.actor, case, **form.cleaned_data)
            messages.success(request, _("The case follows it from now on."))
        except (CannotTake, NotOffered, Refused, AlreadySent) as why:
            messages.warning(request, str(why))
    return redirect("staff:case-course", case.pk)


@require_POST
@staff_page
def leave(request: Request, case_id: UUID) -> HttpResponse:
    """Leave one thing as it is."""
    case = get_case_file(request.actor, case_id)
    must(request.actor, COURSE_DECLINED)
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            leave_as_is(request.actor, case, **form.cleaned_data)
            messages.success(request, _("It stays as it is in this case."))
        except (CannotTake, NotOffered) as why:
            messages.warning(request, str(why))
    return redirect("staff:case-course", case.pk)


@staff_page
def need(request: Request, case_id: UUID, need: str) -> HttpResponse:
    """Decide on one need besides the case."""
    case = get_case_file(request.actor, case_id)
    must(request.actor, NEED_DECIDED)
    note_sighting(request.actor, case)
    found = get_need(request.actor, case, need)
    several = cases_of_the_same(request.actor, case)
    form = NeedDecisionForm(request.POST or None, cases=several)
    if form.is_valid():
        decide_need(request.actor, case, need=found, **form.said)
        messages.success(request, _("Your decision is kept with the case."))
        return redirect("staff:case-course", case.pk)
    shown = {"case": case, "tab": "case", "need": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/playbooks/need.html", shown, status=status)


@staff_page
def start(request: Request, case_id: UUID, follow_up: str) -> HttpResponse:
    """Type the day that something later counts from."""
    case = get_case_file(request.actor, case_id)
    must(request.actor, FOLLOW_UP_NOTED)
    note_sighting(request.actor, case)
    one = get_follow_up(request.actor, case, follow_up)
    form = StartForm(request.POST or None, initial={"on": one.starts})
    if form.is_valid():
        note_start(request.actor, case, follow_up=one.what, **form.cleaned_data)
        messages.success(request, _("The day is kept. What follows was counted anew."))
        return redirect("staff:case-course", case.pk)
    shown = {"case": case, "tab": "case", "one": one, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/playbooks/start.html", shown, status=status)
