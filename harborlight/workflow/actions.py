from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from harborlight.billing.actions import add_government_fee, add_line, draft_invoice
from harborlight.billing.models import Invoice
from harborlight.cases.actions import add_party, open_case
from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.documents.actions import request_document
from harborlight.facts.actions import Place, Source, learn
from harborlight.facts.models import Fact
from harborlight.filings.actions import plan_filing
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import User
from harborlight.people.actions import add_person
from harborlight.people.models import Person
from harborlight.questionnaires.actions import send_questionnaire
from harborlight.questionnaires.queries import newest, read
from harborlight.workflow import events
from harborlight.workflow.models import Playbook
from harborlight.workflow.playbooks import Course, Paper, course


@dataclass(frozen=True)
class Newcomer:
    """Somebody a new case is about, as they are first written down."""

    family_name: str
    given_name: str
    birth_date: date
    email: str
    language: str
    middle_name: str = ""
    phone: str = ""


class PartiesMissing(Exception):
    """The playbook needs somebody for each of its parts."""


def keep_playbook(actor: Actor, *, definition: Mapping[str, Any]) -> Playbook:
    """Add a playbook, or its next version; the versions before it stay."""
    with acting(actor, events.PLAYBOOK_KEPT, actor.firm) as event:
        found = course(definition)
        playbook = Playbook.objects.create(
            firm=actor.firm,
            key=found.key,
            version=found.version,
            definition=dict(definition),
            made_at=now(),
        )
        event.made(playbook)
        event.say(name=found.name["en"], version=found.version)
    return playbook


def begin_case(
    actor: Actor, playbook: Course, *, newcomers: Mapping[str, Newcomer], lead: User
) -> Case:
    """Open a case the way its playbook says: parties, questions, papers, forms."""
    if missing := [part.id for part in playbook.parts if part.id not in newcomers]:
        raise PartiesMissing(f"The playbook also needs: {', '.join(missing)}.")
    day = today(actor.firm.time_zone)
    names = {part: _short(newcomer) for part, newcomer in newcomers.items()}
    with acting(actor, events.BEGUN, actor.firm) as event:
        case = open_case(
            actor,
            kind=playbook.key,
            kind_version=playbook.version,
            stage=playbook.stages[0].id,
            title=playbook.title.format(**names),
            on=day,
            lead=lead,
        )
        event.about(case)
        joined = _add_parties(actor, case, playbook, newcomers)
        _settle(actor, case, playbook)
        _send_questions(actor, case, playbook, joined, day)
        for paper in playbook.papers:
            _ask_for(actor, case, paper, joined[paper.who].person, day)
        plan_filing(actor, case, name=playbook.filing, forms=playbook.forms)
        event.say(name=playbook.name["en"])
    return case


def bill_case(actor: Actor, case: Case, playbook: Course) -> Invoice:
    """Draft the first invoice as the playbook says, for a person to look over and issue."""
    with acting(actor, events.BILLED, case):
        payer = next(
            row.person for row in parties(actor, case) if row.part == playbook.payer
        )
        invoice = draft_invoice(actor, case, payer=payer)
        for charge in playbook.charges:
            words = charge.words.get(payer.language) or charge.words["en"]
            if charge.form:
                add_government_fee(
                    actor,
                    invoice,
                    form=charge.form,
                    channel="paper",
                    on=today(actor.firm.time_zone),
                    words=words,
                )
            else:
                add_line(
                    actor,
                    invoice,
                    kind=charge.kind,
                    words=words,
                    cents=charge.cents,
                    to=charge.to,
                )
    return invoice


def _short(newcomer: Newcomer) -> str:
    return f"{newcomer.given_name} {newcomer.family_name}".strip()


def _add_parties(
    actor: Actor, case: Case, playbook: Course, newcomers: Mapping[str, Newcomer]
) -> dict[str, Party]:
    joined = {}
    for part in playbook.parts:
        newcomer = newcomers[part.id]
        person = add_person(actor, **vars(newcomer))
        joined[part.id] = add_party(actor, case, person=person, part=part.id)
        learn(
            actor,
            case,
            person=person,
            values=_first_facts(newcomer),
            source=Source(Fact.Source.STAFF),
        )
    return joined


def _first_facts(newcomer: Newcomer) -> dict[Place, str]:
    """What was written down at the desk need not be asked again, only confirmed."""
    said = {
        "name.family": newcomer.family_name,
        "name.given": newcomer.given_name,
        "name.middle": newcomer.middle_name,
        "birth.date": newcomer.birth_date.isoformat(),
        "contact.email": newcomer.email,
        "contact.phone_day": newcomer.phone,
    }
    return {(name, None): value for name, value in said.items() if value}


def _settle(actor: Actor, case: Case, playbook: Course) -> None:
    """Facts that the kind of case settles by itself need not be asked of anybody."""
    keys = {part.questionnaire for part in playbook.parts if part.questionnaire}
    given: dict[Place, str] = {
        (path.removeprefix("case."), None): value
        for key in sorted(keys)
        for path, value in read(newest(actor, key)).given.items()
    }
    learn(actor, case, person=None, values=given, source=Source(Fact.Source.STAFF))


def _send_questions(
    actor: Actor, case: Case, playbook: Course, joined: Mapping[str, Party], day: date
) -> None:
    for part in playbook.parts:
        if part.questionnaire:
            send_questionnaire(
                actor,
                joined[part.id],
                key=part.questionnaire,
                due_on=day + timedelta(days=playbook.questions_due_days),
            )


def _ask_for(actor: Actor, case: Case, paper: Paper, person: Person, day: date) -> None:
    request_document(
        actor,
        case,
        person=person,
        kind=paper.kind,
        title=dict(paper.title),
        purpose=dict(paper.purpose),
        advice=dict(paper.advice),
        need=paper.need,
        due_on=day + timedelta(days=paper.due_days) if paper.due_days else None,
    )
