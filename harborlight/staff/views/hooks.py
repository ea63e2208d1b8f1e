"""Programs of the firm's that are told what happened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.automation.actions import add_hook, remove_hook
from harborlight.automation.deeds import met_in_words
from harborlight.automation.events import HOOK_ADDED, HOOK_REMOVED
from harborlight.automation.queries import deliveries, get_hook, hooks
from harborlight.automation.reminder_forms import HookForm
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch


@staff_page
@only(HOOK_ADDED)
def programs(request: Request) -> HttpResponse:
    """Who is told, with what they know us by; and what became of each message."""
    form = HookForm(request.POST or None)
    if form.is_valid():
        add_hook(request.actor, **form.cleaned_data)
        done = _("Added. Give it the secret, so that it knows us.")
        messages.success(request, done)
        return redirect("staff:hooks")
    page = stretch(deliveries(request.actor), request.GET.get("page"), size=30)
    shown: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": hooks(request.actor)[:50],
    }
    shown["told"] = [(one, met_in_words(one.met)) for one in page.rows]
    status = 422 if form.is_bound else 200
    return render(request, "staff/automations/hooks.html", shown, status=status)


@require_POST
@staff_page
@only(HOOK_REMOVED)
def remove(request: Request, hook_id: UUID) -> HttpResponse:
    remove_hook(request.actor, get_hook(request.actor, hook_id))
    messages.success(request, _("It is told nothing any more."))
    return redirect("staff:hooks")
