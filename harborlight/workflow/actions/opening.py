from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.actions import open_case, put_on_team
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import User
from harborlight.people.actions import decide_conflict
from harborlight.people.conflicts import Asked, as_kept
from harborlight.people.models import ConflictCheck, Person
from harborlight.workflow import events
from harborlight.workflow.actions.following import _follow
from harborlight.workflow.actions.handing import hold, must_not_wait, take_up
from harborlight.workflow.actions.newcomers import (
    Newcomer,
    _check_addresses,
    _needed,
    _short,
)
from harborlight.workflow.models import HandedOver
from harborlight.workflow.playbooks import Course


class NotChecked(Exception):
    """A case is opened for the very people whom the conflict check was about."""


def asked_about(playbook: Course, newcomers: Mapping[str, Newcomer]) -> list[Asked]:
    """What a conflict check asks about these people, in the order of the playbook."""
    present = [part.id for part in playbook.parts if part.id in newcomers]
    return [newcomers[part].asked for part in present]


def take_on(
    actor: Actor,
    playbook: Course,
    *,
    check: ConflictCheck,
    newcomers: Mapping[str, Newcomer],
    lead: User,
    reason: str,
    known: Mapping[str, Person] | None = None,
    handed: HandedOver | None = None,
) -> Case:
    """Find that nothing stands against it, and open the case: both or neither.

    known: who of the newcomers, by part, turned out to be somebody the firm knows;
    handed: what somebody asked a lawyer to decide, if this is it.
    """
    asked = [as_kept(one) for one in asked_about(playbook, newcomers)]
    if check.about != asked:
        raise NotChecked(gettext("Check these people for conflicts first."))
    with transaction.atomic():
        must_not_wait(check)
        if handed is not None:
            hold(handed)
        decide_conflict(actor, check, decision="clear", reason=reason)
        case = begin_case(actor, playbook, newcomers=newcomers, lead=lead, known=known)
        if handed is not None and handed.by_id not in (lead.pk, actor.user_id):
            put_on_team(actor, case, user=handed.by, part=handed.part)
        if handed is not None:
            take_up(actor, handed, check=check, case=case)
    return case


def turn_down(
    actor: Actor, check: ConflictCheck, *, reason: str, handed: HandedOver | None = None
) -> None:
    """Find that there is a conflict: no case is opened, and nobody is asked any more."""
    with transaction.atomic():
        must_not_wait(check)
        if handed is not None:
            hold(handed)
        decide_conflict(actor, check, decision="conflict", reason=reason)
        if handed is not None:
            take_up(actor, handed, check=check)


def begin_case(
    actor: Actor,
    playbook: Course,
    *,
    newcomers: Mapping[str, Newcomer],
    lead: User,
    known: Mapping[str, Person] | None = None,
) -> Case:
    """Open a case the way its playbook says: parties, questions, papers, forms."""
    known = known or {}
    _check_addresses(actor, newcomers, known)
    newcomers = _needed(playbook, newcomers)
    # Somebody the firm knows is called as their card says, not as typed just now.
    names = {part: _short(known.get(part, one)) for part, one in newcomers.items()}
    with acting(actor, events.BEGUN, actor.firm) as event:
        case = open_case(
            actor,
            kind=playbook.key,
            kind_version=playbook.version,
            stage=playbook.stages[0].id,
            titles=playbook.titles(names),
            on=today(actor.firm.time_zone),
            lead=lead,
            is_sensitive=playbook.sensitive,
        )
        event.about(case)
        _follow(actor, case, playbook, newcomers=newcomers, known=known)
        event.say(name=dict(playbook.name))
    return case
