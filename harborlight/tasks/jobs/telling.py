"""Whoever a task concerns is told of it; and, once, that one is late."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from harborlight.cases.queries import able
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event, Notice
from harborlight.firm.readers import reads_events
from harborlight.tasks import events
from harborlight.tasks.actions.doing import note_late
from harborlight.tasks.events import DOERS
from harborlight.tasks.models import State, Task
from harborlight.tasks.queries import OPEN, TO_DO

TOLD = frozenset(
    one.name
    for one in (
        events.SET, events.GIVEN, events.SUBMITTED, events.RETURNED, events.ACCEPTED,
        events.OVERDUE, events.PRESSED, events.PASSED_ON,
    )
)  # fmt: skip
BATCH = 200


@reads_events("task-notices")
def tell_whose(clock: Actor, happened: Sequence[Event]) -> None:
    """Write a notice to whoever it is for: to do it, to look at it, or that they did it.

    Not to who caused it, nor to anybody who may not open the case any more.
    """
    wanted = [event for event in happened if event.kind in TOLD]
    if not wanted:
        return
    rows = Task.objects.filter(pk__in=[event.subject_id for event in wanted])
    tasks: dict[UUID | None, Task] = {
        row.pk: row for row in rows.select_related("case")
    }
    may_open: dict[UUID | None, Collection[UUID]] = {}
    notices = []
    for event in wanted:
        task = tasks.get(event.subject_id)
        whom = _whom(event, task) if task else None
        if task is None or whom is None or whom == event.user_id:
            continue
        if task.case_id not in may_open:
            may_open[task.case_id] = able(clock, task.case, DOERS)
        if whom in may_open[task.case_id]:
            notices.append(Notice.of(event, whom))
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=BATCH)


def _whom(event: Event, task: Task) -> UUID | None:
    if event.kind == events.SUBMITTED.name:
        return task.reviewer_id
    if event.kind in (events.RETURNED.name, events.ACCEPTED.name):
        return task.submitted_by_id
    return task.user_id


def tell_of_late(clock: Actor, today: date) -> int:
    """Tell of every task of the staff whose day has passed, once; how many."""
    told = 0
    while batch := _late(today):
        for pk in batch:
            with transaction.atomic():
                rows = Task.objects.select_for_update(of=("self",), skip_locked=True)
                task = rows.filter(pk=pk, late_told_at__isnull=True).first()
                if task is None:
                    return told  # another worker is at it
                note_late(clock, task)
                told += 1
    return told


def _late(today: date) -> list[UUID]:
    rows = Task.objects.filter(
        OPEN, TO_DO, due_on__lt=today, late_told_at__isnull=True, person__isnull=True
    )
    rows = rows.exclude(state=State.SUBMITTED)
    return [*rows.order_by("due_on", "pk").values_list("pk", flat=True)[:BATCH]]
