from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file
from harborlight.deadlines.actions import (
    AlreadyOver,
    drop_deadline,
    meet_deadline,
    set_deadline,
)
from harborlight.deadlines.events import DROPPED, MET, SET
from harborlight.deadlines.forms import (
    DeadlineForm,
    DropDeadlineForm,
    MeetDeadlineForm,
)
from harborlight.deadlines.models import Deadline
from harborlight.deadlines.queries import get_deadline, open_deadlines
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.stretch import stretch


@staff_page
def deadlines(request: Request) -> HttpResponse:
    mine = request.GET.get("show") == "mine"
    rows = open_deadlines(request.actor, mine=mine)
    shown = {
        "page": stretch(rows, request.GET.get("page")),
        "mine": mine,
        "today": today(request.actor.firm.time_zone),
        "query": "&show=mine" if mine else "",
    }
    return render(request, "staff/deadlines/list.html", shown)


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, SET)
    note_sighting(request.actor, case)
    data = request.POST if request.method == "POST" else None
    form = DeadlineForm(data, today=today(request.actor.firm.time_zone))
    if form.is_valid():
        set_deadline(request.actor, case, **form.cleaned_data)
        messages.success(request, _("The deadline stands in the calendar."))
        return redirect("staff:case", case.pk)
    shown = {"case": case, "form": form, "tab": "case"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/deadlines/new.html", shown, status=status)


@staff_page
def deadline(request: Request, deadline_id: UUID) -> HttpResponse:
    return _shown(request, get_deadline(request.actor, deadline_id))


@require_POST
@staff_page
def meet(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, MET)
    day = today(request.actor.firm.time_zone)
    form = MeetDeadlineForm(request.POST, today=day)
    if not form.is_valid():
        return _shown(request, found, meet=form)
    try:
        meet_deadline(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Done: %(title)s.") % {"title": found.title})
    except AlreadyOver as why:
        messages.warning(request, str(why))
    return redirect("staff:case", found.case_id)


@require_POST
@staff_page
def drop(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, DROPPED)
    form = DropDeadlineForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, drop=form)
    try:
        drop_deadline(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Dropped: %(title)s.") % {"title": found.title})
    except AlreadyOver as why:
        messages.warning(request, str(why))
    return redirect("staff:case", found.case_id)


def _shown(
    request: Request,
    found: Deadline,
    *,
    meet: MeetDeadlineForm | None = None,
    drop: DropDeadlineForm | None = None,
) -> HttpResponse:
    note_sighting(request.actor, found)
    day = today(request.actor.firm.time_zone)
    shown = {
        "deadline": found,
        "case": found.case,
        "tab": "case",
        "today": day,
        "meet": meet or MeetDeadlineForm(today=day),
        "drop": drop or DropDeadlineForm(),
    }
    status = 422 if meet or drop else 200
    return render(request, "staff/deadlines/deadline.html", shown, status=status)
