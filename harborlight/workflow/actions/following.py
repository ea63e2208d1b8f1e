"""What the playbook of a case asks of it when it begins: people, questions, papers, forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from harborlight.cases.actions import add_party
from harborlight.cases.models import Case, Party
from harborlight.documents.actions import request_document
from harborlight.facts.actions import Place, Source, learn
from harborlight.facts.models import Fact
from harborlight.filings.actions import plan_filing
from harborlight.firm.actor import Actor
from harborlight.people.actions import add_person, change_person
from harborlight.people.models import Person
from harborlight.questionnaires.actions import send_questionnaire
from harborlight.questionnaires.queries import newest, read
from harborlight.workflow.actions.newcomers import (
    Newcomer,
    _as_on_the_card,
    _first_facts,
    _what_a_card_lacks,
)
from harborlight.workflow.playbooks import Course, Paper, Part


def _follow(
    actor: Actor,
    case: Case,
    playbook: Course,
    *,
    newcomers: Mapping[str, Newcomer],
    known: Mapping[str, Person],
    there: Mapping[str, Party] | None = None,
) -> None:
    """Do what the playbook says of a case when it begins.

    there: by part, who is in the case already; newcomers: everybody else.
    """
    day, joined = case.opened_on, {**(there or {})}
    for part in playbook.parts:
        if part.id not in joined and part.id in newcomers:
            newcomer, card = newcomers[part.id], known.get(part.id)
            joined[part.id] = _join(actor, case, part, newcomer, card)
    _settle(actor, case, playbook, joined)
    _send_questions(actor, case, playbook, joined, day)
    for paper in playbook.papers:
        who = playbook.deputy(paper.who, joined)
        if who in joined:
            _ask_for(actor, case, paper, joined[who].person, day)
    _plan(actor, case, playbook)


def _join(
    actor: Actor, case: Case, part: Part, newcomer: Newcomer, person: Person | None
) -> Party:
    """Somebody takes their part in the case. person: their card, if there is one."""
    if person is None:
        person = add_person(actor, **vars(newcomer))
    elif fresh := _what_a_card_lacks(person, newcomer):
        change_person(actor, person, **fresh)
    party = add_party(actor, case, person=person, part=part.id, part_name=part.name)
    learn(
        actor,
        case,
        person=person,
        values=_first_facts(_as_on_the_card(person, newcomer)),
        source=Source(Fact.Source.STAFF),
    )
    return party


def _settle(
    actor: Actor, case: Case, playbook: Course, joined: Mapping[str, Party]
) -> None:
    """Facts that the kind of case settles by itself need not be asked of anybody."""
    keys = {part.questionnaire for part in playbook.parts if part.questionnaire}
    given: dict[str, dict[Place, str]] = {}
    for key in sorted(keys):
        for path, value in read(newest(actor, key)).given.items():
            subject, _, name = path.partition(".")
            given.setdefault(subject, {})[name, None] = value
    for subject, values in given.items():
        person = joined[subject].person if subject in joined else None
        learn(
            actor, case, person=person, values=values, source=Source(Fact.Source.STAFF)
        )


def _send_questions(
    actor: Actor, case: Case, playbook: Course, joined: Mapping[str, Party], day: date
) -> None:
    for part in playbook.parts:
        if part.questionnaire and part.id in joined:
            send_questionnaire(
                actor,
                joined[part.id],
                key=part.questionnaire,
                due_on=day + timedelta(days=playbook.questions_due_days),
                through=joined[playbook.deputy(part.id, joined)].person,
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
        example=dict(paper.example),
        ladder=paper.ladder,
        need=paper.need,
        applies_when=dict(paper.when) if paper.when else None,
        due_on=day + timedelta(days=paper.due_days) if paper.due_days else None,
    )


def _plan(actor: Actor, case: Case, playbook: Course) -> None:
    plan_filing(
        actor,
        case,
        name=playbook.filing,
        forms=playbook.forms,
        chase_days=playbook.receipt_chase_days,
    )
