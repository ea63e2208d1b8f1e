from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file
from harborlight.deadlines.actions import (
    AlreadyOver,
    drop_deadline,
    give_deadline,
    meet_deadline,
    miss_deadline,
    set_deadline,
)
from harborlight.deadlines.events import DROPPED, GIVEN, MET, MISSED, SET
from harborlight.deadlines.forms import (
    DeadlineForm,
    DropDeadlineForm,
    GiveDeadlineForm,
    MeetDeadlineForm,
    MissDeadlineForm,
)
from harborlight.deadlines.models import Deadline
from harborlight.deadlines.queries import (
    get_deadline,
    open_deadlines,
    standing_in,
    uncounted,
)
from harborlight.deadlines.warning import silent_watch, unwarned
from harborlight.firm.acting import must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.counting import (
    about_deadline,
    owner_of,
    papers_of,
    people_of,
)
from harborlight.staff.stretch import stretch


@staff_page
def deadlines(request: Request) -> HttpResponse:
    mine = request.GET.get("show") == "mine"
    rows = open_deadlines(request.actor, mine=mine)
    shown = {
        "page": stretch(rows, request.GET.get("page")),
        "mine": mine,
        "silent": silent_watch(request.actor, now()),
        "unwarned": unwarned(request.actor),
        "uncounted": uncounted(request.actor).exists(),
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
    day, standing = (
        today(request.actor.firm.time_zone),
        standing_in(request.actor, case),
    )
    form = DeadlineForm(data, today=day, standing=standing, initial=_suggested(request))
    if form.is_valid():
        set_deadline(request.actor, case, **form.cleaned_data)
        messages.success(request, _("The deadline stands in the calendar."))
        return redirect("staff:case", case.pk)
    shown = {"case": case, "form": form, "tab": "case"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/deadlines/new.html", shown, status=status)


def _suggested(request: Request) -> dict[str, str]:
    """What the page that led here would have the deadline say."""
    names = ("title", "due_on", "because")
    return {name: request.GET.get(name, "")[:2000] for name in names}


@staff_page
def deadline(request: Request, deadline_id: UUID) -> HttpResponse:
    return _shown(request, get_deadline(request.actor, deadline_id))


@require_POST
@staff_page
def meet(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, MET)
    form = _meet_form(request, found, request.POST)
    if not form.is_valid():
        return _shown(request, found, meet=form)
    try:
        meet_deadline(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Done: %(title)s.") % {"title": found.called})
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
        messages.success(request, _("Dropped: %(title)s.") % {"title": found.called})
    except AlreadyOver as why:
        messages.warning(request, str(why))
    return redirect("staff:case", found.case_id)


@require_POST
@staff_page
def miss(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, MISSED)
    form = MissDeadlineForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, miss=form)
    try:
        miss_deadline(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Written down. The team of the case is told."))
    except AlreadyOver as why:
        messages.warning(request, str(why))
    return redirect("staff:deadline", found.pk)


@require_POST
@staff_page
def give(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, GIVEN)
    people = people_of(request.actor, found.case)
    form = GiveDeadlineForm(request.POST, people=people)
    if not form.is_valid():
        return _shown(request, found, give=form)
    owner = owner_of(request.actor, found.case, form.cleaned_data["owner"])
    try:
        give_deadline(request.actor, found, owner=owner)
        messages.success(request, _("Saved."))
    except AlreadyOver as why:
        messages.warning(request, str(why))
    return redirect("staff:deadline", found.pk)


def _meet_form(request: Request, found: Deadline, data: QueryDict | None = None) -> MeetDeadlineForm:  # fmt: skip
    return MeetDeadlineForm(
        data,
        today=today(request.actor.firm.time_zone),
        counted=hasattr(found, "basis"),
        papers=papers_of(request.actor, found.case),
    )


def _shown(request: Request, found: Deadline, **sent: Form) -> HttpResponse:
    """The page of a deadline. sent: a form that came and was not right, by its name."""
    note_sighting(request.actor, found)
    people = people_of(request.actor, found.case) if found.is_open else []
    owner = {"owner": str(found.owner_id or "")}
    shown = {
        **about_deadline(request.actor, found),
        "meet": None if "meet" in sent else _meet_form(request, found),
        "drop": DropDeadlineForm(),
        "miss": MissDeadlineForm(),
        "give": GiveDeadlineForm(people=people, initial=owner),
        **sent,
    }
    status = 422 if sent else 200
    return render(request, "staff/deadlines/deadline.html", shown, status=status)
