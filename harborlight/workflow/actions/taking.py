from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from harborlight.cases.models import Access, Case, Party, TeamMember
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import User, next_number
from harborlight.firm.roles import Role
from harborlight.people.models import Person
from harborlight.workflow import events
from harborlight.workflow.actions.following import _follow
from harborlight.workflow.actions.newcomers import (
    Newcomer,
    _check_addresses,
    _needed,
    _short,
)
from harborlight.workflow.playbooks import Course

if TYPE_CHECKING:
    from datetime import date


def begin_from(
    actor: Actor,
    party: Party,
    playbook: Course,
    *,
    part: str,
    newcomers: Mapping[str, Newcomer],
    lead: User,
    access: str = Access.FIRM,
    known: Mapping[str, Person] | None = None,
) -> Case:
    """Let a file in which somebody asked become the case that the playbook describes.

    It stays the same file: answers, papers, keys, walls and history are in it. party:
    whoever asked, and part: what they are from now on; newcomers: everybody else.
    """
    known = known or {}
    _check_addresses(actor, newcomers, known)
    others = _needed(playbook, newcomers, besides=part)
    case, day = party.case, today(actor.firm.time_zone)
    with acting(actor, events.BEGUN, case) as event:
        names = {one: _short(known.get(one, who)) for one, who in others.items()}
        titles = playbook.titles({**names, part: _short(party.person)})
        _become(case, playbook, titles, day, lead)
        case.access, party.part = access, part
        case.save()
        party.save(update_fields=["part"])
        event.note(party)
        _seat(actor, case, lead)
        _follow(
            actor, case, playbook, newcomers=others, known=known, there={part: party}
        )
        event.say(name=dict(playbook.name))
    return case


def _become(
    case: Case, playbook: Course, titles: Mapping[str, str], day: date, lead: User
) -> None:
    case.number = f"{day.year}-{next_number(case.firm, f'cases {day.year}'):04}"
    case.kind, case.kind_version = playbook.key, playbook.version
    case.stage = playbook.stages[0].id
    case.title, case.titles = titles["en"], dict(titles)
    case.opened_on, case.lead = day, lead
    case.is_sensitive = case.is_sensitive or playbook.sensitive


def _seat(actor: Actor, case: Case, lead: User) -> None:
    """The lead is on the team, and so is whoever says so."""
    TeamMember.objects.get_or_create(
        firm=actor.firm, case=case, user=lead, defaults={"part": Role.ATTORNEY}
    )
    if actor.user_id not in (None, lead.pk):
        TeamMember.objects.get_or_create(
            firm=actor.firm,
            case=case,
            user_id=actor.user_id,
            defaults={"part": min(actor.roles)},
        )
