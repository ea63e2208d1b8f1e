"""Tasks that a playbook opens and ends by itself, and what of them holds a case back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.cases.gates import holds
from harborlight.cases.models import Access, Case
from harborlight.cases.queries import milestones, parties
from harborlight.deadlines.queries import next_deadlines
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.firm.words import in_every_language, in_words
from harborlight.people.models import Person
from harborlight.tasks.actions import Planned, set_task, take_up_again, withdraw_task
from harborlight.tasks.models import State, Task
from harborlight.workflow.playbook_tasks import PlannedTask
from harborlight.workflow.playbooks import Course
from harborlight.workflow.queries import course_of
from harborlight.workflow.task_plans import day_of, due_now, not_open_yet

OPENING = frozenset(
    {
        "case.begun", "case.stage-changed", "case.milestone", "case.reopened",
        "task.done", "task.accepted", "task.withdrawn",
    }
)  # fmt: skip
CLOSING = frozenset({"case.closed", "case.closed-unpaid"})
MOOT = gettext_lazy("The case was closed.")


@reads_events("playbook-tasks")
def keep_tasks(clock: Actor, happened: Sequence[Event]) -> None:
    """Open what a case has come to; end what is moot once it is closed.

    It asks how each case stands now, so that it opens nothing twice, whatever it heard.
    """
    kinds = OPENING | CLOSING
    touched = {one.case_id for one in happened if one.kind in kinds and one.case_id}
    reopened = {one.case_id for one in happened if one.kind == "case.reopened"}
    for case in Case.objects.filter(pk__in=touched).order_by("pk"):
        if case.access == Access.INQUIRY:
            continue
        if case.closed_on is not None:
            _end_all(clock, case)
            continue
        if case.pk in reopened:
            _take_up_again(clock, case)
        _open(clock, case)


def _open(clock: Actor, case: Case) -> None:
    try:
        course = course_of(clock, case)
    except KeyError:  # its kind has no playbook here
        return
    if not course.tasks:
        return
    day = today(clock.firm.time_zone)
    rows = Task.objects.filter(case=case).exclude(of_playbook="")
    there = {row.of_playbook: row for row in rows}
    wanted = due_now(course, case, there, milestones_reached(clock, case))
    if not wanted:
        return
    people = {row.part: row.person for row in parties(clock, case)}
    deadline = next_deadlines(clock, [case]).get(case.pk)
    for planned in wanted:
        if not planned.who or planned.who in people:
            _set(clock, case, planned, people.get(planned.who), day, deadline)


def milestones_reached(clock: Actor, case: Case) -> set[str]:
    return {one.kind for one in milestones(clock, case)}


def _set(
    clock: Actor,
    case: Case,
    planned: PlannedTask,
    person: Person | None,
    day: date,
    deadline: date | None,
) -> None:
    due_on, because = day_of(planned.due, day, deadline)
    set_task(
        clock,
        case,
        role=planned.role,
        person=person,
        due_on=due_on,
        needs=planned.needs,
        items=planned.checklist,
        review=planned.review,
        every=planned.every,
        is_urgent=planned.urgent,
        plan=Planned(
            id=planned.id,
            texts={"title": planned.title, "words": planned.words},
            due_because=because,
            gate=planned.gate,
        ),
    )


def _end_all(clock: Actor, case: Case) -> None:
    rows = Task.objects.filter(case=case, ended_at__isnull=True)
    for task in rows.select_related("case").order_by("set_at", "pk"):
        withdraw_task(clock, task, reason=in_every_language(MOOT))


def _take_up_again(clock: Actor, case: Case) -> None:
    """What was given up with the case, and by nobody for itself."""
    rows = Task.objects.filter(case=case, state=State.WITHDRAWN)
    moot = in_every_language(MOOT)
    for task in rows.select_related("case").order_by("set_at", "pk"):
        if task.ended_because == moot:
            take_up_again(clock, task)


@holds("playbook")
def why_held(case: Case, step: str) -> str:
    """A task that holds this step back holds it before it is opened, too."""
    try:
        course: Course = course_of(Actor.clock(current_firm()), case)
    except KeyError:
        return ""
    if not any(one.gate == step for one in course.tasks):
        return ""
    rows = Task.objects.filter(case=case).exclude(of_playbook="")
    there = {*rows.values_list("of_playbook", flat=True)}
    names = [in_words(one.title) for one in not_open_yet(course, step, there)]
    if not names:
        return ""
    said = _("To be accepted first, and not opened yet: %(tasks)s.")
    return said % {"tasks": "; ".join(names)}
