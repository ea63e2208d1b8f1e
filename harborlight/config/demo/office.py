"""The demonstration firm, its people, and what it works by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from harborlight.automation.actions import bring_starter
from harborlight.automation.starters import starters as automations
from harborlight.firm.actions import (
    add_member,
    earn_flat_fees,
    found_firm,
    keep_credentials,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Firm, User
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.questionnaires.actions import keep_questionnaire
from harborlight.questionnaires.reading import starter_data, starter_keys
from harborlight.workflow.actions import keep_playbook
from harborlight.workflow.playbooks import starters

DAYS_AGO = 60
AT = "harbor.example"
# In California, where a firm and its clients may agree so (1.15(b)).
AGREED = "Engagement agreement, section 4: flat fee earned on receipt"


@dataclass(frozen=True)
class Staff:
    """Somebody who works at the demonstration firm."""

    name: str
    role: Role
    # For whoever reads the list of sign-ins.
    what: str


STAFF = (
    Staff("Ada Okafor", Role.ATTORNEY, "attorney"),
    Staff("Paul Whitaker", Role.PARALEGAL, "paralegal"),
    Staff("Pat Lindqvist", Role.PARTNER, "partner"),
    Staff("Ben Acheampong", Role.FINANCE, "finance"),
    Staff("Ines Carvalho", Role.FIRM_ADMINISTRATOR, "firm administrator"),
)


@dataclass(frozen=True)
class Office:
    """The firm at work: who acts, by their given name."""

    firm: Firm
    people: dict[str, Actor]
    opened: datetime

    @property
    def clock(self) -> Actor:
        return Actor.clock(self.firm)

    def __getitem__(self, name: str) -> Actor:
        return self.people[name]

    def days_later(self, days: int, hour: int = 15) -> datetime:
        """A moment so many days after the office opened; never one still to come."""
        moment = (self.opened + timedelta(days=days)).replace(hour=hour)
        return min(moment, now())


def address(name: str) -> str:
    return f"{name.split()[0].lower()}@{AT}"


def open_office(id: UUID, password: str) -> Office:
    """Found the firm some weeks ago, with its people, playbooks and questions."""
    opened = (now() - timedelta(days=DAYS_AGO)).replace(hour=14, minute=5)
    with standing_at(opened):
        firm = found_firm(
            id=id,
            name="Harbor Immigration Law",
            is_demonstration=True,
            requires_second_factor=False,
            phone="+16195550100",
            email=f"office@{AT}",
            time_zone="America/Los_Angeles",
            street="600 West Broadway",
            unit_kind="ste",
            unit="400",
            city="San Diego",
            state="CA",
            zip="92101",
        )
        with inside(firm):
            people = {
                one.name.split()[0].lower(): _hire(firm, one, password) for one in STAFF
            }
            _bar_details(people["pat"], people["ada"])
            earn_flat_fees(people["pat"], firm, rests_on=AGREED)
            _furnish(Actor.clock(firm))
    return Office(firm, people, opened)


def _hire(firm: Firm, one: Staff, password: str) -> Actor:
    user = User.objects.create_user(
        address(one.name), password, name=one.name, joined_at=firm.founded_at
    )
    membership = add_member(Actor.clock(firm), user, role=one.role)
    return Actor(
        firm=firm,
        roles=frozenset({one.role}),
        name=one.name,
        user_id=user.pk,
        human=membership.human,
    )


def _bar_details(partner: Actor, attorney: Actor) -> None:
    """What the G-28 asks about the attorney; a number that nobody has."""
    keep_credentials(
        partner,
        User.objects.get(pk=attorney.account),
        family_name="Okafor",
        given_name="Adaeze",
        licensing_authority="Supreme Court of California",
        bar_number="299999",
        uscis_account="012345678901",
        phone="+16195550100",
        mobile="+16195550101",
        email=address(attorney.name),
    )


def turn_on_automations(clock: Actor) -> None:
    """What happens by itself from now on: nothing of what was made up so far."""
    for starter in automations().values():
        bring_starter(clock, key=starter.key, on=starter.on)


def _furnish(clock: Actor) -> None:
    for key in starter_keys():
        keep_questionnaire(clock, definition=starter_data(key))
    for definition in starters().values():
        keep_playbook(clock, definition=definition)
