"""The firm and its people, through the real actions, on a day five years ago."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from harborlight.config.synth import histories
from harborlight.config.synth.moulds import Cutter
from harborlight.config.synth.names import phone, staff_name
from harborlight.firm.actions import (
    add_member,
    earn_flat_fees,
    found_firm,
    keep_credentials,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import standing_at
from harborlight.firm.ids import shown
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.questionnaires.actions import keep_questionnaire
from harborlight.questionnaires.reading import starter_data, starter_keys
from harborlight.workflow.actions import keep_playbook
from harborlight.workflow.playbooks import Course, course, starters

NETWORK = "203.0.113.0/24"
# How many people the firm has in each part: for so many attorneys, at least so many.
BESIDE = {
    Role.PARTNER: (6, 1),
    Role.PARALEGAL: (0.6, 2),
    Role.CASE_MANAGER: (3, 1),
    Role.INTAKE: (5, 1),
    Role.CLIENT_SERVICES: (6, 1),
    Role.FINANCE: (6, 1),
}
ONE_EACH = (Role.PRACTICE_MANAGER, Role.FIRM_ADMINISTRATOR, Role.IT, Role.AUDITOR)
CASES_AN_ATTORNEY = 1200
AGREED = "Engagement agreement, section 4: flat fee earned on receipt"


@dataclass
class Office:
    """The firm at work: who acts, by role, and what the cases are made by."""

    firm: Firm
    people: dict[Role, list[Actor]]
    course: Course
    password: str
    # Distinguishes the addresses of two synthetic firms.
    tag: str
    seed: int
    # The accounts of the books that all cases share.
    books: dict[str, UUID] = field(default_factory=dict)

    @property
    def clock(self) -> Actor:
        return Actor.clock(self.firm)

    def one(self, role: Role, number: int) -> Actor:
        """Somebody with this role; the same one for the same number."""
        found = self.people[role]
        return found[number % len(found)]

    def tell(self, cutter: Cutter) -> None:
        """The staff's ids and names, which every cast turns to others' of their role."""
        for actors in self.people.values():
            for actor in actors:
                assert actor.human is not None
                cutter.shared[actor.account] = ("staff", actor.account)
                cutter.shared[actor.human] = ("human", actor.human)
                cutter.staff[actor.name] = ("staff name", actor.name)

    def turned(self, by: int) -> dict[Any, Any]:
        """For the ids and names of everybody those of the one so many places on."""
        found: dict[Any, Any] = {}
        for actors in self.people.values():
            for place, actor in enumerate(actors):
                other = actors[(place + by) % len(actors)]
                found[actor.account] = other.account
                found[actor.human] = other.human
                found[actor.name] = other.name
        return found


def staffing(cases: int) -> list[Role]:
    """The part of each member of staff that a firm of so many cases has."""
    attorneys = max(2, round(cases / CASES_AN_ATTORNEY))
    parts = [Role.ATTORNEY] * attorneys
    for role, (share, least) in BESIDE.items():
        parts += [role] * max(least, round(attorneys / share))
    return [*parts, *ONE_EACH]


def found_office(
    name: str, *, cases: int, day: datetime, password: str, seed: int
) -> Office:
    """Found the firm `day`, with staff and playbooks. `password` is already encoded."""
    moments = _moments(day)
    with next(moments):
        firm = found_firm(
            name=name,
            is_demonstration=True,
            requires_second_factor=False,
            phone="+12125550100",
            email="office@example.org",
            street="48 Lantern Wharf",
            city="New York",
            state="NY",
            zip="10004",
        )
    tag = shown(firm.pk)[:5]
    clock = Actor.clock(firm)
    people: dict[Role, list[Actor]] = {}
    with inside(firm):
        for number, role in enumerate(staffing(cases)):
            with next(moments):
                actor = _hire(clock, number, role, password, tag)
            people.setdefault(role, []).append(actor)
        for lawyer in (*people[Role.PARTNER], *people[Role.ATTORNEY]):
            with next(moments):
                _bar_details(people[Role.PARTNER][0], lawyer, seed)
        with next(moments):
            earn_flat_fees(people[Role.PARTNER][0], firm, rests_on=AGREED)
        playbook = _furnish(clock, moments)
    return Office(firm, people, playbook, password, tag, seed)


def _moments(day: datetime) -> Iterator[AbstractContextManager[None]]:
    """One minute after another: each is a moment to stand at."""
    return (standing_at(day + timedelta(minutes=n)) for n in count())


def _hire(clock: Actor, number: int, role: Role, password: str, tag: str) -> Actor:
    name = staff_name(number)
    user = User.objects.create(
        email=f"{histories.mailbox(name)}.s{number}.{tag}@example.org",
        name=name.shown,
        password=password,
        joined_at=clock.firm.founded_at,
    )
    membership = add_member(clock, user, role=role)
    return actor_of(membership, clock.firm)


def actor_of(membership: Membership, firm: Firm) -> Actor:
    """Who acts, as at a page of the desk."""
    return Actor(
        firm=firm,
        roles=frozenset({Role(membership.role)}),
        name=membership.user.name,
        user_id=membership.user_id,
        human=membership.human,
        place=NETWORK,
    )


def _bar_details(partner: Actor, lawyer: Actor, seed: int) -> None:
    dice = Random(f"{seed} {lawyer.name}")  # noqa: S311 - no secret
    given, _, family = lawyer.name.partition(" ")
    user = User.objects.get(pk=lawyer.account)
    keep_credentials(
        partner,
        user,
        family_name=family,
        given_name=given,
        licensing_authority="Supreme Court of New York",
        bar_number=f"90{dice.randrange(10**5):05}",
        phone=phone(dice, "212"),
        email=user.email,
    )


def _furnish(clock: Actor, moments: Iterator[AbstractContextManager[None]]) -> Course:
    """The questionnaires and playbooks that every firm starts with."""
    with next(moments):
        for key in starter_keys():
            keep_questionnaire(clock, definition=starter_data(key))
    for definition in starters().values():
        with next(moments):
            keep_playbook(clock, definition=definition)
    return course(starters()["i130-spouse"])
