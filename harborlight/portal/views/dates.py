"""Days that matter in a case: what we do, what the client does, by when."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.cases.queries import get_case
from harborlight.deadlines.calendar import appointments_of
from harborlight.deadlines.queries import for_client
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.workflow.follow_ups import follow_ups_of
from harborlight.workflow.needs import needs_of


@client_page
def dates(request: Request, case_id: UUID) -> HttpResponse:
    found = get_case(request.actor, case_id)
    note_sighting(request.actor, found)
    shown = {
        "case": found,
        "dates": [*for_client(request.actor, found)],
        "appointments": [*appointments_of(request.actor, found)],
        "ahead": follow_ups_of(request.actor, found),
        "needs": needs_of(request.actor, found),
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "portal/dates.html", shown)
