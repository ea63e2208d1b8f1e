from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.documents.queue import offered, waiting
from harborlight.documents.queue_forms import QueueForm
from harborlight.documents.standards import note_due
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.stretch import stretch
from harborlight.staff.wanted import choose

# The oldest come first, and whoever reviews takes one after the other.
ROWS = 25


@staff_page
def queue(request: Request) -> HttpResponse:
    wanted = choose(request)
    rows = waiting(request.actor, wanted)
    page = stretch(rows, request.GET.get("page"), size=ROWS)
    note_due(request.actor, page.rows)
    shown = {
        "page": page,
        "count": rows.count(),
        "now": now(),
        "wanted": wanted,
        "form": QueueForm(
            offered=offered(request.actor, mine=wanted.mine), wanted=wanted
        ),
    }
    return render(request, "staff/review/queue.html", shown)
