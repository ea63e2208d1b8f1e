"""Papers that a client sends of their own accord."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import get_case
from harborlight.documents.events import RECEIVED
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.portal.offering import PURPOSE, Offering, own_person, send_each


@client_page
def send(request: Request, case_id: UUID) -> HttpResponse:
    """Many files at once, each one an item: what was asked for, or something else."""
    case = get_case(request.actor, case_id)
    note_sighting(request.actor, case)
    own_person(request.actor, case)
    if request.method == "POST":
        must(request.actor, RECEIVED)
    offering = Offering(request, case)
    if offering.is_ready:
        for trouble in send_each(offering):
            messages.warning(request, trouble)
        messages.success(request, _("We have them. We will check them and tell you."))
        return redirect("portal:documents")
    shown = {"offering": offering, "case": case, "purpose": PURPOSE}
    status = 422 if offering.sends or offering.chosen.wrong else 200
    return render(request, "portal/documents/another.html", shown, status=status)
