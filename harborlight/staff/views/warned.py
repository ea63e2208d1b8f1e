"""What one was warned of, and that one saw it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.deadlines.actions import see_warning
from harborlight.deadlines.events import WARNING_SEEN
from harborlight.deadlines.queries import get_deadline
from harborlight.deadlines.warning import (
    my_warnings,
    proof,
    silent_watch,
    unwarned,
)
from harborlight.firm.acting import must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.stretch import stretch


@staff_page
def warnings(request: Request) -> HttpResponse:
    """Deadlines that one was warned of and has not said that one saw."""
    shown = {
        "rows": my_warnings(request.actor),
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/deadlines/warnings.html", shown)


@staff_page
def reached(request: Request) -> HttpResponse:
    """What became of each warning: handed over, opened, seen; and who is warned of none."""
    which = request.GET.get("show", "")
    which = which if which in ("waiting", "doubtful") else ""
    shown = {
        "page": stretch(proof(request.actor, which), request.GET.get("page")),
        "which": which,
        "query": f"&show={which}" if which else "",
        "unwarned": unwarned(request.actor),
        "silent": silent_watch(request.actor, now()),
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/deadlines/proof.html", shown)


@require_POST
@staff_page
def seen(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, WARNING_SEEN)
    see_warning(request.actor, found)
    messages.success(request, _("Written down: you saw it."))
    return redirect("staff:deadline", found.pk)
