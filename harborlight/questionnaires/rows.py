"""What is typed at the desk in one go: one of several, or the questions of a screen.

Staff copy a paper from top to bottom, so they are shown every question that other answers
of the same page may call for; what calls for nothing is refused (desk_forms.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.facts.catalogue import Entry, Group, catalogue
from harborlight.facts.models import Fact
from harborlight.facts.queries import Sheet, sheets
from harborlight.facts.versions import version
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.law.pack_conditions import Condition, Reader, holds, paths_of
from harborlight.people.models import Person
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Question,
    Screen,
    Words,
)
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.one_answer import must_be_of
from harborlight.questionnaires.progress import Facts, reader
from harborlight.questionnaires.queries import read


@dataclass(frozen=True)
class Line:
    """One question of the page, what stands there now, and when it is asked at all."""

    question: Question
    entry: Entry
    fact: Fact | None
    case_id: UUID
    entry_id: UUID | None
    when: Condition | None

    def version(self, value: str) -> str:
        """What a value is called that the page was made with (facts/versions.py)."""
        name = self.question.fact.split(".", 1)[1]
        return version(self.case_id, name, self.entry_id, value)

    @property
    def value(self) -> str:
        return self.fact.value if self.fact else ""

    @property
    def own_path(self) -> str:
        """The fact as conditions name it: inside a group "it" is the entry at hand."""
        head, inside, rest = self.question.fact.partition("[].")
        return f"it.{rest}" if inside else head

    @property
    def field(self) -> str:
        """The name of its box: the fact, without what HTML names cannot hold."""
        return self.question.fact.replace("[]", "").replace(".", "-")


@dataclass(frozen=True)
class Filling:
    """A page of lines. group: its full path, where the page is one of several.

    entry_id: which of them; None for one more. number: its place, counted from one.
    word: the whole entry's version, for taking it back. gone: it was taken back
    meanwhile, so what is typed now would be one more. same: the others of the group.
    closed: what the page asks only if other answers are different.
    """

    person: Person | None
    title: Words
    lines: Sequence[Line]
    # Everything known of the case, by part.
    facts: Facts
    # The chapter of the answers that it stands in.
    section: str = ""
    group: str = ""
    entry_id: UUID | None = None
    number: int = 0
    at_most: int = 0
    word: str = ""
    gone: bool = False
    same: Sequence[Mapping[str, str]] = ()
    closed: Sequence[Line] = ()

    @property
    def read(self) -> Reader:
        return reader(self.facts)

    @property
    def has_room(self) -> bool:
        """Whether one more may follow this one."""
        return len(self.same) + 1 < self.at_most

    @property
    def is_full(self) -> bool:
        """Whether there is no room for this one itself."""
        return bool(self.group) and not self.entry_id and self.number > self.at_most


def row_to_fill(
    actor: Actor,
    case: Case,
    of: UUID,
    group: str,
    entry: UUID | None = None,
    *,
    also: str = "",
) -> Filling:
    """One more of a group, or one that stands; NotFound if there is no such group.

    also: a fact of the group that is asked besides, where a form lacks it.
    """
    found = _found(actor, case, of)
    path = f"{found.part}.{group}"
    kept = catalogue().groups.get((found.kind, group))
    if kept is None:
        raise NotFound
    ids = found.sheet.entries.get(group, [])
    gone = entry is not None and entry not in ids
    if gone and entry is not None:
        must_be_of(actor, case, found.person, group, entry)
        entry = None
    loop, row = found.loop(path), {"entry": str(entry)} if entry else {}
    lines, closed = _lines(found, _asked_of(loop, found.part, kept, also), entry, row)
    return Filling(
        person=found.person,
        title=kept.labels,
        section=found.section_of(path),
        lines=lines,
        facts=found.facts,
        group=path,
        entry_id=entry,
        number=ids.index(entry) + 1 if entry else len(ids) + 1,
        at_most=loop.at_most if loop else kept.at_most,
        word=row_version(case, group, entry, found.sheet) if entry else "",
        gone=gone,
        same=[_values(found.sheet, one) for one in ids if one != entry],
        closed=closed,
    )


def screen_to_fill(actor: Actor, case: Case, of: UUID, screen: str) -> Filling:
    """The questions of a screen that the person was sent; NotFound if it has none."""
    found = _found(actor, case, of)
    for section, one in found.screens():
        if one.id == screen:
            asked = [(one.when, question) for question in one.questions]
            lines, closed = _lines(found, asked, None, {})
            said = (found.person, one.title, lines, found.facts, section)
            return Filling(*said, closed=closed)
    raise NotFound


def row_version(case: Case, group: str, entry: UUID, sheet: Sheet) -> str:
    """A word for everything that stands in an entry."""
    said = sorted(_values(sheet, entry).items())
    return version(case.pk, group, entry, "|".join(f"{k}={v}" for k, v in said))


@dataclass
class _Found:
    """A party (or the case), what is known, and what the party was sent."""

    part: str
    person: Person | None
    case: Case
    persons: Mapping[str, Person]
    known: Mapping[UUID | None, Sheet]
    facts: Facts = field(default_factory=dict)
    definition: Definition | None = None

    @property
    def kind(self) -> str:
        return "person" if self.person else "case"

    @property
    def sheet(self) -> Sheet:
        return self.known[self.person.pk if self.person else None]

    def loop(self, path: str) -> Loop | None:
        return self.definition.loop(path) if self.definition else None

    def section_of(self, path: str) -> str:
        asked = self.definition.where(path) if self.definition else None
        return asked.section if asked else ""

    def screens(self) -> Iterator[tuple[str, Screen]]:
        sections = self.definition.of_party(self.part) if self.definition else ()
        for section in sections:
            for step in section.steps:
                if isinstance(step, Screen):
                    yield section.id, step

    def fact(self, path: str, entry: UUID | None) -> Fact | None:
        part, name = path.split(".", 1)
        person = self.persons.get(part)
        return self.known[person.pk if person else None].values.get((name, entry))


def _found(actor: Actor, case: Case, of: UUID) -> _Found:
    rows: list[Party] = [*parties(actor, case)]
    party = next((row for row in rows if row.person_id == of), None)
    if party is None and of != case.pk:
        raise NotFound
    known = sheets(actor, case, [*(row.person for row in rows), None])
    facts = {row.part: known[row.person_id].plain() for row in rows}
    facts["case"] = known[None].plain()
    persons = {row.part: row.person for row in rows}
    if party is None:
        return _Found("case", None, case, persons, known, facts)
    sent = Sent.objects.visible_in(actor, case).filter(party=party)
    newest = sent.select_related("questionnaire").order_by("-sent_at").first()
    definition = read(newest.questionnaire) if newest else None
    return _Found(party.part, party.person, case, persons, known, facts, definition)


def _asked_of(
    loop: Loop | None, part: str, group: Group, also: str
) -> list[tuple[Condition | None, Question]]:
    """The questions of a group: the questionnaire's, else all that the catalogue has."""
    asked: list[tuple[Condition | None, Question]] = []
    if loop:
        asked = [(one.when, each) for one in loop.screens for each in one.questions]
    there = {question.fact for _when, question in asked}
    for entry in catalogue().of_group(f"{part}.{group.name}"):
        fact = f"{part}.{entry.path}"
        wanted = loop is None or entry.path.replace("[]", "") == also
        if wanted and fact not in there:
            asked.append((None, Question(fact, entry.labels, required=False)))
    return asked


def _lines(
    found: _Found,
    asked: Iterable[tuple[Condition | None, Question]],
    entry: UUID | None,
    row: Mapping[str, str],
) -> tuple[list[Line], list[Line]]:
    """Every question that is asked now, or may be once the page is filled; and the rest.

    Each once.
    """
    asked = [*asked]
    own = {_line(found, one, entry, None).own_path for _when, one in asked}
    lines: dict[str, Line] = {}
    closed: dict[str, Line] = {}
    for of_screen, question in asked:
        when = _both(of_screen, question.when)
        rests_here = any(path in own for path in paths_of(when))
        is_asked = rests_here or holds(when, reader(found.facts, row))
        line = _line(found, question, entry, when if rests_here else None)
        (lines if is_asked else closed).setdefault(question.fact, line)
    rest = [line for fact, line in closed.items() if fact not in lines]
    return [*lines.values()], rest


def _line(
    found: _Found, question: Question, entry: UUID | None, when: Condition | None
) -> Line:
    of = entry if "[]" in question.fact else None
    # One more has no facts yet.
    fact = found.fact(question.fact, of) if of or "[]" not in question.fact else None
    known = catalogue().entry(question.fact)
    return Line(question, known, fact, found.case.pk, of, when)


def _both(one: Condition | None, other: Condition | None) -> Condition | None:
    if one is None or other is None:
        return one or other
    return Condition("all", parts=(one, other))


def _values(sheet: Sheet, entry: UUID) -> dict[str, str]:
    return {
        name: fact.value for (name, of), fact in sheet.values.items() if of == entry
    }
