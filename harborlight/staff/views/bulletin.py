"""The Visa Bulletin, priority dates, the age of a child, and how long forms take."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agency.actions import (
    NothingToConfirm,
    NotYourOwn,
    confirm_bulletin,
    enter_bulletin,
    finish_move,
    set_priority_date,
)
from harborlight.agency.events import (
    BULLETIN_CONFIRMED,
    BULLETIN_ENTERED,
    MOVE_DONE,
    PRIORITY_SET,
)
from harborlight.agency.jobs import compare_soon
from harborlight.agency.number_forms import (
    AgeForm,
    BulletinForm,
    MoveForm,
    PriorityForm,
)
from harborlight.agency.queries import (
    bulletins,
    confirmed_before,
    get_bulletin,
    get_move,
    open_moves,
)
from harborlight.cases.queries import get_case_file
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff import agency_desk
from harborlight.staff.child_age import as_deadline, known_days


@staff_page
def every(request: Request) -> HttpResponse:
    """The months, the newest confirmed one, and what it moved."""
    newest = confirmed_before(request.actor)
    before = confirmed_before(request.actor, newest.month) if newest else None
    shown = {
        "rows": bulletins(request.actor)[:36],
        "newest": newest,
        "before": before,
        "tables": agency_desk.tables_of(newest, before) if newest else [],
        "moves": [*open_moves(request.actor)[:100]],
    }
    return render(request, "staff/agency/bulletins.html", shown)


@staff_page
def enter(request: Request) -> HttpResponse:
    must(request.actor, BULLETIN_ENTERED)
    form = BulletinForm(request.POST or None)
    if form.is_valid():
        made = enter_bulletin(request.actor, **form.cleaned_data)
        done = _("Entered. It counts once a second person has confirmed it.")
        messages.success(request, done)
        return redirect("staff:bulletin", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/enter.html", {"form": form}, status=status)


@staff_page
def month(request: Request, bulletin_id: UUID) -> HttpResponse:
    found = get_bulletin(request.actor, bulletin_id)
    before = confirmed_before(request.actor, found.month)
    tables = agency_desk.tables_of(found, before)
    shown = {"bulletin": found, "before": before, "tables": tables}
    return render(request, "staff/agency/bulletin.html", shown)


@require_POST
@staff_page
def confirm(request: Request, bulletin_id: UUID) -> HttpResponse:
    found = get_bulletin(request.actor, bulletin_id)
    must(request.actor, BULLETIN_CONFIRMED)
    try:
        confirm_bulletin(request.actor, found, seen=request.POST.get("seen", ""))
        compare_soon(found.month)
        done = _("Confirmed. What it moves is listed in a moment.")
        messages.success(request, done)
    except (NotYourOwn, NothingToConfirm) as why:
        messages.warning(request, str(why))
    return redirect("staff:bulletin", found.pk)


@staff_page
def priority(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, PRIORITY_SET)
    note_sighting(request.actor, case)
    people = agency_desk.people_of(request.actor, case)
    form = PriorityForm(request.POST or None, people=people, today=agency_desk.day_of(request))  # fmt: skip
    if form.is_valid():
        said = dict(form.cleaned_data)
        person = agency_desk.person_of(request.actor, case, said.pop("person"))
        set_priority_date(request.actor, case, person=person, **said)
        messages.success(request, _("Saved."))
        return redirect("staff:case-agency", case.pk)
    shown = {"case": case, "tab": "case", "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/priority.html", shown, status=status)


@require_POST
@staff_page
def act(request: Request, move_id: UUID) -> HttpResponse:
    found = get_move(request.actor, move_id)
    must(request.actor, MOVE_DONE)
    form = MoveForm(request.POST)
    if form.is_valid():
        finish_move(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect("staff:bulletins")
    note_sighting(request.actor, found)
    shown = {"case": found.case, "tab": "case", "move": found, "form": form}
    return render(request, "staff/agency/act.html", shown, status=422)


@staff_page
def age(request: Request, case_id: UUID) -> HttpResponse:
    """How old a child is in the eyes of the law. Nothing is kept."""
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    asked = "law" in request.GET
    found = {} if asked else known_days(request.actor, case)
    form = AgeForm(request.GET if asked else None, initial=found)
    form.is_valid()
    shown = {"case": case, "tab": "case", "form": form, "age": form.age}
    shown |= {"found": found, "deadline": as_deadline(form.age)}
    status = 422 if form.is_bound and not form.age else 200
    return render(request, "staff/agency/age.html", shown, status=status)
