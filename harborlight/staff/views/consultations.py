"""The records of first talks: those of a case, one of them, and what is done with it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.firm.acting import Refused, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.inquiries import events
from harborlight.inquiries.actions import (
    AlreadyFinished,
    ChangedMeanwhile,
    NotWhole,
    change_consultation,
    correct_consultation,
    finish_consultation,
    set_step,
    tell_steps,
    write_consultation,
)
from harborlight.inquiries.consultation_forms import (
    ConsultationForm,
    CorrectForm,
    StepForm,
    TellForm,
)
from harborlight.inquiries.consultations import (
    RECORD,
    as_written,
    consultations_of,
    draft_word,
    get_consultation,
    newer_than,
    people_of,
    weighed_paths,
)
from harborlight.inquiries.models import Consultation
from harborlight.tasks.actions import MayNotOpen

PAGES = "staff/consultations/"


@staff_page
def of_case(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, events.CONSULTATION_WRITTEN, _only())
    note_sighting(request.actor, case)
    shown = {"case": case, "rows": consultations_of(request.actor, case)}
    return render(request, f"{PAGES}list.html", shown)


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, events.CONSULTATION_WRITTEN, _only())
    note_sighting(request.actor, case)
    day = _day(request)
    form = ConsultationForm(
        request.POST if request.method == "POST" else None,
        paths=weighed_paths(request.actor, case, day),
        today=day,
        initial={"held_on": day},
    )
    if form.is_valid() and (made := _written(request, case, form)):
        return redirect("staff:consultation", made.pk)
    return _form_page(request, case, form)


@staff_page
def record(request: Request, consultation_id: UUID) -> HttpResponse:
    found = get_consultation(request.actor, consultation_id)
    note_sighting(request.actor, found)
    shown = {
        "case": found.case,
        "record": found,
        "newer": newer_than(request.actor, found),
    }
    return render(request, f"{PAGES}record.html", shown)


@staff_page
def change(request: Request, consultation_id: UUID) -> HttpResponse:
    found = get_consultation(request.actor, consultation_id)
    must(request.actor, events.CONSULTATION_CHANGED)
    note_sighting(request.actor, found)
    if not found.is_draft:
        messages.warning(request, _("This record is finished."))
        return redirect("staff:consultation", found.pk)
    form = _form_of(request, found, _day(request))
    if form.is_valid() and _is_changed(request, found, form):
        return redirect("staff:consultation", found.pk)
    return _form_page(request, found.case, form, record=found)


@require_POST
@staff_page
def finish(request: Request, consultation_id: UUID) -> HttpResponse:
    found = get_consultation(request.actor, consultation_id)
    must(request.actor, events.CONSULTATION_FINISHED)
    try:
        finish_consultation(request.actor, found)
        messages.success(request, _("The record is finished. Nobody changes it now."))
    except (AlreadyFinished, NotWhole) as why:
        messages.warning(request, str(why))
    return redirect("staff:consultation", found.pk)


@staff_page
def correct(request: Request, consultation_id: UUID) -> HttpResponse:
    found = get_consultation(request.actor, consultation_id)
    must(request.actor, events.CONSULTATION_CORRECTED)
    note_sighting(request.actor, found)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = correct_consultation(request.actor, found, **form.cleaned_data)
            return redirect("staff:change-consultation", made.pk)
        except AlreadyFinished as why:
            form.add_error(None, str(why))
    return _form_page(request, found.case, form, record=found, page="correct")


@require_POST
@staff_page
def step(request: Request, consultation_id: UUID) -> HttpResponse:
    found = get_consultation(request.actor, consultation_id)
    must(request.actor, events.CONSULTATION_STEP_SET)
    form = StepForm(request.POST)
    try:
        if form.is_valid():
            set_step(request.actor, found, **form.cleaned_data)
            messages.success(request, _("It is a task of yours now."))
    except (AlreadyFinished, MayNotOpen, Refused) as why:
        messages.warning(request, str(why))
    return redirect("staff:consultation", found.pk)


@staff_page
def tell(request: Request, consultation_id: UUID) -> HttpResponse:
    found = get_consultation(request.actor, consultation_id)
    must(request.actor, events.CONSULTATION_TOLD)
    note_sighting(request.actor, found)
    form = TellForm(
        request.POST if request.method == "POST" else None,
        people=people_of(request.actor, found.case),
        initial={"words": found.told or _steps_in_lines(found)},
    )
    if form.is_valid():
        try:
            tell_steps(request.actor, found, **form.cleaned_data)
            messages.success(request, _("It stands in their timeline."))
            return redirect("staff:consultation", found.pk)
        except AlreadyFinished as why:
            form.add_error(None, str(why))
    return _form_page(request, found.case, form, record=found, page="tell")


def _form_page(
    request: Request, case: Case, form: Any, *, page: str = "write", **also: Any
) -> HttpResponse:
    shown = {"case": case, "form": form, **also}
    status = 422 if form.is_bound else 200
    return render(request, f"{PAGES}{page}.html", shown, status=status)


def _form_of(request: Request, found: Consultation, day: date) -> ConsultationForm:
    """The form of a draft, as it stands."""
    initial = {name: getattr(found, name) for name in RECORD}
    return ConsultationForm(
        request.POST if request.method == "POST" else None,
        paths=as_written(weighed_paths(request.actor, found.case, day), found),
        today=day,
        initial=initial | {"seen": draft_word(found)},
    )


def _written(
    request: Request, case: Case, form: ConsultationForm
) -> Consultation | None:
    try:
        made = write_consultation(request.actor, case, **form.said)
    except AlreadyFinished as why:
        form.add_error(None, str(why))
        return None
    messages.success(request, _("The draft is kept."))
    return made


def _is_changed(request: Request, found: Consultation, form: ConsultationForm) -> bool:
    try:
        seen = form.cleaned_data["seen"]
        change_consultation(request.actor, found, seen=seen, **form.said)
    except (AlreadyFinished, ChangedMeanwhile) as why:
        form.add_error(None, str(why))
        form.stands(draft_word(found))
        return False
    messages.success(request, _("The draft is kept."))
    return True


def _steps_in_lines(found: Consultation) -> str:
    return "\n".join(one["what"] for one in found.steps)


def _day(request: Request) -> date:
    return today(request.actor.firm.time_zone)


def _only() -> str:
    return _("Only attorneys and those who handle inquiries see these.")
