"""New cases that somebody handed to a lawyer, for whoever handed them over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.people.actions import AlreadyDecided
from harborlight.staff.openings import people_in
from harborlight.staff.stretch import stretch
from harborlight.workflow.actions import take_back
from harborlight.workflow.events import HANDED_OVER
from harborlight.workflow.queries import (
    get_handed,
    get_playbook,
    handed_by,
    handed_over,
)

ROWS, MOST = 50, 500


@staff_page
def all_handed(request: Request) -> HttpResponse:
    why = _("Only those who open cases hand them to a lawyer.")
    must(request.actor, HANDED_OVER, why)
    shown = {
        "page": stretch(handed_by(request.actor), request.GET.get("page"), size=ROWS),
        # Lawyers find here what has no room on their first page.
        "to_decide": handed_over(request.actor)[:MOST],
    }
    return render(request, "staff/opening/all_handed.html", shown)


@staff_page
def handed(request: Request, handed_id: UUID) -> HttpResponse:
    found = get_handed(request.actor, handed_id)
    note_sighting(request.actor, found)
    playbook = get_playbook(request.actor, found.playbook)
    shown = {
        "handed": found,
        "playbook": playbook,
        "people": people_in(playbook, found),
    }
    return render(request, "staff/opening/handed.html", shown)


@require_POST
@staff_page
def take_it_back(request: Request, handed_id: UUID) -> HttpResponse:
    found = get_handed(request.actor, handed_id)
    try:
        take_back(request.actor, found)
    except AlreadyDecided as why:
        messages.warning(request, str(why))
        return redirect("staff:handed-over", found.pk)
    messages.success(request, _("Taken back: no lawyer is asked any more."))
    again = reverse("staff:new-case-of", args=[found.playbook])
    return redirect(f"{again}?again={found.key}")
