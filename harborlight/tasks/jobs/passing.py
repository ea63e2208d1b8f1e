"""Nobody's task is left unseen: who cannot do theirs any more loses it to somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from harborlight.cases.queries import able
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event, Membership
from harborlight.firm.readers import reads_events
from harborlight.tasks.actions import pass_on
from harborlight.tasks.events import DOERS
from harborlight.tasks.models import Task
from harborlight.tasks.queries import OPEN, TO_DO

# After these somebody may not do what they were given.
LEAVING = frozenset({"member.left", "member.gave-up"})
CLOSING = frozenset({"case.team-left", "case.wall-raised", "case.access-changed"})


@reads_events("tasks-passed-on")
def pass_tasks_on(clock: Actor, happened: Sequence[Event]) -> None:
    """Give the tasks of whoever left, or stands behind a wall now, to somebody else."""
    left = {e.subject_id for e in happened if e.kind in LEAVING and e.subject_id}
    cases = {e.case_id for e in happened if e.kind in CLOSING and e.case_id}
    if not left and not cases:
        return
    gone = Membership.objects.filter(pk__in=left).values("user")
    waiting = Task.objects.filter(OPEN, TO_DO, user__isnull=False)
    waiting = waiting.select_related("case", "user").order_by("set_at", "pk")
    several = [*waiting.filter(user__in=gone), *waiting.filter(case__in=cases)]
    may_do: dict[UUID | None, set[UUID]] = {}
    for task in {row.pk: row for row in several}.values():
        if task.case_id not in may_do:
            may_do[task.case_id] = {*able(clock, task.case, DOERS)}
        if task.user_id not in may_do[task.case_id]:
            pass_on(clock, task)
