"""Appointments of a case: set, changed, called off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.deadlines.actions import (
    AlreadyOver,
    cancel_appointment,
    set_appointment,
)
from harborlight.deadlines.appointment_forms import (
    AppointmentForm,
    CancelAppointmentForm,
)
from harborlight.deadlines.calendar import get_appointment
from harborlight.deadlines.events import APPOINTED, CALLED_OFF
from harborlight.deadlines.models import Appointment
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, APPOINTED)
    note_sighting(request.actor, case)
    return _form(request, case, None)


@staff_page
def change(request: Request, appointment_id: UUID) -> HttpResponse:
    found = get_appointment(request.actor, appointment_id)
    must(request.actor, APPOINTED)
    note_sighting(request.actor, found)
    return _form(request, found.case, found)


def _form(
    request: Request,
    case: Case,
    found: Appointment | None,
    cancel: CancelAppointmentForm | None = None,
) -> HttpResponse:
    zone = request.actor.firm.time_zone
    told = {name: getattr(found, name) for name in KEPT} if found else {"zone": zone}
    data = request.POST if request.method == "POST" and cancel is None else None
    form = AppointmentForm(data, today=today(zone), initial=told)
    if form.is_valid():
        try:
            set_appointment(request.actor, case, found, **form.cleaned_data)
            messages.success(request, _("The appointment stands in the calendar."))
        except AlreadyOver as why:
            messages.warning(request, str(why))
        return redirect("staff:case-deadlines", case.pk)
    shown = {"case": case, "tab": "case", "form": form, "appointment": found}
    shown["calling_off"] = cancel or CancelAppointmentForm()
    status = 422 if form.is_bound or cancel else 200
    return render(request, "staff/deadlines/appointment.html", shown, status=status)


KEPT = ("kind", "day", "time", "zone", "place", "bring", "is_shown")


@require_POST
@staff_page
def cancel(request: Request, appointment_id: UUID) -> HttpResponse:
    found = get_appointment(request.actor, appointment_id)
    must(request.actor, CALLED_OFF)
    form = CancelAppointmentForm(request.POST)
    if not form.is_valid():
        return _form(request, found.case, found, form)
    try:
        cancel_appointment(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Called off."))
    except AlreadyOver as why:
        messages.warning(request, str(why))
    return redirect("staff:case-deadlines", found.case_id)
