"""How clients are reminded, and reminders that somebody must look at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.automation.actions import (
    change_cadence,
    change_hours,
    look_at_reminder,
    say_reaching,
)
from harborlight.automation.cadence import DEFAULTS, read
from harborlight.automation.events import (
    CADENCE_CHANGED,
    HOURS_CHANGED,
    LOOKED,
    REACHING_SAID,
)
from harborlight.automation.models.reminders import About
from harborlight.automation.queries import (
    cadences,
    get_reminder,
    holds,
    in_doubt,
    reaching_of,
    reminders,
    settings_of,
)
from harborlight.automation.reaching import why_in_words
from harborlight.automation.reminder_forms import CadenceForm, HoursForm, ReachingForm
from harborlight.cases.queries import get_known
from harborlight.cases.silence import why_silent
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch

# So long a claim may be without an outcome before somebody is asked to look.
IN_DOUBT_AFTER = timedelta(minutes=15)


@staff_page
@only(HOURS_CHANGED, LOOKED)
def chosen(request: Request) -> HttpResponse:
    """What people are reminded of, when, and what could not be handed over."""
    if request.method == "POST":
        must(request.actor, HOURS_CHANGED)
    form = HoursForm(request.POST or None, initial=vars(settings_of(request.actor)))
    if form.is_valid():
        change_hours(request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("staff:reminders")
    shown = {"form": form, "rows": _rows(request.actor), **_sent(request.actor)}
    shown["page"] = stretch(reminders(request.actor), request.GET.get("page"), size=30)
    status = 422 if form.is_bound else 200
    return render(request, "staff/automations/reminders.html", shown, status=status)


def _rows(actor: Actor) -> list[tuple[About, bool, Any]]:
    known = cadences(actor)
    return [
        (about, known[about].is_on, read(known[about].steps))
        if about in known
        else (about, False, DEFAULTS[about])
        for about in About
    ]


def _sent(actor: Actor) -> dict[str, Any]:
    return {
        "doubtful": in_doubt(actor, now() - IN_DOUBT_AFTER)[:50],
        "holds": [(one, why_in_words(one.why)) for one in holds(actor)],
    }


@staff_page
@only(CADENCE_CHANGED)
def steps(request: Request, about: str) -> HttpResponse:
    """The steps by which people are reminded of one thing."""
    if about not in About.values:
        raise NotFound
    row = cadences(request.actor).get(about)
    now_so = read(row.steps) if row else DEFAULTS[about]
    initial = {"is_on": bool(row and row.is_on)}
    signed = about == About.INVOICES
    form = CadenceForm(
        request.POST or None, steps=now_so, signed=signed, initial=initial
    )
    if form.is_valid():
        is_on = form.cleaned_data["is_on"]
        change_cadence(request.actor, about=about, is_on=is_on, steps=form.steps)
        messages.success(request, _("Saved. It counts from now on."))
        return redirect("staff:reminders")
    shown = {"form": form, "about": About(about)}
    status = 422 if form.is_bound else 200
    return render(request, "staff/automations/cadence.html", shown, status=status)


@require_POST
@staff_page
def looked(request: Request, reminder_id: UUID) -> HttpResponse:
    found = get_reminder(request.actor, reminder_id)
    must(request.actor, LOOKED)
    note_sighting(request.actor, found)
    look_at_reminder(request.actor, found)
    messages.success(request, _("Noted. It is not sent again."))
    return redirect("staff:reminders")


@staff_page
def reaching(request: Request, person_id: UUID) -> HttpResponse:
    """How somebody wants to be reached, as they said it to us."""
    found = get_known(request.actor, person_id)
    must(request.actor, REACHING_SAID)
    note_sighting(request.actor, found)
    now_so = reaching_of(request.actor, found)
    form = ReachingForm(request.POST or None, initial=vars(now_so))
    if form.is_valid():
        say_reaching(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect("staff:person", found.pk)
    shown = {"form": form, "person": found}
    shown["is_silent"] = bool(why_silent(Actor.clock(request.actor.firm), found))
    status = 422 if form.is_bound else 200
    return render(request, "staff/people/reaching.html", shown, status=status)
