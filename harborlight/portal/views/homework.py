"""What a client is asked to do: all of it in one list, and one thing at a time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import cases
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, client_page
from harborlight.firm.numbers import whole
from harborlight.firm.sightings import note_sighting
from harborlight.portal.asked_with import asked_with_case
from harborlight.portal.shown import first_step
from harborlight.portal.todo_lists import by_case
from harborlight.tasks.actions import NOT_NOW, check_item, submit_task
from harborlight.tasks.events import ITEM_CHECKED, SUBMITTED
from harborlight.tasks.forms import SubmitTaskForm
from harborlight.tasks.models import Task
from harborlight.tasks.queries import get_task
from harborlight.workflow.homework import homework

MOST = 50


@client_page
def mine(request: Request) -> HttpResponse:
    rows = cases(request.actor).annotate(**asked_with_case(request.actor))
    several = [one.found_by(request.actor) for one in rows[:MOST]]
    found = homework(request.actor, several)
    first = first_step(found.steps)
    shown = {
        "homework": found,
        "first": first,
        "groups": by_case(several, found.steps[1:] if first else found.steps),
        "several": len(several) > 1,
    }
    return render(request, "portal/homework.html", shown)


@client_page
def task(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    if request.method == "POST":
        must(request.actor, SUBMITTED)
    note_sighting(request.actor, found)
    form = _form(request, found)
    if form.is_valid() and _is_done(request, found, form):
        return redirect("portal:homework")
    shown = {"task": found, "form": form, "case": found.case}
    shown["today"] = today(request.actor.firm.time_zone)
    status = 422 if form.is_bound else 200
    return render(request, "portal/task.html", shown, status=status)


@require_POST
@client_page
def tick(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, ITEM_CHECKED)
    said = request.POST.get("item", "")
    number = whole(said.lstrip("-"))
    try:
        check_item(request.actor, found, item=number, done=said[:1] != "-")
    except NOT_NOW as why:
        messages.warning(request, str(why))
    return redirect("portal:task", found.key)


def _form(request: Request, found: Task) -> SubmitTaskForm:
    form = SubmitTaskForm(
        request.POST if request.method == "POST" else None,
        needs=found.needs,
        initial={"answer": found.answer},
    )
    form.fields["answer"].label = _("What you want to tell us about it")
    return form


def _is_done(request: Request, found: Task, form: SubmitTaskForm) -> bool:
    """Whether it is sent; else why not stands on the page, and so do their words."""
    try:
        submit_task(request.actor, found, **form.cleaned_data)
    except NOT_NOW as why:
        form.add_error(None, str(why))
        return False
    told = _("Thank you. We will look at it.") if found.review else _("Thank you.")
    messages.success(request, told)
    return True
