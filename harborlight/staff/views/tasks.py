"""My day, the board of the firm, what waits for a second person, and a case's tasks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.firm.acting import must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.stretch import stretch
from harborlight.staff.task_desk import Wanted, choices, day_of, opened, staff, whom
from harborlight.tasks.actions import MayNotOpen, set_task
from harborlight.tasks.events import HOMEWORK_SET, SET
from harborlight.tasks.forms import SetTaskForm
from harborlight.tasks.queries import aged, in_review, loads, tasks_of

ROWS = 50


@staff_page
def my_day(request: Request) -> HttpResponse:
    day = today(request.actor.firm.time_zone)
    shown = day_of(request.actor, day, now())
    return render(request, "staff/tasks/day.html", {**shown, "here": "tasks"})


@staff_page
def board(request: Request) -> HttpResponse:
    day, people = today(request.actor.firm.time_zone), staff(request.actor)
    wanted = Wanted.of(request.GET)
    rows = wanted.rows(request.actor, people, day)
    page = stretch(rows, request.GET.get("page"), size=ROWS)
    shown = {
        "page": page,
        "rows": opened(request.actor, page.rows),
        "loads": loads(request.actor, day),
        "wanted": wanted,
        "choices": choices(people),
        "today": day,
        "query": wanted.query,
        "here": "task-board",
    }
    return render(request, "staff/tasks/board.html", shown)


@staff_page
def queue(request: Request) -> HttpResponse:
    page = stretch(in_review(request.actor), request.GET.get("page"), size=ROWS)
    rows = aged(request.actor, opened(request.actor, page.rows), now())
    shown = {"page": page, "rows": rows, "here": "task-queue"}
    return render(request, "staff/tasks/queue.html", shown)


@staff_page
def of_case(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    page = stretch(tasks_of(request.actor, case), request.GET.get("page"), size=ROWS)
    rows = opened(request.actor, page.rows)
    shown = {
        "case": case,
        "page": page,
        "open": [one for one in rows if one.is_open],
        "over": [one for one in rows if not one.is_open],
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/tasks/of_case.html", shown)


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, SET)
    note_sighting(request.actor, case)
    form = _form(request, case)
    if form.is_valid() and _is_set(request, case, form):
        return redirect("staff:case-tasks", case.pk)
    shown = {"case": case, "form": form, "tab": "case-tasks"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/tasks/new.html", shown, status=status)


@staff_page
def new_of_firm(request: Request) -> HttpResponse:
    must(request.actor, SET)
    form = _form(request, None)
    if form.is_valid() and _is_set(request, None, form):
        return redirect("staff:tasks")
    shown = {"form": form, "here": "tasks"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/tasks/new_of_firm.html", shown, status=status)


def _form(request: Request, case: Case | None) -> SetTaskForm:
    rows = tasks_of(request.actor, case) if case else []
    form = SetTaskForm(
        request.POST if request.method == "POST" else None,
        today=today(request.actor.firm.time_zone),
        whom=whom(request.actor, case),
        before=opened(request.actor, (one for one in rows if one.is_open)),
    )
    if case is None:
        del form.fields["gate"]
    return form


def _is_set(request: Request, case: Case | None, form: SetTaskForm) -> bool:
    said = form.said
    if "person" in said:
        must(request.actor, HOMEWORK_SET)
    try:
        task = set_task(request.actor, case, **said)
    except MayNotOpen as why:
        form.add_error("to", str(why))
        return False
    name = task.person.full_name if task.person else task.user.name if task.user else ""
    told = (
        _("%(name)s is to do it.") if name else _("It is on the board for that part.")
    )
    messages.success(request, told % {"name": name})
    return True
