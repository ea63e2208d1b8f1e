"""Two at one task, or at one letter that broke off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from harborlight.deadlines.actions import set_deadline, settle_warning
from harborlight.deadlines.models import Warning
from harborlight.firm.clock import now, today
from harborlight.firm.models import User
from harborlight.tasks.actions import accept_task, return_task, set_task, submit_task
from harborlight.tasks.models import Task
from tests.faults.dying import done
from tests.faults.met import happened, meet
from tests.faults.playing import behind_a_door, case, firm, who

Opens = Callable[[], Callable[[], Any]]


@behind_a_door
def _submitted(title: str) -> None:
    """A task that Paul did and that waits for a lawyer."""
    paul = who("Paul")
    user = User.objects.get(pk=paul.user_id)
    made = set_task(who("Ada"), None, title=title, user=user, review="attorney")
    submit_task(paul, made)


def _task() -> Task:
    return Task.objects.filter(case=None).latest("set_at")


def _accepts(name: str) -> Opens:
    def opens() -> Callable[[], Any]:
        task = _task()
        return lambda: accept_task(who(name), task)

    return opens


def _returns(name: str) -> Opens:
    def opens() -> Callable[[], Any]:
        task = _task()
        return lambda: return_task(who(name), task, remark="Once more, please.")

    return opens


def both_review() -> None:
    """Two lawyers with the same task open."""
    done(lambda: _submitted("Call the court"))
    meet(
        "two accept one task",
        [_accepts("Ada"), _accepts("Pat")],
        lambda: [happened("task.accepted"), _task().reviewed_by is not None],
    )
    done(lambda: _submitted("Call the consulate"))
    meet(
        "one accepts a task that another returns",
        [_accepts("Ada"), _returns("Pat")],
        lambda: (
            happened("task.accepted")
            + happened("task.returned")
            - (_task().state in ("accepted", "returned"))
        ),
    )


@behind_a_door
def _broken_off() -> None:
    """A letter to Paul that was begun an hour ago, and of which nobody knows."""
    ada, paul, day = who("Ada"), who("Paul"), today(firm().time_zone)
    about: Any = {"title": "Answer", "because": "The notice"}
    deadline = set_deadline(ada, case(), due_on=day + timedelta(days=30), **about)
    Warning.objects.create(
        firm=firm(),
        case=case(),
        deadline=deadline,
        aim_on=deadline.aim_on,
        rung=30,
        level="lead",
        user_id=paul.user_id,
        warned_at=now(),
        begun_at=now() - timedelta(hours=1),
    )


def both_settle() -> None:
    """One says that it went out, the other that it did not: it is not written twice."""
    done(_broken_off)

    def says(name: str, was_sent: bool) -> Opens:
        def opens() -> Callable[[], Any]:
            rows = Warning.objects.select_related("deadline__case", "user")
            warning = rows.get(begun_at__isnull=False)
            return lambda: settle_warning(who(name), warning, was_sent=was_sent)

        return opens

    meet(
        "two settle one letter",
        [says("Ada", True), says("Pat", False)],
        lambda: happened("deadline.warning-settled"),
    )
