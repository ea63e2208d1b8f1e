"""Reminders of one's own: added, changed, taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.automation.actions.own import (
    CameAlready,
    TimeIsOver,
    change_own_reminder,
    remove_own_reminder,
    set_own_reminder,
)
from harborlight.automation.events import OWN_CHANGED, OWN_REMOVED, OWN_SET
from harborlight.automation.models import OwnReminder
from harborlight.automation.queries import (
    get_own_reminder,
    own_person,
    own_reminders,
    reaching_of,
)
from harborlight.automation.reminder_forms import OwnReminderForm
from harborlight.cases.models import Case
from harborlight.cases.queries import cases
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting

MOST = 50


@client_page
def listed(request: Request) -> HttpResponse:
    """Those to come, those that came, and one more."""
    if request.method == "POST":
        must(request.actor, OWN_SET)
    theirs = [*cases(request.actor).filter(closed_on__isnull=True)[:MOST]]
    choices = [(str(one.pk), one.called) for one in theirs]
    form = OwnReminderForm(request.POST or None, cases=choices)
    if theirs and form.is_valid() and _is_set(request, form, theirs):
        return redirect("portal:own-reminders")
    shown = {"form": form if theirs else None, "rows": _rows(request)}
    status = 422 if form.is_bound else 200
    return render(request, "portal/own_reminders.html", shown, status=status)


def _rows(request: Request) -> list[OwnReminder]:
    return [*own_reminders(request.actor)[:MOST]]


def _is_set(request: Request, form: OwnReminderForm, theirs: list[Case]) -> bool:
    said: dict[str, Any] = dict(form.cleaned_data)
    chosen = said.pop("case", str(theirs[0].pk))
    case = next(one for one in theirs if str(one.pk) == chosen)
    try:
        set_own_reminder(request.actor, case, **said)
    except TimeIsOver as why:
        form.add_error("on", str(why))
        return False
    messages.success(
        request, _("We will remind you here, and write that there is news.")
    )
    return True


@client_page
def one(request: Request, own_id: UUID) -> HttpResponse:
    """Another day, hour or words."""
    found = get_own_reminder(request.actor, own_id)
    if request.method == "POST":
        must(request.actor, OWN_CHANGED)
    note_sighting(request.actor, found)
    form = OwnReminderForm(request.POST or None, initial=_now_so(request, found))
    if form.is_valid() and _is_changed(request, found, form):
        return redirect("portal:own-reminders")
    shown = {"form": form, "reminder": found}
    status = 422 if form.is_bound else 200
    return render(request, "portal/own_reminder.html", shown, status=status)


def _now_so(request: Request, found: OwnReminder) -> dict[str, Any]:
    said = reaching_of(request.actor, own_person(request.actor)).zone
    at = found.at.astimezone(ZoneInfo(said or request.actor.firm.time_zone))
    return {"words": found.words, "on": at.date(), "hour": at.hour}


def _is_changed(request: Request, found: OwnReminder, form: OwnReminderForm) -> bool:
    try:
        change_own_reminder(request.actor, found, **form.cleaned_data)
    except (TimeIsOver, CameAlready) as why:
        form.add_error("on", str(why))
        return False
    messages.success(request, _("Saved."))
    return True


@require_POST
@client_page
def remove(request: Request, own_id: UUID) -> HttpResponse:
    found = get_own_reminder(request.actor, own_id)
    must(request.actor, OWN_REMOVED)
    note_sighting(request.actor, found)
    try:
        remove_own_reminder(request.actor, found)
        messages.success(request, _("It is gone."))
    except CameAlready as why:
        messages.warning(request, str(why))
    return redirect("portal:own-reminders")
