"""A whole case, made through the actions: what tests and guards stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.questionnaires.actions import keep_questionnaire
from harborlight.questionnaires.reading import starter_data
from harborlight.workflow.actions import Newcomer, begin_case, keep_playbook
from harborlight.workflow.playbooks import starters
from harborlight.workflow.queries import get_playbook

MARIA = Newcomer(
    family_name="Rivas Peña",
    given_name="María",
    birth_date=date(1988, 4, 12),
    email="maria@example.org",
    language="es",
    phone="+12135550123",
)
OMAR = Newcomer(
    family_name="Haddad",
    given_name="Omar",
    birth_date=date(1990, 11, 3),
    email="omar@example.org",
    language="en",
)


@dataclass(frozen=True)
class Begun:
    case: Case
    petitioner: Party
    beneficiary: Party


def furnish(clock: Actor) -> None:
    """Give a firm the playbooks and questionnaires that it starts with."""
    keep_questionnaire(clock, definition=starter_data("i130-spouse"))
    for definition in starters().values():
        keep_playbook(clock, definition=definition)


def begin(
    actor: Actor, *, playbook: str = "i130-spouse", petitioner=MARIA, beneficiary=OMAR
) -> Begun:
    """Open a case from a playbook."""
    case = begin_case(
        actor,
        get_playbook(actor, playbook),
        newcomers={"petitioner": petitioner, "beneficiary": beneficiary},
        lead=User.objects.get(pk=actor.user_id),
    )
    found = {party.part: party for party in parties(actor, case)}
    return Begun(case, found["petitioner"], found["beneficiary"])
