"""Doing a task, having it looked at, and lifting what it holds back."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.tasks import events
from harborlight.tasks.actions.helping import (
    AlreadyOver,
    NotFinished,
    OwnWork,
    check_not_blocked,
    end,
    held,
    note_doer,
)
from harborlight.tasks.models import OPEN, REVIEWS, Needs, State, Task
from harborlight.tasks.reviewing import did_some
from harborlight.tasks.routing import reviewer_for


def check_item(actor: Actor, task: Task, *, item: int, done: bool) -> None:
    """Tick off a line of its checklist, or take the tick back."""
    kind = events.ITEM_CHECKED if done else events.ITEM_OPENED
    with acting(actor, kind, task) as event:
        held(task, State.ASSIGNED, State.RETURNED)
        items = [dict(one) for one in task.items]
        if not 0 <= item < len(items):
            raise AlreadyOver(gettext("There is no such line any more."))
        items[item] |= {
            "by": actor.name if done else "",
            "at": now().isoformat() if done else "",
        }
        task.items = items
        note_doer(actor, task)
        task.save(update_fields=["items", "doers"])
        event.say(title=task.titles, item=items[item]["words"])


def submit_task(actor: Actor, task: Task, *, answer: str = "") -> None:
    """Say that it is done. Where a second person is to look, it waits for them.

    Raises AlreadyOver, StillBlocked, NotFinished.
    """
    kind = events.SUBMITTED if task.review else events.DONE
    with acting(actor, kind, task) as event:
        held(task, State.ASSIGNED, State.RETURNED)
        check_not_blocked(task)
        _check_finished(task, answer)
        note_doer(actor, task)
        task.answer, task.submitted_at = answer, now()
        task.submitted_by_id, task.submitted_human = actor.user_id, actor.human
        # A new round: nobody has looked at this one.
        task.reviewed_at = task.reviewed_by = task.reviewed_human = None
        if task.review:
            task.state = State.SUBMITTED
            task.reviewer = reviewer_for(Actor.clock(actor.firm), task)
            task.save()
        elif following := end(task, State.DONE):
            event.note(following)
        event.say(title=task.titles)


def _check_finished(task: Task, answer: str) -> None:
    left = len(task.items) - task.checked
    if left:
        said = gettext("Tick off every line of the checklist first: %(n)s are left.")
        raise NotFinished(said % {"n": left})
    if task.needs == Needs.WORDS and not answer:
        raise NotFinished(gettext("Write what came of it."))


def accept_task(actor: Actor, task: Task, *, remark: str = "") -> None:
    """Find that it was done well. Raises AlreadyOver, OwnWork."""
    with acting(actor, events.ACCEPTED, task) as event:
        held(task, State.SUBMITTED)
        _review(actor, task, remark)
        if following := end(task, State.ACCEPTED):
            event.note(following)
        event.say(title=task.titles)


def return_task(actor: Actor, task: Task, *, remark: str) -> None:
    """Ask for it once more, and say what is missing. Raises AlreadyOver, OwnWork."""
    kind = events.HOMEWORK_RETURNED if task.person_id else events.RETURNED
    with acting(actor, kind, task) as event:
        held(task, State.SUBMITTED)
        _review(actor, task, remark)
        task.state = State.RETURNED
        task.save()
        event.say(title=task.titles, remark=remark)
        if task.person_id:
            event.say(for_person=str(task.person_id))


def _review(actor: Actor, task: Task, remark: str) -> None:
    if did_some(actor, task):
        raise OwnWork(
            gettext("You did some of this yourself. Somebody else must look at it.")
        )
    if not actor.plays(REVIEWS[task.review]):
        raise Refused(gettext("Somebody with another part in the firm accepts this."))
    task.remark, task.reviewed_at = remark, now()
    task.reviewed_by_id, task.reviewed_human = actor.user_id, actor.human


def lift_stop(actor: Actor, task: Task, *, reason: str) -> None:
    """Let what waits for this task happen without it; an attorney answers for it."""
    with acting(actor, events.LIFTED, task) as event:
        held(task, *OPEN)
        if not task.holds:
            raise AlreadyOver(gettext("Nothing waits for this task any more."))
        task.lifted_at, task.lifted_by_id = now(), actor.user_id
        task.lifted_because = reason
        task.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
        event.say(title=task.titles, reason=reason)


def note_late(clock: Actor, task: Task) -> None:
    """Tell, once, that the day of a task has passed."""
    with acting(clock, events.OVERDUE, task) as event:
        task.late_told_at = now()
        task.save(update_fields=["late_told_at"])
        due = task.due_on.isoformat() if task.due_on else "-"
        event.say(title=task.titles, due=due)
