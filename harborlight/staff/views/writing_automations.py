"""The next version of an automation: picked row by row, tried, and published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.automation.actions import (
    ChangedMeanwhile,
    NotYet,
    change_draft,
    drop_draft,
    publish_automation,
)
from harborlight.automation.deeds import DEEDS
from harborlight.automation.events import CHANGED, PUBLISHED
from harborlight.automation.forms import (
    WAITS,
    DropRowForm,
    IfForm,
    SeenForm,
    ThenForm,
    WhenForm,
)
from harborlight.automation.models import Automation
from harborlight.automation.queries import get_automation, words_of
from harborlight.automation.rule import EVENT, Rule
from harborlight.automation.vocabulary import WHATS, facts, is_fact
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.tenancy import NotFound
from harborlight.staff.automating import (
    checked,
    draft_of,
    in_words,
    with_if,
    with_then,
    without_row,
)
from harborlight.staff.office_doors import only


@staff_page
@only(CHANGED)
def write(request: Request, automation_id: UUID) -> HttpResponse:
    """What it says so far, and what can be added."""
    found = get_automation(request.actor, automation_id)
    rule, known = draft_of(request.actor, found), words_of(request.actor)
    shown: dict[str, Any] = {"automation": found, "said": in_words(rule, known)}
    shown |= {"whats": WHATS.items(), "deeds": DEEDS.items(), "rule": rule}
    shown["waits"] = WAITS.items()
    return render(request, "staff/automations/write.html", shown)


@staff_page
@only(CHANGED)
def when(request: Request, automation_id: UUID) -> HttpResponse:
    """What it waits for."""
    found = get_automation(request.actor, automation_id)
    rule = draft_of(request.actor, found)
    on = request.GET.get("on", rule.when.on if rule.when else EVENT)
    if on not in WAITS:
        raise NotFound
    initial = {"seen": found.changes, **(vars(rule.when) if rule.when else {})}
    about: dict[str, Any] = {"on": on, "known": words_of(request.actor)}
    form = WhenForm(request.POST or None, initial=initial, **about)
    title = _("What does it wait for?")
    return _row(request, found, form, title, lambda: replace(rule, when=form.when))


@staff_page
@only(CHANGED)
def condition(request: Request, automation_id: UUID) -> HttpResponse:
    """One more condition: of what it is, the address says."""
    found = get_automation(request.actor, automation_id)
    what, name = request.GET.get("what", "playbook"), request.GET.get("name", "")
    if what not in WHATS or (name and not is_fact(name)):
        raise NotFound
    if what == "fact" and not name:
        shown = {"automation": found, "facts": facts().items()}
        return render(request, "staff/automations/fact.html", shown)
    known, rule = words_of(request.actor), draft_of(request.actor, found)
    about: dict[str, Any] = {"what": what, "name": name, "known": known}
    form = IfForm(request.POST or None, initial={"seen": found.changes}, **about)
    title = facts()[name] if name else str(WHATS[what])
    return _row(request, found, form, title, lambda: with_if(rule, form.condition))


@staff_page
@only(CHANGED)
def deed(request: Request, automation_id: UUID) -> HttpResponse:
    """One more thing to do: which, the address says."""
    found = get_automation(request.actor, automation_id)
    do = request.GET.get("do", "notice")
    if do not in DEEDS:
        raise NotFound
    known, rule = words_of(request.actor), draft_of(request.actor, found)
    initial = {"seen": found.changes}
    form = ThenForm(request.POST or None, do=do, known=known, initial=initial)
    title = str(DEEDS[do].label)
    return _row(request, found, form, title, lambda: with_then(rule, form.deed))


def _row(
    request: Request,
    found: Automation,
    form: SeenForm,
    title: str,
    changed: Callable[[], Rule],
) -> HttpResponse:
    """A page of one row: hear it, write it, and back; or say what is wrong."""
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            change_draft(request.actor, found, rule=changed(), seen=seen)
            return redirect("staff:write-automation", found.pk)
        except ChangedMeanwhile as why:
            form.add_error(None, str(why))
    status = 422 if form.is_bound else 200
    shown = {"automation": found, "form": form, "title": title}
    return render(request, "staff/automations/row.html", shown, status=status)


@require_POST
@staff_page
@only(CHANGED)
def drop_row(request: Request, automation_id: UUID) -> HttpResponse:
    """Take a condition, or a thing to do, out of the draft."""
    found = get_automation(request.actor, automation_id)
    form = DropRowForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        rule = without_row(draft_of(request.actor, found), said["part"], said["place"])
        try:
            change_draft(request.actor, found, rule=rule, seen=said["seen"])
        except ChangedMeanwhile as why:
            messages.warning(request, str(why))
    return redirect("staff:write-automation", found.pk)


@require_POST
@staff_page
@only(CHANGED)
def discard(request: Request, automation_id: UUID) -> HttpResponse:
    found = get_automation(request.actor, automation_id)
    drop_draft(request.actor, found)
    messages.success(request, _("The draft is thrown away."))
    return redirect("staff:automation", found.pk)


@staff_page
@only(PUBLISHED)
def publish(request: Request, automation_id: UUID) -> HttpResponse:
    """What it would have done lately, and whether it may act from now on."""
    found = get_automation(request.actor, automation_id)
    form = SeenForm(request.POST or None, initial={"seen": found.changes})
    if form.is_valid():
        try:
            publish_automation(request.actor, found, **form.cleaned_data)
            messages.success(request, _("Published, and on."))
            return redirect("staff:automation", found.pk)
        except (NotYet, ChangedMeanwhile) as why:
            form.add_error(None, str(why))
    day = today(request.actor.firm.time_zone)
    shown = {"form": form, **checked(request.actor, found, day, now())}
    status = 422 if form.is_bound else 200
    return render(request, "staff/automations/publish.html", shown, status=status)
