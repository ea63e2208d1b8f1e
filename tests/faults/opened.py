"""Deeds until somebody is a client: checked, taken on or turned down, invited."""

from __future__ import annotations

from typing import Any

from harborlight.cases.actions import invite_party
from harborlight.cases.models import Party
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.ids import new_id
from harborlight.firm.models import User
from harborlight.people.actions import check_conflicts, open_account
from harborlight.people.invitations import find
from harborlight.people.models import ConflictCheck
from harborlight.workflow.actions import (
    asked_about,
    hand_over,
    invite_to_portal,
    take_back,
    take_on,
    turn_down,
)
from harborlight.workflow.models import HandedOver
from harborlight.workflow.queries import get_playbook
from tests.faults.playing import case, firm, who
from tests.whole_case import MARIA, OMAR

NEWCOMERS = {"petitioner": MARIA, "beneficiary": OMAR}
PLAYBOOK = "practice-spouse"


def check() -> Any:
    course = get_playbook(who("Ada"), PLAYBOOK)
    return check_conflicts(who("Ada"), asked=asked_about(course, NEWCOMERS)).pk


def open_the_case(check_id: Any) -> None:
    ada = who("Ada")
    take_on(
        ada,
        get_playbook(ada, PLAYBOOK),
        check=ConflictCheck.objects.get(pk=check_id),
        newcomers=NEWCOMERS,
        lead=User.objects.get(pk=ada.user_id),
        reason="Nobody the firm knows.",
    )


def hand_it_over() -> Any:
    """Paul asks a lawyer about people whom the firm knows by now."""
    paul = who("Paul")
    course = get_playbook(paul, PLAYBOOK)
    found = check_conflicts(paul, asked=asked_about(course, NEWCOMERS))
    typed = [("petitioner-family_name", MARIA.family_name)]
    return hand_over(paul, course, check=found, typed=typed).pk, check()


def turn_it_down(given: Any) -> None:
    handed_id, check_id = given
    turn_down(
        who("Ada"),
        ConflictCheck.objects.get(pk=check_id),
        reason="We act for the other side.",
        handed=HandedOver.objects.get(pk=handed_id),
    )


def take_it_back(given: Any) -> None:
    take_back(who("Paul"), HandedOver.objects.get(pk=given[0]))


def invite(_: Any) -> None:
    invite_to_portal(who("Ada"), Party.objects.filter(case=case()))


def a_link(part: str = "petitioner") -> str:
    return invite_party(who("Ada"), Party.objects.get(case=case(), part=part))


def join(link: str) -> None:
    invitation = find(link, now())
    user = User(
        id=new_id(),
        email=invitation.email,
        name=invitation.person.full_name,
        language="en",
    )
    # For a passkey: stretching a password takes longer than all the rest.
    open_account(Actor.clock(firm()), invitation, user=user, password=None)
