"""All forms of the open filings of a case, filled by one press."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file
from harborlight.filings.events import FILLED
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.filling_all import (
    address_of,
    fill_stretch,
    how_it_stands,
    pressed_in,
    told,
)


@staff_page
def all_forms(request: Request, case_id: UUID) -> HttpResponse:
    """What a press would fill, and after it what became of every form."""
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    pressed = pressed_in(request.GET)
    found = how_it_stands(request.actor, case, pressed)
    shown = {"case": case, **told(found, pressed)}
    return render(request, "staff/forms/all.html", shown)


@require_POST
@staff_page
def fill_all(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, FILLED)
    pressed = fill_stretch(request.actor, case, pressed_in(request.POST))
    return redirect(address_of(case, pressed))
