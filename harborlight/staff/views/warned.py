"""What one was warned of, and that one saw it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.deadlines.actions import Settled, see_warning, settle_warning
from harborlight.deadlines.events import WARNING_SEEN, WARNING_SETTLED
from harborlight.deadlines.jobs import write_again
from harborlight.deadlines.queries import get_deadline
from harborlight.deadlines.warned_forms import SettleForm
from harborlight.deadlines.warning import (
    get_warning,
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


@require_POST
@staff_page
def settle(request: Request, warning_id: UUID) -> HttpResponse:
    """Say what became of a letter of which nobody knows whether it went out."""
    found = get_warning(request.actor, warning_id)
    must(request.actor, WARNING_SETTLED)
    form = SettleForm(request.POST)
    if form.is_valid():
        try:
            settle_warning(request.actor, found, **form.cleaned_data)
            if not form.cleaned_data["was_sent"]:
                write_again(found.user_id)
            messages.success(request, _("Written down."))
        except Settled as why:
            messages.warning(request, str(why))
    else:
        messages.warning(request, _("Say whether it went out."))
    return redirect(f"{reverse('staff:warning-proof')}?show=doubtful")
