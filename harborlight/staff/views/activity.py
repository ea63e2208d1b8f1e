from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.cases.forms import HistoryForm
from harborlight.cases.queries import actors_of, get_case_file, history, with_words
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.stretch import stretch

ROWS = 50


@staff_page
def activity(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    form = HistoryForm(request.GET, people=actors_of(request.actor, case))
    rows = history(request.actor, case, **form.wanted)
    page = stretch(rows, request.GET.get("page"), size=ROWS)
    shown = {
        "case": case,
        "form": form,
        "page": page,
        "happened": with_words(request.actor, page.rows),
    }
    return render(request, "staff/activity/page.html", shown)
