"""What staff read of a case's answers: those that are new, and what clients ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.facts.models import Fact
from harborlight.facts.queries import before_them, new_answers
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown as key_of
from harborlight.questionnaires.asides import asked_of_us
from harborlight.questionnaires.models import Aside, Sent
from harborlight.questionnaires.one_answer import Answer, answer_of, people_of
from harborlight.questionnaires.queries import read


@dataclass(frozen=True)
class New:
    """An answer nobody here has accepted, and what stood there before it."""

    answer: Answer
    before: Fact | None


@dataclass(frozen=True)
class OfParty:
    """The new answers of one party; of the case itself, with `name` empty."""

    name: str
    rows: Sequence[New]


@dataclass(frozen=True)
class Question:
    """What a client asks: at which question, and whose answer it is about."""

    aside: Aside
    answer: Answer
    ask: Mapping[str, str]


def new_of_case(actor: Actor, case: Case) -> list[OfParty]:
    """What is new, by party in their order, the newest answer last."""
    facts = [*new_answers(actor, case).order_by("at", "pk")]
    before, people = before_them(actor, facts), people_of(facts)
    found = []
    for party in (*parties(actor, case), None):
        person = party.person if party else None
        subject = key_of(person.pk if person else case.pk)
        theirs = [f for f in facts if f.person_id == (person.pk if person else None)]
        rows = [
            New(
                answer_of(subject, f.name, f.entry_id, person, f, people),
                before.get(f.pk),
            )
            for f in theirs
        ]
        if rows:
            found.append(OfParty(person.full_name if person else "", rows))
    return found


def asked_by_clients(actor: Actor, case: Case) -> list[Question]:
    """What clients of a case ask us at their questions, the oldest first."""
    asides = [*asked_of_us(actor, case)]
    if not asides:
        return []
    rows = {row.part: row for row in parties(actor, case)}
    return [_question(case, rows, aside) for aside in asides]


def _question(case: Case, rows: Mapping[str, Party], aside: Aside) -> Question:
    part, name = aside.fact.split(".", 1)
    person = rows[part].person if part in rows else None
    entry = UUID(aside.slot) if aside.slot else None
    answer = answer_of(
        key_of(person.pk if person else case.pk), name, entry, person, None, {}
    )
    asked = read(aside.sent.questionnaire).index.get(aside.fact)
    return Question(aside, answer, asked.question.ask if asked else answer.entry.labels)


def sent_asking(actor: Actor, case: Case, answer: Answer) -> tuple[Sent, str] | None:
    """The questionnaire that asks for an answer, and the fact's path there."""
    fact = f"{answer.part}.{answer.name}"
    rows = Sent.objects.visible_in(actor, case)
    known = rows.select_related("questionnaire", "party", "person", "case")
    for sent in known.order_by("-sent_at", "pk"):
        asked = read(sent.questionnaire).index.get(fact)
        if asked and asked.party == sent.party.part:
            return sent, fact
    return None
