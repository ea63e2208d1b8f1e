"""Who looks at papers: the firm's rules, and giving one paper to somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.documents.actions import (
    AlreadyReviewed,
    add_rule,
    assign_version,
    change_rule,
    move_rule,
    withdraw_rule,
)
from harborlight.documents.events import (
    ASSIGNED,
    RULE_ADDED,
    RULE_CHANGED,
    RULE_WITHDRAWN,
)
from harborlight.documents.queries import get_version
from harborlight.documents.routing import assignment_of, get_rule, rules, who_may_look
from harborlight.documents.routing_forms import AssignForm, RuleForm, TryForm
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.office_doors import only
from harborlight.staff.routing_words import line, tried, vocabulary


@staff_page
@only(RULE_ADDED)
def routing(request: Request) -> HttpResponse:
    """The rules, one more, and a try."""
    known = vocabulary(request.actor)
    form = RuleForm(request.POST or None, known=known)
    if form.is_valid():
        add_rule(request.actor, **form.cleaned_data)
        messages.success(request, _("Papers that come from now on go by this rule."))
        return redirect("staff:routing")
    asks = TryForm(request.GET if "kind" in request.GET else None, known=known)
    asks.auto_id = "try_%s"
    shown: dict[str, Any] = {"form": form, "asks": asks}
    if asks.is_valid():
        shown["tried"] = tried(request.actor, asks.cleaned_data, known)
    shown["lines"] = [line(one, known) for one in rules(request.actor)]
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/routing.html", shown, status=status)


@staff_page
@only(RULE_CHANGED)
def change(request: Request, rule_id: UUID) -> HttpResponse:
    rule = get_rule(request.actor, rule_id)
    initial = vars(rule) | {"user": str(rule.user_id or "")}
    known = vocabulary(request.actor)
    form = RuleForm(request.POST or None, known=known, initial=initial)
    if form.is_valid():
        change_rule(request.actor, rule, **form.cleaned_data)
        messages.success(request, _("Papers that come from now on go by it."))
        return redirect("staff:routing")
    shown = {"form": form, "line": line(rule, known)}
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/routing_rule.html", shown, status=status)


@require_POST
@staff_page
@only(RULE_CHANGED)
def move(request: Request, rule_id: UUID) -> HttpResponse:
    rule = get_rule(request.actor, rule_id)
    move_rule(request.actor, rule, up=request.POST.get("to") != "later")
    return redirect("staff:routing")


@require_POST
@staff_page
@only(RULE_WITHDRAWN)
def withdraw(request: Request, rule_id: UUID) -> HttpResponse:
    withdraw_rule(request.actor, get_rule(request.actor, rule_id))
    messages.success(request, _("The rule is gone. What it gave to somebody stays."))
    return redirect("staff:routing")


@staff_page
def assign(request: Request, version_id: UUID) -> HttpResponse:
    """Give a paper to somebody else than the rules did."""
    found = get_version(request.actor, version_id)
    must(request.actor, ASSIGNED)
    note_sighting(request.actor, found)
    people = who_may_look(request.actor, found.case)
    form = AssignForm(request.POST or None, people=people)
    if form.is_valid():
        try:
            given = assign_version(request.actor, found, **form.cleaned_data)
            said = _("%(name)s looks at it now.") % {"name": given.user.name}
            messages.success(request, said)
        except AlreadyReviewed as late:
            messages.warning(request, str(late))
        return redirect("staff:review-version", found.pk)
    shown = {"version": found, "form": form, "case": found.case}
    shown["given"] = assignment_of(request.actor, found)
    status = 422 if form.is_bound else 200
    return render(request, "staff/review/assign.html", shown, status=status)
