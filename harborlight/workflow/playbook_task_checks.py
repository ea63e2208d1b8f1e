"""What keeps the tasks of a playbook from being done: each fault, its place, its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from harborlight.cases.gates import SEND, reaching
from harborlight.tasks.events import MEMBERS
from harborlight.tasks.models import REVIEWS, Every, Needs
from harborlight.workflow.playbook_shape import Fault, texts_faults
from harborlight.workflow.playbook_tasks import DEADLINE, PlannedTask, read_tasks

Row = Mapping[str, Any]
Said = Iterator[tuple[str, str]]
_LONGEST_DAYS = 3660


def task_faults(definition: Row) -> Iterator[Fault]:
    """What is wrong with the tasks of a definition whose other words are sound."""
    rows = definition.get("tasks") or ()
    shaped = [*_shapes(rows)]
    yield from shaped
    if shaped:
        return
    tasks = read_tasks(rows)
    yield from _texts(tasks)
    contrary = [*_contrary(definition, tasks)]
    yield from contrary
    if not contrary and (ring := _ring(tasks)):
        said = _("The tasks %(tasks)s wait for each other.")
        yield Fault(("tasks",), said % {"tasks": " - ".join(ring)})


def _shapes(rows: object) -> Iterator[Fault]:
    if not isinstance(rows, (list, tuple)):
        yield Fault(("tasks",), _("An entry says its words one by one."))
        return
    for n, row in enumerate(rows):
        try:
            read_tasks([row])
        except (AttributeError, KeyError, TypeError):
            said = _("A word of this task is missing, or is none that a task knows.")
            yield Fault(("tasks", n), said)


def _texts(tasks: Sequence[PlannedTask]) -> Iterator[Fault]:
    for n, task in enumerate(tasks):
        yield from texts_faults(task.title, ("tasks", n, "title"))
        if task.words:
            yield from texts_faults(task.words, ("tasks", n, "words"))
        for item, line in enumerate(task.checklist):
            yield from texts_faults(line, ("tasks", n, "checklist", item))


def _contrary(definition: Row, tasks: Sequence[PlannedTask]) -> Iterator[Fault]:
    people = {one["id"] for one in definition["parts"]}
    stages = {one["id"]: n for n, one in enumerate(definition["stages"])}
    reached = {one["id"] for one in definition["milestones"]}
    every = {one.id for one in tasks}
    for n, task in enumerate(tasks):
        for place, reason in _of_one(task, people, stages):
            yield Fault(("tasks", n, place), reason)
        if task.milestone and task.milestone not in reached:
            said = _("“%(moment)s” is no moment that such a case reaches.")
            words = {"moment": task.milestone}
            yield Fault(("tasks", n, "milestone"), said % words)
        for one in task.waits_for:
            if one not in every:
                said = _("It waits for %(task)s, which is no task.") % {"task": one}
                yield Fault(("tasks", n, "waits_for"), said)


def _of_one(task: PlannedTask, people: set[str], stages: Mapping[str, int]) -> Said:
    staff = {str(one) for one in MEMBERS}
    if bool(task.role) == bool(task.who):
        yield (
            "role",
            _("A task is for a role of the staff or for a party: one of both."),
        )
    if task.role and task.role not in staff:
        yield "role", _("%(who)s is no role of the staff.") % {"who": task.role}
    if task.who and task.who not in people:
        yield "who", _("%(who)s is no party.") % {"who": task.who}
    if task.stage and task.stage not in stages:
        yield "stage", _("%(stage)s is no stage.") % {"stage": task.stage}
    if task.needs not in Needs.values:
        yield (
            "needs",
            _("It needs words or nothing: a file is asked for among the papers."),
        )
    if task.every not in Every.values:
        yield (
            "every",
            _("%(time)s is no time after which it comes again.") % {"time": task.every},
        )
    if task.review and task.review not in REVIEWS:
        yield "review", _("%(who)s reviews nothing.") % {"who": task.review}
    yield from _of_its_gate(task, stages)
    yield from _of_its_day(task)


def _of_its_gate(task: PlannedTask, stages: Mapping[str, int]) -> Said:
    if not task.gate:
        return
    if not task.review:
        yield (
            "gate",
            _("It holds something back, and nobody accepts it: say who reviews it."),
        )
    held = next((one for one in stages if reaching(one) == task.gate), None)
    if task.gate != SEND and held is None:
        yield (
            "gate",
            _("%(step)s is no step that can be held back.") % {"step": task.gate},
        )
    elif held is not None and task.stage and stages.get(task.stage, 0) >= stages[held]:
        said = _("It opens at %(stage)s and holds back %(held)s, which comes first.")
        yield "gate", said % {"stage": task.stage, "held": held}


def _of_its_day(task: PlannedTask) -> Said:
    due = task.due
    if due is None:
        return
    if due.of not in ("", DEADLINE):
        yield "due", _("No day is counted from %(what)s.") % {"what": due.of}
    if not isinstance(due.days, int) or abs(due.days) > _LONGEST_DAYS:
        yield "due", _("The days are a whole number, and fewer than ten years of them.")
    elif due.of != DEADLINE and due.days < 0:
        yield "due", _("It is due before it opens.")


def _ring(tasks: Sequence[PlannedTask]) -> list[str]:
    """Tasks that wait for each other in a circle, if any do."""
    waits = {one.id: {*one.waits_for} for one in tasks}
    while ready := [one for one, left in waits.items() if not left]:
        for one in ready:
            del waits[one]
        for left in waits.values():
            left.difference_update(ready)
    return sorted(waits)
