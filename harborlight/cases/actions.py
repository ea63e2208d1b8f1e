from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.cases import events
from harborlight.cases.gates import must_be_open, reaching
from harborlight.cases.models import Access, Case, Milestone, Party, TeamMember, Wall
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User, next_number
from harborlight.firm.roles import Role
from harborlight.firm.vault.stored import refuse_held
from harborlight.firm.words import in_every_language
from harborlight.people.actions import invite_person
from harborlight.people.models import Person
from harborlight.people.names import folded


class NoWayBack(Exception):
    """Nobody shuts a case so that they, or everybody, can no longer open it."""


class LeadsTheCase(Exception):
    """The lead of a case cannot leave it before somebody else leads it."""


class ClosedAlready(Exception):
    """A case is closed once, and only a closed one is opened again."""


class AlreadyJoined(Exception):
    """Who is in the portal already needs no invitation."""


def open_case(
    actor: Actor,
    *,
    kind: str,
    kind_version: int,
    stage: str,
    titles: Mapping[str, str],
    on: date,
    lead: User,
    access: str = Access.FIRM,
    is_sensitive: bool = False,
) -> Case:
    """Open a file. is_sensitive: read by people only, in no other case."""
    with acting(actor, events.OPENED, actor.firm) as event:
        case = Case.objects.create(
            firm=actor.firm,
            number=f"{on.year}-{next_number(actor.firm, f'cases {on.year}'):04}",
            kind=kind,
            kind_version=kind_version,
            stage=stage,
            title=titles["en"],
            titles=dict(titles),
            opened_on=on,
            lead=lead,
            access=access,
            is_sensitive=is_sensitive,
        )
        TeamMember.objects.create(
            firm=actor.firm, case=case, user=lead, part=Role.ATTORNEY
        )
        if actor.user_id not in (None, lead.pk):
            own = {"user_id": actor.user_id, "part": min(actor.roles)}
            TeamMember.objects.create(firm=actor.firm, case=case, **own)
        event.made(case)
        event.say(number=case.number)
    return case


def add_party(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    part: str,
    part_name: Mapping[str, str] | None = None,
) -> Party:
    """Say who the case is about; the name of their part in every language."""
    with acting(actor, events.PARTY_ADDED, case) as event:
        party = Party.objects.create(
            firm=actor.firm, case=case, person=person, part=part
        )
        case.folded = f"{case.folded} {person.folded}".strip() or folded(case.title)
        case.save(update_fields=["folded"])
        event.note(party)
        event.say(name=person.full_name, part=dict(part_name) if part_name else part)
    return party


def put_on_team(actor: Actor, case: Case, *, user: User, part: str) -> TeamMember:
    """Let somebody of the firm work on the case."""
    with acting(actor, events.TEAM_CHANGED, case) as event:
        member, _new = TeamMember.objects.update_or_create(
            firm=actor.firm, case=case, user=user, defaults={"part": part}
        )
        event.note(member)
        event.say(name=user.name, part=in_every_language(Role(part).label))
    return member


def name_lead(actor: Actor, case: Case, *, lead: User) -> None:
    """Let somebody lead the case; they are on its team from then on."""
    with acting(actor, events.LEAD_CHANGED, case) as event:
        member, _new = TeamMember.objects.get_or_create(
            firm=actor.firm, case=case, user=lead, defaults={"part": Role.ATTORNEY}
        )
        event.note(member)
        case.lead = lead
        case.save(update_fields=["lead"])
        event.say(name=lead.name)


def take_off_team(actor: Actor, member: TeamMember) -> None:
    """Somebody no longer works on the case."""
    case = member.case
    if member.user_id == case.lead_id:
        raise LeadsTheCase(gettext("Name another lead of the case first."))
    with acting(actor, events.TEAM_LEFT, case) as event:
        if member.user_id == actor.user_id and case.access == Access.TEAM:
            raise NoWayBack(
                gettext(
                    "Only the team may open this case, so you could not open it any "
                    "more. Ask a colleague on the team to take you off."
                )
            )
        event.say(name=member.user.name)
        member.delete()


def change_access(actor: Actor, case: Case, *, access: str) -> None:
    """Open the case to all who work on cases, or to its team alone."""
    with acting(actor, events.ACCESS_CHANGED, case) as event:
        on_team = TeamMember.objects.filter(case=case, user=actor.user_id).exists()
        if access == Access.TEAM and not on_team:
            raise NoWayBack(
                gettext(
                    "You are not on the team, so you could not open this case any "
                    "more. Put yourself on the team first."
                )
            )
        case.access = access
        case.save(update_fields=["access"])
        event.say(access=in_every_language(Access(access).label))


def change_sensitivity(actor: Actor, case: Case, *, is_sensitive: bool) -> None:
    """Say that what is in the case is read by people only, or by the program too."""
    with acting(actor, events.SENSITIVITY_CHANGED, case) as event:
        case.is_sensitive = is_sensitive
        case.save(update_fields=["is_sensitive"])
        event.say(kept=in_every_language(events.KEPT[is_sensitive]))


def raise_wall(actor: Actor, case: Case, *, user: User, reason: str) -> Wall:
    """Keep somebody of the firm from knowing anything of the case."""
    if user.pk == actor.user_id:
        raise NoWayBack(gettext("Ask another attorney to raise a wall before you."))
    if user.pk == case.lead_id:
        raise LeadsTheCase(gettext("Name another lead of the case first."))
    with acting(actor, events.WALL_RAISED, case) as event:
        wall, _new = Wall.objects.update_or_create(
            firm=actor.firm,
            case=case,
            user=user,
            defaults={"reason": reason, "raised_at": now()},
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
    """Move the case to another stage; its name in every language. Raises GateClosed."""
    with acting(actor, events.STAGE_CHANGED, case) as event:
        must_be_open(case, reaching(stage))
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
            noted_at=now(),
            document_id=document_id,
            words=words,
        )
        event.made(milestone)
        event.say(called=_milestone(kind), on=on.isoformat(), **words)
    return milestone


def _milestone(kind: str) -> dict[str, str] | str:
    """What a milestone is called in the log; a playbook words it for the client."""
    known = events.MILESTONES.get(kind)
    return in_every_language(known) if known else kind


def correct_milestone(
    actor: Actor, milestone: Milestone, *, on: date, reason: str, **words: Any
) -> None:
    """Mend the day or the words of something the case has reached."""
    with acting(actor, events.MILESTONE_CORRECTED, milestone) as event:
        milestone.on, milestone.words = on, words
        milestone.save(update_fields=["on", "words"])
        event.say(called=_milestone(milestone.kind), reason=reason)


def link_milestone(actor: Actor, milestone: Milestone, *, document_id: UUID) -> None:
    """Put the paper beside a milestone that tells of it."""
    with acting(actor, events.MILESTONE_LINKED, milestone) as event:
        milestone.document_id = document_id
        milestone.save(update_fields=["document_id"])
        event.say(called=_milestone(milestone.kind))


def invite_party(actor: Actor, party: Party) -> str:
    """Invite a party of the case to the portal. The token of the invitation."""
    if party.person.login_id:
        raise AlreadyJoined(
            gettext("%(name)s is in the portal already.")
            % {"name": party.person.full_name}
        )
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


def close_case(actor: Actor, case: Case, *, on: date, unpaid_cents: int = 0) -> None:
    """Close the file. unpaid_cents: what whoever closes it knows to stay unpaid."""
    kind = events.CLOSED_UNPAID if unpaid_cents else events.CLOSED
    with acting(actor, kind, case) as event:
        open_still = Case.objects.filter(pk=case.pk, closed_on__isnull=True)
        if not open_still.update(closed_on=on):
            raise ClosedAlready(gettext("This case is closed already."))
        case.closed_on = on
        if unpaid_cents:
            event.say(amount=unpaid_cents)


def reopen_case(actor: Actor, case: Case, *, reason: str) -> None:
    """Work on a closed case again; its deadlines and papers stand as they were left."""
    with acting(actor, events.REOPENED, case) as event:
        still_closed = Case.objects.filter(pk=case.pk, closed_on__isnull=False)
        if not still_closed.update(closed_on=None, archived_on=None):
            raise ClosedAlready(gettext("This case is open already."))
        case.closed_on = case.archived_on = None
        event.say(reason=reason)


def note_download(actor: Actor, subject: Any, *, name: str, copy: bool = False) -> None:
    """A file was handed out, or its harmless copy: an event, unlike an ordinary look. Raises
    Held, before anything is written down, where nobody may have it."""
    if (file := getattr(subject, "file", None)) is not None:
        refuse_held(file)
    kind = events.COPIED if copy else events.DOWNLOADED
    with acting(actor, kind, subject) as event:
        event.say(name=name)
