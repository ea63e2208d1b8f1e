from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from harborlight.cases import events
from harborlight.cases.models import Access, Case, Milestone, Party, TeamMember, Wall
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User, next_number
from harborlight.firm.roles import Role
from harborlight.people.actions import invite_person
from harborlight.people.models import Person
from harborlight.people.names import folded


def open_case(
    actor: Actor,
    *,
    kind: str,
    kind_version: int,
    stage: str,
    title: str,
    on: date,
    lead: User,
    access: str = Access.FIRM,
) -> Case:
    """Open a file."""
    with acting(actor, events.OPENED, actor.firm) as event:
        case = Case.objects.create(
            firm=actor.firm,
            number=f"{on.year}-{next_number(actor.firm, f'cases {on.year}'):04}",
            kind=kind,
            kind_version=kind_version,
            stage=stage,
            title=title,
            opened_on=on,
            lead=lead,
            access=access,
        )
        TeamMember.objects.create(
            firm=actor.firm, case=case, user=lead, part=Role.ATTORNEY
        )
        if actor.user_id not in (None, lead.pk):
            TeamMember.objects.create(
                firm=actor.firm, case=case, user_id=actor.user_id, part=min(actor.roles)
            )
        event.made(case)
        event.say(number=case.number)
    return case


def add_party(actor: Actor, case: Case, *, person: Person, part: str) -> Party:
    """Say who the case is about."""
    with acting(actor, events.PARTY_ADDED, case) as event:
        party = Party.objects.create(
            firm=actor.firm, case=case, person=person, part=part
        )
        case.folded = f"{case.folded} {person.folded}".strip() or folded(case.title)
        case.save(update_fields=["folded"])
        event.note(party)
        event.say(name=person.full_name, part=part)
    return party


def put_on_team(actor: Actor, case: Case, *, user: User, part: str) -> TeamMember:
    """Let somebody of the firm work on the case."""
    with acting(actor, events.TEAM_CHANGED, case) as event:
        member, _ = TeamMember.objects.update_or_create(
            firm=actor.firm, case=case, user=user, defaults={"part": part}
        )
        event.note(member)
        event.say(name=user.name, part=Role(part).label)
    return member


def take_off_team(actor: Actor, member: TeamMember) -> None:
    """Somebody no longer works on the case."""
    with acting(actor, events.TEAM_LEFT, member.case) as event:
        event.say(name=member.user.name)
        member.delete()


def change_access(actor: Actor, case: Case, *, access: str) -> None:
    """Open the case to all who work on cases, or to its team alone."""
    with acting(actor, events.ACCESS_CHANGED, case) as event:
        case.access = access
        case.save(update_fields=["access"])
        event.say(access=case.get_access_display())


def raise_wall(actor: Actor, case: Case, *, user: User, reason: str) -> Wall:
    """Keep somebody of the firm from knowing anything of the case."""
    if user.pk == actor.user_id:
        raise Refused("Ask another attorney to raise a wall before you.")
    with acting(actor, events.WALL_RAISED, case) as event:
        wall = Wall.objects.create(
            firm=actor.firm, case=case, user=user, reason=reason, raised_at=now()
        )
        event.note(wall)
        event.say(name=user.name)
    return wall


def lower_wall(actor: Actor, wall: Wall) -> None:
    """Let somebody know of the case again."""
    with acting(actor, events.WALL_LOWERED, wall.case) as event:
        event.say(name=wall.user.name)
        wall.delete()


def move_case(
    actor: Actor, case: Case, *, stage: str, stage_name: Mapping[str, str]
) -> None:
    """Move the case to another stage of its playbook; its name in every language."""
    with acting(actor, events.STAGE_CHANGED, case) as event:
        case.stage = stage
        case.save(update_fields=["stage"])
        event.say(stage=dict(stage_name))


def reach_milestone(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    on: date,
    document_id: UUID | None = None,
    **words: Any,
) -> Milestone:
    """Record that the case has reached something its parties wait for."""
    with acting(actor, events.MILESTONE_REACHED, case) as event:
        milestone = Milestone.objects.create(
            firm=actor.firm,
            case=case,
            kind=kind,
            on=on,
            document_id=document_id,
            words=words,
        )
        event.made(milestone)
        event.say(milestone=kind, on=on.isoformat(), **words)
    return milestone


def invite_party(actor: Actor, party: Party) -> str:
    """Invite a party of the case to the portal. The token of the invitation."""
    with acting(actor, events.INVITED, party) as event:
        token = invite_person(actor, party.person, case_id=party.case_id)
        party.invited_at = now()
        party.save(update_fields=["invited_at"])
        event.say(name=party.person.full_name)
    return token


def note_joined(clock: Actor, party: Party) -> None:
    """Write down that a party came into the portal."""
    with acting(clock, events.PARTY_JOINED, party) as event:
        party.joined_at = now()
        party.save(update_fields=["joined_at"])
        event.say(name=party.person.full_name)


def close_case(actor: Actor, case: Case, *, on: date) -> None:
    """Close the file."""
    with acting(actor, events.CLOSED, case):
        case.closed_on = on
        case.save(update_fields=["closed_on"])


def note_download(actor: Actor, subject: Any, *, name: str) -> None:
    """A file was handed out: an event, unlike an ordinary look."""
    with acting(actor, events.DOWNLOADED, subject) as event:
        event.say(name=name)
