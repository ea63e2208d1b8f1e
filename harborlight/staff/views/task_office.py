"""How the firm hands out its work: who is away, rules, languages, hours."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.acting import Refused, may, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.queries import get_colleague
from harborlight.staff.office_doors import only
from harborlight.staff.task_rules import (
    absence_form,
    languages_of,
    lines,
    rule_form,
    tried,
)
from harborlight.tasks.actions import (
    add_task_rule,
    change_service,
    end_absence,
    move_task_rule,
    note_absence,
    say_languages,
    withdraw_task_rule,
)
from harborlight.tasks.events import (
    AWAY,
    BACK,
    LANGUAGES_SAID,
    RULE_ADDED,
    RULE_MOVED,
    RULE_WITHDRAWN,
    SERVICE_CHANGED,
)
from harborlight.tasks.office_forms import LanguagesForm, ServiceForm
from harborlight.tasks.queries import (
    absences,
    get_absence,
    get_task_rule,
    service_levels,
)


@staff_page
@only(AWAY)
def away(request: Request) -> HttpResponse:
    day = today(request.actor.firm.time_zone)
    must(request.actor, AWAY)
    form = absence_form(request, day)
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            note_absence(request.actor, said.pop("user"), **said)
            messages.success(request, _("Written down."))
            return redirect("staff:task-away")
        except Refused as why:
            form.add_error(None, str(why))
    shown = {"form": form, "absences": absences(request.actor, day), "today": day}
    shown |= {"me": request.actor.user_id, "arranges": may(request.actor, RULE_ADDED)}
    status = 422 if form.is_bound else 200
    page = "staff/tasks/away.html"
    return render(request, page, {**shown, "here": "task-away"}, status=status)


@require_POST
@staff_page
def back(request: Request, absence_id: UUID) -> HttpResponse:
    found = get_absence(request.actor, absence_id)
    must(request.actor, BACK)
    end_absence(request.actor, found)
    messages.success(request, _("Written down."))
    return redirect("staff:task-away")


@staff_page
@only(RULE_ADDED)
def rules(request: Request) -> HttpResponse:
    must(request.actor, RULE_ADDED)
    form = rule_form(request)
    if form.is_valid():
        add_task_rule(request.actor, **form.cleaned_data)
        messages.success(request, _("Tasks that come from now on go by this rule."))
        return redirect("staff:task-rules")
    return _rules(request, form=form)


def _rules(request: Request, **forms: object) -> HttpResponse:
    known = service_levels(request.actor)
    shown = {
        "form": rule_form(request, empty=True),
        "service": ServiceForm(known=known),
        "lines": lines(request.actor),
        "people": languages_of(request.actor),
        "tried": tried(request.actor, request.GET.get("number", "")),
        "here": "task-rules",
        **forms,
    }
    bound = any(getattr(one, "is_bound", False) for one in forms.values())
    return render(
        request, "staff/tasks/rules.html", shown, status=422 if bound else 200
    )


@require_POST
@staff_page
@only(RULE_MOVED)
def move_rule(request: Request, task_rule_id: UUID) -> HttpResponse:
    rule = get_task_rule(request.actor, task_rule_id)
    move_task_rule(request.actor, rule, up=request.POST.get("to") != "later")
    return redirect("staff:task-rules")


@require_POST
@staff_page
@only(RULE_WITHDRAWN)
def drop_rule(request: Request, task_rule_id: UUID) -> HttpResponse:
    withdraw_task_rule(request.actor, get_task_rule(request.actor, task_rule_id))
    messages.success(request, _("The rule is gone. What it gave to somebody stays."))
    return redirect("staff:task-rules")


@require_POST
@staff_page
@only(LANGUAGES_SAID)
def speaks(request: Request, user_id: UUID) -> HttpResponse:
    found = get_colleague(request.actor, user_id)
    must(request.actor, LANGUAGES_SAID)
    form = LanguagesForm(request.POST)
    if form.is_valid():
        say_languages(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("staff:task-rules")


@require_POST
@staff_page
@only(SERVICE_CHANGED)
def service(request: Request) -> HttpResponse:
    must(request.actor, SERVICE_CHANGED)
    form = ServiceForm(request.POST, known=service_levels(request.actor))
    if not form.is_valid():
        return _rules(request, service=form)
    change_service(request.actor, hours=form.hours)
    messages.success(request, _("Saved."))
    return redirect("staff:task-rules")
