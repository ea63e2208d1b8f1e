"""Which tasks of its playbook a case should have by now, and by when each is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.cases.models import Case
from harborlight.firm.words import in_every_language
from harborlight.law.dates import closed, roll_forward
from harborlight.tasks.models import Task
from harborlight.workflow.playbook_tasks import DEADLINE, Due, PlannedTask
from harborlight.workflow.playbooks import Course

DAY = timedelta(days=1)


def due_now(
    course: Course, case: Case, there: Mapping[str, Task], reached: Collection[str]
) -> Sequence[PlannedTask]:
    """Those that open now and are not there: their stage is reached, and what they wait
    for is over. there: the tasks of the case by the playbook's names; reached: its
    milestones."""
    here = course.position(case.stage)
    over = {name for name, task in there.items() if not task.is_open}
    return [
        one
        for one in course.tasks
        if one.id not in there
        and (not one.stage or course.position(one.stage) <= here)
        and (not one.milestone or one.milestone in reached)
        and over.issuperset(one.waits_for)
    ]


def not_open_yet(
    course: Course, step: str, there: Collection[str]
) -> list[PlannedTask]:
    """What is to be accepted before this step and has not even been opened."""
    return [one for one in course.tasks if one.gate == step and one.id not in there]


def day_of(
    due: Due | None, opened: date, deadline: date | None
) -> tuple[date | None, dict[str, str]]:
    """The day on which a task is due, and how it was counted, by language."""
    if due is None:
        return None, {}
    if due.of == DEADLINE and deadline is not None:
        on = max(deadline + due.days * DAY, opened)
        return on, in_every_language(_before_deadline(abs(due.days), deadline))
    days = abs(due.days)
    if due.business:
        on = opened
        for _step in range(days):
            on = roll_forward(on + DAY)
        return on, in_every_language(_of_work(days))
    on = opened + days * DAY
    rolled = roll_forward(on)
    words = _rolled(days) if closed(on) else _plain(days)
    return rolled, in_every_language(words)


def _say_work(n: int) -> str:
    return ngettext(
        "%(n)s working day after it opened.", "%(n)s working days after it opened.", n
    ) % {"n": n}


def _say_plain(n: int) -> str:
    return ngettext("%(n)s day after it opened.", "%(n)s days after it opened.", n) % {
        "n": n
    }


def _say_rolled(n: int) -> str:
    more = _("Offices are closed that day, so it is the next open one.")
    return f"{_say_plain(n)} {more}"


def _say_before(n: int, deadline: date) -> str:
    return ngettext(
        "%(n)s day before the next deadline of the case, %(day)s.",
        "%(n)s days before the next deadline of the case, %(day)s.",
        n,
    ) % {"n": n, "day": deadline.isoformat()}


_of_work, _plain = lazy(_say_work, str), lazy(_say_plain, str)
_rolled, _before_deadline = lazy(_say_rolled, str), lazy(_say_before, str)
