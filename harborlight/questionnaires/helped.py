"""What helpers wrote for somebody, and who was let in, as the client and staff read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from harborlight.facts.catalogue import catalogue
from harborlight.facts.models import Fact
from harborlight.facts.queries import before_them
from harborlight.facts.showing import shown
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_words
from harborlight.questionnaires.definition import Definition
from harborlight.questionnaires.helping import (
    helpers_of,
    is_walled,
    unconfirmed,
    why_closed,
    why_not,
)
from harborlight.questionnaires.models import AnswerHelper, Sent
from harborlight.questionnaires.progress import Step
from harborlight.questionnaires.queries import Standing


@dataclass(frozen=True)
class Written:
    """One answer of a helper: the question, the answer in words, and what stood before."""

    fact: Fact
    question: str
    words: str
    by: str
    before: str
    step: Step | None

    @property
    def key(self) -> str:
        return self.fact.key


@dataclass(frozen=True)
class HelpedChapter:
    title: str
    answers: Sequence[Written]


@dataclass(frozen=True)
class LetIn:
    row: AnswerHelper
    chapters: str
    is_open: bool


@dataclass(frozen=True)
class Helpers:
    """Who was let in; why_not: why nobody else may be, in words."""

    rows: Sequence[LetIn]
    why_not: str


def let_in(
    actor: Actor, sent: Sent, definition: Definition, moment: datetime
) -> Helpers:
    """Everybody who was let in, with the chapters that were opened to them."""
    sections = definition.of_party(sent.party.part)
    titles = {one.id: in_words(one.title) for one in sections}
    walled, found = is_walled(sent.case), []
    for row in helpers_of(actor, sent):
        row.sent = sent
        chapters = ", ".join(titles[one] for one in row.sections if one in titles)
        is_open = not why_closed(row, moment, walled=walled)
        found.append(LetIn(row, chapters, is_open))
    return Helpers(found, why_not(actor, sent, walled=walled))


def helped_chapters(stands: Standing, language: str) -> list[HelpedChapter]:
    """What helpers wrote and the client has not said to be theirs, chapter by chapter."""
    facts = [*unconfirmed(stands.sent)]
    before = before_them(Actor.clock(stands.sent.firm), facts) if facts else {}
    several: dict[str, list[Written]] = {}
    for fact, path in _in_order(stands.definition, stands.part, facts):
        entry, asked = catalogue().entry(path), stands.definition.index.get(path)
        was = before.get(fact.pk)
        old = was.value if was and was.value != fact.value else ""
        one = Written(
            fact,
            in_words(asked.question.ask) if asked else in_words(entry.labels),
            shown(entry, fact.value, language=language, secrets=True),
            fact.reason,
            shown(entry, old, language=language, secrets=True) if old else "",
            _step(stands, path, fact),
        )
        several.setdefault(asked.section if asked else "", []).append(one)
    titles = {one.id: one.title for one in stands.definition.sections}
    return [
        HelpedChapter(in_words(titles[name]) if name in titles else "", answers)
        for name, answers in several.items()
    ]


def _in_order(
    definition: Definition, part: str, facts: Sequence[Fact]
) -> Iterator[tuple[Fact, str]]:
    """Each with its path as the questions name it, in the order of the questions."""
    places = {path: number for number, path in enumerate(definition.index)}
    named = []
    for fact in facts:
        paths = [p for p in places if p.split(".", 1)[1] == fact.name]
        mine = [p for p in paths if p.startswith(f"{part}.")]
        path = (mine or paths or [f"{part}.{fact.name}"])[0]
        named.append((places.get(path, len(places)), str(fact.entry_id), fact, path))
    for _number, _entry, fact, path in sorted(named, key=lambda one: one[:2]):
        yield fact, path


def _step(stands: Standing, path: str, fact: Fact) -> Step | None:
    """The page on which it stands now."""
    asked = stands.definition.index.get(path)
    if asked is None:
        return None
    pages = [one for one in stands.steps if one.screen == asked.screen]
    if not asked.loop:
        return pages[0] if pages else None
    group = path.partition("[]")[0].split(".", 1)
    rows = stands.facts.get(group[0], {}).get(group[1], [])
    ids = [row.get("entry") for row in rows]
    place = ids.index(str(fact.entry_id)) if str(fact.entry_id) in ids else None
    return next((one for one in pages if one.entry == place), None)
