"""What the actions of this room share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.cases.queries import able
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import User
from harborlight.law.dates import roll_forward
from harborlight.tasks.events import DOERS
from harborlight.tasks.models import Every, State, Task

STEPS = {
    Every.WEEK: timedelta(days=7),
    Every.TWO_WEEKS: timedelta(days=14),
}
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


class AlreadyOver(Exception):
    """Somebody else did, accepted, returned or withdrew it at the same moment."""


class StillBlocked(Exception):
    """Another task must be over first."""


class OwnWork(Exception):
    """Whoever did any of it never accepts it: a second person looks."""


class NotFinished(Exception):
    """Something that the task asks for is not there yet."""


class MayNotOpen(Exception):
    """A task of a case is only given to somebody who may open the case."""


class HoldsSomething(Exception):
    """What keeps something from happening is lifted by an attorney, not withdrawn."""


def held(task: Task, *states: str) -> Task:
    """The row as it is now, kept from everybody else until the action ends.

    Raises AlreadyOver where it is in none of these states any more.
    """
    row = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if row.state not in states:
        raise AlreadyOver(gettext("Somebody has just changed this task. Look again."))
    for name in ("state", "items", "doers", "lifted_at", "gate", "user_id"):
        setattr(task, name, getattr(row, name))
    return row


def check_not_blocked(task: Task) -> None:
    """Raises StillBlocked."""
    first = task.waits_for
    if first is not None and Task.objects.get(pk=first.pk).is_open:
        said = gettext("It waits for another task: %(title)s.")
        raise StillBlocked(said % {"title": first.called})


def check_may_open(actor: Actor, case: Case | None, user: User) -> None:
    """Raises MayNotOpen. What a wall keeps from somebody is not said."""
    if user.pk not in able(Actor.clock(actor.firm), case, DOERS):
        said = gettext("%(name)s cannot be given this task. Choose somebody else.")
        raise MayNotOpen(said % {"name": user.name})


def note_doer(actor: Actor, task: Task) -> None:
    """Whoever does some of it is no second pair of eyes any more."""
    human = str(actor.human or actor.user_id)
    task.doers = [*dict.fromkeys([*task.doers, human])]


def end(task: Task, state: str) -> Task | None:
    """It is over; the next one of what comes again."""
    task.state, task.ended_at = state, now()
    task.save()
    return _next(task) if task.every and state != State.WITHDRAWN else None


def as_items(lines: Sequence[str | Mapping[str, str]]) -> list[dict[str, Any]]:
    """A checklist of which nothing is ticked off."""
    return [{"words": line, "by": "", "at": ""} for line in lines]


def _next(task: Task) -> Task:
    due = _later(task.due_on or today(task.firm.time_zone), task.every)
    copied = (
        "title", "words", "texts", "role", "user_id", "person_id", "needs", "review",
        "every", "case_id", "firm_id", "given_because", "set_by_id",
    )  # fmt: skip
    return Task.objects.create(
        **{name: getattr(task, name) for name in copied},
        items=as_items([one["words"] for one in task.items]),
        due_on=due,
        follows=task,
        set_at=now(),
    )


def _later(day: date, every: str) -> date:
    """The next time; a month after 31 January is the last day of February."""
    if step := STEPS.get(Every(every)):
        return roll_forward(day + step)
    months = day.month - 1 + MONTHS[Every(every)]
    year, month = day.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return roll_forward(date(year, month, min(day.day, last)))
