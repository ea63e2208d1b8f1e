"""Programs of the firm's that are told what happened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.automation.actions import (
    add_hook,
    remove_hook,
    send_again,
    turn_secret,
)
from harborlight.automation.deeds import met_in_words
from harborlight.automation.events import (
    HOOK_ADDED,
    HOOK_REMOVED,
    HOOK_SENT_AGAIN,
    HOOK_TURNED,
)
from harborlight.automation.jobs.hooking import tell_program
from harborlight.automation.queries import deliveries, get_delivery, get_hook, hooks
from harborlight.automation.reminder_forms import HookForm
from harborlight.firm.clock import now
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
    shown["moment"] = now()
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


@require_POST
@staff_page
@only(HOOK_TURNED)
def turn(request: Request, hook_id: UUID) -> HttpResponse:
    """A new secret; for a day both are signed with."""
    turn_secret(request.actor, get_hook(request.actor, hook_id))
    done = _("Give it the new secret. For a day messages are signed with both.")
    messages.success(request, done)
    return redirect("staff:hooks")


@require_POST
@staff_page
@only(HOOK_SENT_AGAIN)
def again(request: Request, delivery_id: UUID) -> HttpResponse:
    found = get_delivery(request.actor, delivery_id)
    send_again(request.actor, found)
    tell_program.enqueue(str(found.pk))
    messages.success(request, _("It is sent again, under the same id."))
    return redirect("staff:hooks")
