"""Setting tasks, giving them to somebody else, and taking them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.firm.words import in_every_language
from harborlight.people.models import Person
from harborlight.tasks import events
from harborlight.tasks.actions.helping import (
    HoldsSomething,
    MayNotOpen,
    as_items,
    check_may_open,
    end,
    held,
)
from harborlight.tasks.models import OPEN, State, Task
from harborlight.tasks.routing import Asked, route


@dataclass(frozen=True)
class Planned:
    """What a playbook says of a task beyond what a person would."""

    id: str
    texts: Mapping[str, Mapping[str, str]]
    due_because: Mapping[str, str]
    gate: str = ""


def set_task(
    actor: Actor,
    case: Case | None,
    *,
    title: str = "",
    words: str = "",
    role: str = "",
    user: User | None = None,
    person: Person | None = None,
    due_on: date | None = None,
    needs: str = "",
    items: Sequence[str | Mapping[str, str]] = (),
    review: str = "",
    gate: str = "",
    waits_for: Task | None = None,
    every: str = "",
    is_urgent: bool = False,
    plan: Planned | None = None,
) -> Task:
    """Say who does what by when. user None: whom the rules of the firm give it to. plan:
    of a playbook, whose clock sets it. Raises MayNotOpen."""
    kind = events.HOMEWORK_SET if person else events.SET
    what = {"title": title, "words": words, "due_on": due_on, "needs": needs}
    then = {"review": review, "waits_for": waits_for, "every": every}
    with acting(actor, kind, case or actor.firm) as event:
        given = _given(actor, case, role=role, user=user, person=person)
        task = Task.objects.create(
            firm=actor.firm,
            case=case,
            items=as_items(items),
            gate=plan.gate if plan else gate,
            is_urgent=is_urgent,
            **(what | then | given | _planned(plan) | _by(actor)),
        )
        event.made(task)
        whose = (
            {"name": person.full_name, "for_person": str(person.pk)} if person else {}
        )
        event.say(title=task.titles, **whose)
    return task


def _given(
    actor: Actor,
    case: Case | None,
    *,
    role: str,
    user: User | None,
    person: Person | None,
) -> dict[str, Any]:
    """Whose it is, and why."""
    if person is not None:
        return {"person": person}
    if user is not None:
        check_may_open(actor, case, user)
        return {"user": user, "role": role}
    found = route(Actor.clock(actor.firm), Asked.of(case, role))
    because = [[*one] for one in found.because]
    return {"user": found.user, "role": role, "given_because": because}


def _by(actor: Actor) -> dict[str, Any]:
    return {"set_by_id": actor.user_id, "set_at": now()}


def _planned(plan: Planned | None) -> dict[str, Any]:
    if plan is None:
        return {}
    return {
        "of_playbook": plan.id,
        "texts": {name: dict(text) for name, text in plan.texts.items()},
        "due_because": dict(plan.due_because),
    }


def give_task(actor: Actor, task: Task, *, user: User) -> None:
    """Let somebody else do it. Raises AlreadyOver, MayNotOpen."""
    with acting(actor, events.GIVEN, task) as event:
        held(task, State.ASSIGNED, State.RETURNED)
        _check_of_staff(task)
        check_may_open(actor, task.case, user)
        task.user = user
        task.given_because = [["given", actor.name]]
        task.save(update_fields=["user", "given_because"])
        event.say(title=task.titles, name=user.name)


def take_task(actor: Actor, task: Task) -> None:
    """Take on a task oneself that waits for somebody of one's part, or of another."""
    with acting(actor, events.TAKEN, task) as event:
        held(task, State.ASSIGNED, State.RETURNED)
        _check_of_staff(task)
        me = User.objects.get(pk=actor.account)
        check_may_open(actor, task.case, me)
        task.user, task.given_because = me, [["taken", ""]]
        task.save(update_fields=["user", "given_because"])
        event.say(title=task.titles)


def _check_of_staff(task: Task) -> None:
    """Raises MayNotOpen: the homework of a client is nobody else's."""
    if task.person_id:
        raise MayNotOpen(gettext("A client does this. Withdraw it and set another."))


def move_task(actor: Actor, task: Task, *, due_on: date | None) -> None:
    """Let it be due on another day, or on none."""
    with acting(actor, events.MOVED, task) as event:
        held(task, *OPEN)
        was = task.due_on.isoformat() if task.due_on else "-"
        task.due_on, task.due_because, task.late_told_at = due_on, {}, None
        task.save(update_fields=["due_on", "due_because", "late_told_at"])
        due = due_on.isoformat() if due_on else "-"
        event.say(title=task.titles, was=was, due=due)


def press_task(actor: Actor, task: Task, *, reason: str) -> None:
    """Say that it cannot wait, and why; the people of the case are told."""
    with acting(actor, events.PRESSED, task) as event:
        held(task, *OPEN)
        task.is_urgent, task.urgent_because = True, reason
        task.save(update_fields=["is_urgent", "urgent_because"])
        event.say(title=task.titles, reason=reason)


def withdraw_task(actor: Actor, task: Task, *, reason: str | Mapping[str, str]) -> None:
    """Nobody needs to do it any more. Raises HoldsSomething: that is lifted instead."""
    with acting(actor, events.WITHDRAWN, task) as event:
        held(task, *OPEN)
        if task.holds and not actor.is_machine:
            raise HoldsSomething(
                gettext(
                    "Something waits until this is accepted, so it cannot be withdrawn. "
                    "An attorney can lift the stop and say why."
                )
            )
        task.ended_because = dict(reason) if not isinstance(reason, str) else reason
        end(task, State.WITHDRAWN)
        event.say(title=task.titles, reason=task.ended_because)


def pass_on(clock: Actor, task: Task) -> None:
    """Whoever had it left, or may not open the case any more: the rules are asked anew.

    Nobody may take it: it waits on the board for its part, or for a paralegal.
    """
    with acting(clock, events.PASSED_ON, task) as event:
        task.role = task.role or Role.PARALEGAL
        found = route(clock, Asked.of(task.case, task.role))
        task.user = found.user
        task.given_because = [[*one] for one in found.because]
        task.save(update_fields=["role", "user", "given_because"])
        name = (
            found.user.name if found.user else in_every_language(Role(task.role).label)
        )
        event.say(title=task.titles, name=name)


def take_up_again(clock: Actor, task: Task) -> None:
    """What was withdrawn because the case was closed is to be done once more."""
    with acting(clock, events.TAKEN_UP_AGAIN, task) as event:
        task.state, task.ended_at, task.ended_because = State.ASSIGNED, None, {}
        task.save(update_fields=["state", "ended_at", "ended_because"])
        event.say(title=task.titles)
