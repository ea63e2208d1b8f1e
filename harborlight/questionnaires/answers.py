"""What each party answered, as staff read it: chapter by chapter, with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import OuterRef, Subquery

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.facts.actions import Place
from harborlight.facts.queries import Sheet, sheets
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown as key_of
from harborlight.firm.tenancy import NotFound
from harborlight.law.pack_conditions import holds
from harborlight.people.models import Person
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Question,
    Screen,
    Section,
    Words,
)
from harborlight.questionnaires.models import Questionnaire, Sent
from harborlight.questionnaires.one_answer import Answer, answer_of, names_of
from harborlight.questionnaires.progress import (
    Facts,
    Progress,
    entries_of,
    progress,
    reader,
    unmet,
    visible,
)
from harborlight.questionnaires.queries import read


@dataclass(frozen=True)
class Block:
    """Answers that belong together: a screen, or one entry of several (`number`).

    subject: whose page types them in one go, with the screen's id or the group's name
    and the entry. adds: the words for one more of a group, which end its entries;
    is_missing: fewer stand there than must; needs: what one of them must be.
    """

    title: Words
    number: int
    answers: Sequence[Answer]
    subject: str
    screen: str = ""
    group: str = ""
    entry_id: UUID | None = None
    adds: Words | None = None
    is_missing: bool = False
    needs: Sequence[Words] = ()


@dataclass(frozen=True)
class Chapter:
    id: str
    title: Words
    blocks: Sequence[Block]

    @property
    def missing(self) -> int:
        answers = [one for block in self.blocks for one in block.answers]
        groups = sum(block.is_missing for block in self.blocks)
        return groups + sum(one.is_missing for one in answers)


@dataclass(frozen=True)
class Respondent:
    """A party, what they were sent (if anything), and how far they are."""

    party: Party
    sent: Sent | None
    progress: Progress | None
    # The version that new cases take; 0 where nothing was sent.
    newest: int = 0

    @property
    def is_behind(self) -> bool:
        """Whether they are still answering an older version."""
        sent = self.sent
        is_open = sent is not None and sent.state == sent.State.OPEN
        return bool(is_open and sent and sent.questionnaire.version < self.newest)


@dataclass
class Reading:
    """What is known of one party (or, with `party` None, of the case as a whole)."""

    respondents: list[Respondent]
    here: Respondent | None
    chapters: list[Chapter]
    others: list[Answer]
    facts: Facts
    # How many answers of clients nobody here has accepted yet, of all parties.
    new: int
    # How many a helper wrote and the client has not said to be theirs.
    helped: int = 0


def reading(actor: Actor, case: Case, of: UUID | None) -> Reading:
    """The answers of one party of the case; of the first one when `of` is None.

    With the case's own id: what is known of the case as a whole. NotFound if `of`
    is neither.
    """
    rows = [*parties(actor, case)]
    known = sheets(actor, case, [*(row.person for row in rows), None])
    facts = {row.part: known[row.person_id].plain() for row in rows}
    facts["case"] = known[None].plain()
    sent = Sent.objects.visible_in(actor, case).select_related("questionnaire")
    by_sending = [*sent.annotate(newest=_newest(actor)).order_by("sent_at")]
    newest = {one.party_id: one.newest for one in by_sending}
    by_party = {one.party_id: one for one in by_sending}
    respondents = [
        _respondent(row, by_party.get(row.pk), facts, newest.get(row.pk, 0))
        for row in rows
    ]
    here = _chosen(respondents, case, of)
    told = _Told(case, {row.part: row.person for row in rows}, known, names_of(known))
    chapters = [*told.chapters(here, facts)] if here else []
    every = [fact for sheet in known.values() for fact in sheet.values.values()]
    new = sum(fact.is_new for fact in every)
    helped = sum(fact.source == fact.Source.HELPER for fact in every)
    others = told.others(here)
    return Reading(respondents, here, chapters, others, facts, new, helped)


def _newest(actor: Actor) -> Subquery:
    """The newest version of what was sent."""
    rows = Questionnaire.objects.visible_to(actor)
    same = rows.filter(key=OuterRef("questionnaire__key")).order_by("-version")
    return Subquery(same.values("version")[:1])


def _respondent(
    party: Party, sent: Sent | None, facts: Facts, newest: int
) -> Respondent:
    if sent is None:
        return Respondent(party, None, None)
    definition = read(sent.questionnaire)
    return Respondent(party, sent, progress(definition, party.part, facts), newest)


def _chosen(
    respondents: Sequence[Respondent], case: Case, of: UUID | None
) -> Respondent | None:
    if of == case.pk:
        return None
    for one in respondents:
        if of in (None, one.party.person_id):
            return one
    raise NotFound


@dataclass
class _Told:
    """Puts values to the questions, and remembers which ones it has shown."""

    case: Case
    persons: Mapping[str, Person]
    known: Mapping[UUID | None, Sheet]
    people: Mapping[UUID, str]
    shown: set[tuple[UUID | None, Place]] = field(default_factory=set)

    def chapters(self, one: Respondent, facts: Facts) -> Iterator[Chapter]:
        if one.sent is None:
            return
        definition: Definition = read(one.sent.questionnaire)
        for section in definition.of_party(one.party.part):
            if holds(section.when, reader(facts)):
                blocks = [*self._blocks(section, facts)]
                if blocks:
                    yield Chapter(section.id, section.title, blocks)

    def others(self, one: Respondent | None) -> list[Answer]:
        """What is known beyond the questions that are asked now."""
        person = one.party.person if one else None
        pk = person.pk if person else None
        subject = key_of(pk or self.case.pk)
        found = [
            answer_of(subject, name, entry, person, fact, self.people)
            for (name, entry), fact in self.known[pk].values.items()
            if (pk, (name, entry)) not in self.shown
        ]
        return sorted(found, key=lambda answer: (answer.name, str(answer.entry_id)))

    def _blocks(self, section: Section, facts: Facts) -> Iterator[Block]:
        for step in section.steps:
            if not holds(step.when, reader(facts)):
                continue
            if isinstance(step, Loop):
                yield from self._loop(step, facts)
            else:
                yield from self._screen(step, facts, section.party)

    def _loop(self, loop: Loop, facts: Facts) -> Iterator[Block]:
        part, group = loop.group.split(".", 1)
        if part not in self.persons:
            return
        subject, entries = key_of(self.persons[part].pk), entries_of(loop, facts)
        for number, row in enumerate(entries, start=1):
            entry = UUID(str(row["entry"]))
            answers = [
                self._of(question, entry)
                for screen in loop.screens
                for question in visible(screen, facts, row)
            ]
            if answers or not loop.closed:
                yield Block(loop.entry, number, answers, subject, "", group, entry)
        if len(entries) < loop.at_most and not loop.closed:
            needs = [need.says for need in unmet(loop, facts)]
            adds = loop.add_another if entries else loop.entry
            place, n = (subject, "", group, None), len(entries)
            yield Block(loop.title, n, (), *place, adds, n < loop.at_least, needs)

    def _screen(self, screen: Screen, facts: Facts, party: str) -> Iterator[Block]:
        answers = [self._of(question, None) for question in visible(screen, facts)]
        if answers:
            subject = key_of(self.persons[party].pk)
            yield Block(screen.title, 0, answers, subject, screen.id)

    def _of(self, question: Question, entry: UUID | None) -> Answer:
        part, name = question.fact.split(".", 1)
        person = self.persons.get(part)
        pk = person.pk if person else None
        place = (name, entry)
        self.shown.add((pk, place))
        fact = self.known[pk].values.get(place)
        subject = key_of(pk or self.case.pk)
        return answer_of(
            subject, name, entry, person, fact, self.people, question.required
        )
