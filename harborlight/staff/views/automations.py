"""What the firm lets happen by itself: the list, one of them, its versions and its log."""

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
    NotYet,
    begin_automation,
    bring_starter,
    remove_automation,
    turn_off,
    turn_on,
)
from harborlight.automation.events import (
    BEGUN,
    PUBLISHED,
    REMOVED,
    SWITCHED_OFF,
    SWITCHED_ON,
)
from harborlight.automation.forms import NameForm, StarterForm
from harborlight.automation.queries import (
    acted_since,
    automations,
    firings,
    get_automation,
    get_version,
    rules_of,
    versions_of,
    words_of,
)
from harborlight.automation.rule import read
from harborlight.automation.starters import starters
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.automating import in_words, log_lines
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch

LATELY = timedelta(days=30)


@staff_page
@only(BEGUN)
def listed(request: Request) -> HttpResponse:
    """All of them, one more, and those that Harborlight brings along."""
    form = NameForm(request.POST or None)
    if form.is_valid():
        made = begin_automation(request.actor, **form.cleaned_data)
        return redirect("staff:write-automation", made.pk)
    status = 422 if form.is_bound else 200
    shown = {"form": form, **_listed(request)}
    return render(request, "staff/automations/list.html", shown, status=status)


def _listed(request: Request) -> dict[str, Any]:
    actor, rows = request.actor, [*automations(request.actor)[:200]]
    known, rules = words_of(actor), rules_of(actor, rows)
    often = acted_since(actor, now() - LATELY)
    taken = {one.starter for one in rows}
    return {
        "rows": [
            (one, in_words(rules[one.pk], known) if one.pk in rules else None, often.get(one.pk, 0))
            for one in rows
        ],
        "ready": [
            (one, in_words(one.rule, known))
            for one in starters().values()
            if one.key not in taken
        ],
    }  # fmt: skip


@require_POST
@staff_page
@only(PUBLISHED)
def take(request: Request) -> HttpResponse:
    """Take one that Harborlight brings along; it is off until somebody turns it on."""
    form = StarterForm(request.POST)
    if not form.is_valid():
        return redirect("staff:automations")
    made = bring_starter(request.actor, **form.cleaned_data)
    messages.success(request, _("It is yours now. Read it, and turn it on."))
    return redirect("staff:automation", made.pk)


@staff_page
@only(BEGUN)
def one(request: Request, automation_id: UUID) -> HttpResponse:
    """One of them: what it says, its versions, and every firing."""
    actor = request.actor
    found = get_automation(actor, automation_id)
    known, rule = words_of(actor), rules_of(actor, [found]).get(found.pk)
    every = "all" in request.GET
    page = stretch(
        firings(actor, found, acted=not every), request.GET.get("page"), size=30
    )
    shown: dict[str, Any] = {"automation": found}
    shown["said"] = in_words(rule, known) if rule else None
    shown |= {"page": page, "every": every, "versions": versions_of(actor, found)[:30]}
    shown["lines"] = log_lines(page.rows, rule, known)
    shown["query"] = "&all=1" if every else ""
    return render(request, "staff/automations/one.html", shown)


@staff_page
@only(BEGUN)
def version(request: Request, rule_version_id: UUID) -> HttpResponse:
    """What an automation said in one version."""
    found = get_version(request.actor, rule_version_id)
    said = in_words(read(found.definition), words_of(request.actor))
    shown = {"version": found, "said": said}
    return render(request, "staff/automations/version.html", shown)


@require_POST
@staff_page
@only(SWITCHED_ON)
def on(request: Request, automation_id: UUID) -> HttpResponse:
    found = get_automation(request.actor, automation_id)
    try:
        turn_on(request.actor, found)
        done = _("It is on. It acts on what happens from now on.")
        messages.success(request, done)
    except NotYet as why:
        messages.warning(request, str(why))
    return redirect("staff:automation", found.pk)


@require_POST
@staff_page
@only(SWITCHED_OFF)
def off(request: Request, automation_id: UUID) -> HttpResponse:
    found = get_automation(request.actor, automation_id)
    turn_off(request.actor, found)
    messages.success(request, _("It is off, and does nothing any more."))
    return redirect("staff:automation", found.pk)


@require_POST
@staff_page
@only(REMOVED)
def remove(request: Request, automation_id: UUID) -> HttpResponse:
    remove_automation(request.actor, get_automation(request.actor, automation_id))
    messages.success(request, _("It is gone. What it did stays done."))
    return redirect("staff:automations")
