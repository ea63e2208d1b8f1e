"""Somebody who asks for help, written down and answering: for the tests of inquiries."""

from __future__ import annotations

from datetime import date

from harborlight.cases.models import Party
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.inquiries.actions import Asker, receive_inquiry
from harborlight.inquiries.models import Inquiry
from harborlight.inquiries.queries import questions_of
from harborlight.questionnaires.actions import (
    answer,
    begin_entry,
    finish_questionnaire,
)
from harborlight.questionnaires.queries import page, standing
from tests.cast import join

LUZ = Asker(
    family_name="Cárcamo",
    given_name="Luz",
    birth_date=date(1991, 5, 6),
    email="luz@example.org",
    phone="+15125550177",
    language="es",
)
# What she says; whatever else is asked she answers with no, or does not know.
SAYS = {
    "consent.no_lawyer_yet": "yes",
    "consent.data": "yes",
    "consent.share_employer": "no",
    "consent.share_family": "no",
    "intake.help": "marriage",
    "intake.story": "Mi esposo es ciudadano.",
    "intake.safe_to_call": "no",
    "intake.safe_to_text": "no",
    "intake.safe_to_email": "yes",
    "intake.in_court_now": "yes",
    "intake.hearing_on": "2026-12-14",
    "intake.judge_decided_on": "none",
    "intake.status_now": "no_papers",
    "intake.spouse_status": "us_citizen",
    "intake.citizen_relative": "spouse",
    "intake.pays": "employer",
    "us.now": "yes",
    "admission.date": "2019-03",
    "admission.how": "without",
    "marital_status": "married",
    "birth.country": "HN",
    "nationality": "HN",
    "has_people_involved": "yes",
    "people_involved[].part": "spouse",
    "people_involved[].family": "Haddad",
    "people_involved[].given": "Omar",
}


def asks(actor: Actor, asker: Asker = LUZ, **about) -> Inquiry:
    """Somebody asks, and is written down."""
    return receive_inquiry(actor, asker, **about)


def comes_in(inquiry: Inquiry, name: str = "Luz") -> Actor:
    """They have an account, and stand for their card."""
    client = join(inquiry.firm, name, Role.CLIENT)
    User.objects.filter(pk=client.user_id).update(language="es")
    person = inquiry.person
    person.login_id = client.user_id
    person.save(update_fields=["login"])
    return Actor(**{**vars(client), "language": "es"})


def answers(client: Actor, inquiry: Inquiry, says=None, *, finish: bool = True) -> None:
    """Walk through the first questions page by page, as they would."""
    says = SAYS | (says or {})
    stands = standing(client, questions_of(client, inquiry.case))
    for _ in range(80):
        step = stands.progress.next
        if step is None:
            break
        asked = page(client, stands, step.screen, step.entry)
        if asked.screen is None:
            begin_entry(client, stands.sent, asked.loop)
        else:
            values = {
                one.question.fact: _said(one, says)
                for one in asked.questions
                if one.question.required or _name(one) in says
            }
            answer(
                client,
                stands.sent,
                screen=step.screen,
                answers=values,
                entry=asked.entry_id,
            )
        stands = standing(client, stands.sent)
    if finish:
        finish_questionnaire(client, stands.sent)


def party_of(inquiry: Inquiry) -> Party:
    return Party.objects.get(case=inquiry.case_id, person=inquiry.person_id)


def _name(one) -> str:
    return one.question.fact.partition(".")[2]


def _said(one, says) -> str:
    if _name(one) in says:
        return says[_name(one)]
    if one.value:
        return one.value
    if one.entry.type == "yes_no":
        return "no"
    if "unknown" in one.entry.may_be:
        return "unknown"
    if "none" in one.entry.may_be:
        return "none"
    return {"choice": one.entry.options[-1].value if one.entry.options else ""}.get(
        one.entry.type, "Algo"
    )
