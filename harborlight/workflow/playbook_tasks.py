"""The tasks of a playbook: who does what, when it opens, who looks at it, what waits for it.

tasks:
  - id: assemble
    title: {en: ..., es: ...}
    words: {en: ..., es: ...}      # how it is done
    role: paralegal                # a part of the staff; or `who`, a part of the case
    stage: review                  # opens when this stage is reached; none: at once
    waits_for: [draft]             # and when these are done or accepted
    due: {days: 3, business: true} # after it opens; {days: -7, of: deadline}: before the
                                   # next deadline of the case
    needs: words                   # what whoever does it must write
    checklist: [{en: ..., es: ...}]
    review: attorney               # a second person accepts it
    gate: send                     # waits until then: "send", or "stage filed"
    urgent: true
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from harborlight.cases.gates import SEND, reaching
from harborlight.tasks.events import MEMBERS
from harborlight.tasks.models import REVIEWS, Every, Needs

if TYPE_CHECKING:
    from harborlight.workflow.playbooks import Part, Stage

Texts = Mapping[str, str]
DEADLINE = "deadline"
_LONGEST_DAYS = 3660


@dataclass(frozen=True)
class Due:
    """days: after the task opens, of work where `business`; of a deadline: before it."""

    days: int
    business: bool = False
    of: str = ""


@dataclass(frozen=True)
class PlannedTask:
    """One task as the playbook says it."""

    id: str
    title: Texts
    words: Texts = field(default_factory=dict)
    role: str = ""
    who: str = ""
    stage: str = ""
    waits_for: tuple[str, ...] = ()
    due: Due | None = None
    needs: str = ""
    checklist: tuple[Texts, ...] = ()
    review: str = ""
    gate: str = ""
    every: str = ""
    urgent: bool = False

    @property
    def texts(self) -> list[Texts]:
        """What must stand there in every language."""
        words = [self.words] if self.words else []
        return [self.title, *words, *self.checklist]


def read_tasks(entries: Iterable[Mapping[str, Any]]) -> tuple[PlannedTask, ...]:
    """Raises TypeError or KeyError where an entry is not shaped like a task."""
    return tuple(
        PlannedTask(
            **{
                **entry,
                "waits_for": tuple(entry.get("waits_for", ())),
                "checklist": tuple(entry.get("checklist", ())),
                "due": Due(**entry["due"]) if entry.get("due") else None,
            }
        )
        for entry in entries
    )


def contradictions(
    tasks: Sequence[PlannedTask], parts: Iterable[Part], stages: Sequence[Stage]
) -> list[str]:
    """What is wrong with the tasks of a playbook, a sentence each."""
    wrong = _doubled(tasks)
    known = {one.id for one in tasks}
    people, places = (
        {one.id for one in parts},
        {one.id: n for n, one in enumerate(stages)},
    )
    for task in tasks:
        said = [*_of_one(task, people, places)]
        said += [
            f"waits for {one}, which is no task"
            for one in task.waits_for
            if one not in known
        ]
        wrong += [f"the task {task.id} {one}" for one in said]
    if not wrong and (ring := _ring(tasks)):
        wrong.append(f"the tasks {' - '.join(ring)} wait for each other")
    return wrong


def _doubled(tasks: Sequence[PlannedTask]) -> list[str]:
    ids = [one.id for one in tasks]
    again = sorted({one for one in ids if ids.count(one) > 1})
    return [f"two tasks are named {one}" for one in again]


def _of_one(
    task: PlannedTask, people: set[str], places: Mapping[str, int]
) -> Iterable[str]:
    staff = {str(one) for one in MEMBERS}
    if bool(task.role) == bool(task.who):
        yield "is for a role of the staff or for a party: one of both"
    if task.role and task.role not in staff:
        yield f"is for {task.role}, who is no role of the staff"
    if task.who and task.who not in people:
        yield f"is for {task.who}, who is no party"
    if task.stage and task.stage not in places:
        yield f"opens at {task.stage}, which is no stage"
    if task.needs not in Needs.values:
        yield f"needs {task.needs}: a file is asked for among the papers"
    if task.every not in Every.values:
        yield f"comes again {task.every}, which is no such time"
    if task.review and task.review not in REVIEWS:
        yield f"is reviewed by {task.review}, who reviews nothing"
    yield from _of_its_gate(task, places)
    yield from _of_its_day(task)


def _of_its_gate(task: PlannedTask, places: Mapping[str, int]) -> Iterable[str]:
    if not task.gate:
        return
    if not task.review:
        yield "holds something back, and nobody accepts it: say who reviews it"
    held = next((one for one in places if reaching(one) == task.gate), None)
    if task.gate != SEND and held is None:
        yield f"holds back {task.gate}, which is no step"
    elif held is not None and task.stage and places.get(task.stage, 0) >= places[held]:
        yield f"opens at {task.stage} and holds back {held}, which comes first"


def _of_its_day(task: PlannedTask) -> Iterable[str]:
    due = task.due
    if due is None:
        return
    if due.of not in ("", DEADLINE):
        yield f"is due by {due.of}, from which no day is counted"
    if not isinstance(due.days, int) or abs(due.days) > _LONGEST_DAYS:
        yield f"is due after {due.days} days"
    elif due.of != DEADLINE and due.days < 0:
        yield "is due before it opens"


def _ring(tasks: Sequence[PlannedTask]) -> list[str]:
    """Tasks that wait for each other in a circle, if any do."""
    waits = {one.id: {*one.waits_for} for one in tasks}
    while ready := [one for one, left in waits.items() if not left]:
        for one in ready:
            del waits[one]
        for left in waits.values():
            left.difference_update(ready)
    return sorted(waits)
