"""One task: what is done with it, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.acting import Refused, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.numbers import whole
from harborlight.firm.sightings import note_sighting
from harborlight.staff.task_desk import may_get
from harborlight.tasks.actions import (
    NOT_NOW,
    accept_task,
    check_item,
    give_task,
    lift_stop,
    move_task,
    press_task,
    return_task,
    submit_task,
    take_task,
    withdraw_task,
)
from harborlight.tasks.events import (
    ACCEPTED,
    DONE,
    GIVEN,
    ITEM_CHECKED,
    LIFTED,
    MOVED,
    PRESSED,
    RETURNED,
    TAKEN,
    WITHDRAWN,
)
from harborlight.tasks.forms import (
    AcceptTaskForm,
    GiveTaskForm,
    LiftForm,
    MoveTaskForm,
    PressTaskForm,
    ReturnTaskForm,
    SubmitTaskForm,
    WithdrawTaskForm,
)
from harborlight.tasks.models import Task
from harborlight.tasks.queries import get_task
from harborlight.tasks.reviewing import may_review
from harborlight.workflow.letters import LETTERS, draft_of


@staff_page
def task(request: Request, task_id: UUID) -> HttpResponse:
    return _shown(request, get_task(request.actor, task_id))


@require_POST
@staff_page
def take(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, TAKEN)
    return _did(
        request, found, lambda: take_task(request.actor, found), _("It is yours now.")
    )


@require_POST
@staff_page
def tick(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, ITEM_CHECKED)
    place, undo = request.POST.get("item", ""), request.POST.get("item", "")[:1] == "-"
    number = whole(place.lstrip("-"))
    return _did(
        request,
        found,
        lambda: check_item(request.actor, found, item=number, done=not undo),
        "",
    )


@require_POST
@staff_page
def submit(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, DONE)
    form = _submit_form(request, found, request.POST)
    if not form.is_valid():
        return _shown(request, found, submit=form)
    told = _("It waits for a second person.") if found.review else _("Done.")
    said = form.cleaned_data
    return _did(request, found, lambda: submit_task(request.actor, found, **said), told)


@require_POST
@staff_page
def accept(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, ACCEPTED)
    form = AcceptTaskForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, accept=form)
    said = form.cleaned_data
    return _did(
        request,
        found,
        lambda: accept_task(request.actor, found, **said),
        _("Accepted."),
    )


@require_POST
@staff_page
def send_back(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, RETURNED)
    form = ReturnTaskForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, back=form)
    said = form.cleaned_data
    return _did(
        request,
        found,
        lambda: return_task(request.actor, found, **said),
        _("Sent back."),
    )


@require_POST
@staff_page
def give(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, GIVEN)
    form = GiveTaskForm(request.POST, people=may_get(request.actor, found.case))
    if not form.is_valid():
        return _shown(request, found, give=form)
    said = form.cleaned_data
    told = _("%(name)s is to do it.") % {"name": said["user"].name}
    return _did(request, found, lambda: give_task(request.actor, found, **said), told)


@require_POST
@staff_page
def move(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, MOVED)
    form = MoveTaskForm(request.POST, today=today(request.actor.firm.time_zone))
    if not form.is_valid():
        return _shown(request, found, move=form)
    said = form.cleaned_data
    return _did(
        request, found, lambda: move_task(request.actor, found, **said), _("Saved.")
    )


@require_POST
@staff_page
def press(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, PRESSED)
    form = PressTaskForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, press=form)
    told, said = _("It is urgent now. The team is told."), form.cleaned_data
    return _did(request, found, lambda: press_task(request.actor, found, **said), told)


@require_POST
@staff_page
def withdraw(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, WITHDRAWN)
    form = WithdrawTaskForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, withdraw=form)
    said = form.cleaned_data
    return _did(
        request,
        found,
        lambda: withdraw_task(request.actor, found, **said),
        _("Withdrawn. Nobody needs to do it."),
    )


@require_POST
@staff_page
def lift(request: Request, task_id: UUID) -> HttpResponse:
    found = get_task(request.actor, task_id)
    must(request.actor, LIFTED)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, lift=form)
    said = form.cleaned_data
    return _did(
        request,
        found,
        lambda: lift_stop(request.actor, found, **said),
        _("The stop is lifted. The task itself is still to be done."),
    )


def _did(
    request: Request, found: Task, deed: Callable[[], None], told: str
) -> HttpResponse:
    """Do it, and say so; or say why it could not be done."""
    try:
        deed()
        if told:
            messages.success(request, told)
    except (*NOT_NOW, Refused) as why:
        messages.warning(request, str(why))
    return redirect("staff:task", found.pk)


def _submit_form(request: Request, found: Task, data: Any = None) -> SubmitTaskForm:
    """What came of it; of a letter its draft stands there, until somebody wrote it."""
    is_letter = found.of_playbook.startswith(LETTERS)
    words = found.answer or (draft_of(request.actor, found) if is_letter else "")
    initial = {"answer": words}
    return SubmitTaskForm(data, needs=found.needs, is_letter=is_letter, initial=initial)


def _shown(request: Request, found: Task, **forms: Form) -> HttpResponse:
    note_sighting(request.actor, found)
    day = today(request.actor.firm.time_zone)
    empty: dict[str, Form] = {
        "submit": _submit_form(request, found),
        "accept": AcceptTaskForm(),
        "back": ReturnTaskForm(),
        "give": GiveTaskForm(people=may_get(request.actor, found.case)),
        "move": MoveTaskForm(today=day, initial={"due_on": found.due_on}),
        "press": PressTaskForm(),
        "withdraw": WithdrawTaskForm(),
        "lift": LiftForm(),
    }
    shown: dict[str, Any] = {"task": found, "case": found.case, "today": day}
    shown |= {"reviews": may_review(request.actor, found), "here": "tasks"}
    shown |= {"me": request.actor.user_id, "tab": "case-tasks", **empty, **forms}
    page = "staff/tasks/task.html" if found.case else "staff/tasks/task_of_firm.html"
    return render(request, page, shown, status=422 if forms else 200)
