"""Walking through a questionnaire before anybody is asked it, without a case.

What is answered on the way is kept in the page alone: each page that is sent brings along
what was said before. So conditions can be tried, and nothing is left behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from harborlight.facts.catalogue import SUBJECTS, catalogue
from harborlight.facts.structure import structured
from harborlight.firm.numbers import whole
from harborlight.law.pack_conditions import holds
from harborlight.questionnaires.condition_words import in_a_sentence
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Question,
    Screen,
    Section,
    Words,
)
from harborlight.questionnaires.pages import Answerable, Page, page_at
from harborlight.questionnaires.progress import (
    Step,
    answer_of,
    entries_of,
    reader,
    steps,
)

# Of what a page brings along, in characters: far more than anybody types to try.
MOST_SAID = 60_000
# Behind the last page.
END = "end"
Facts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Hidden:
    """A screen that is not asked now, and what would have to be so."""

    title: Words
    when: str


@dataclass
class Walk:
    """Where somebody who tries the questions is, as whom, and what they said so far."""

    definition: Definition
    party: str
    facts: Facts = field(default_factory=dict)
    language: str = "en"
    at: tuple[str, int | None] = ("", None)

    @property
    def place(self) -> str:
        """Where they are, as a page brings it along: "petitioner-address-place|0"."""
        screen, entry = self.at
        return f"{screen}|{'' if entry is None else entry}"

    def go_to(self, place: str) -> None:
        """To a place as `place` says it."""
        screen, _bar, entry = place.partition("|")
        self.at = (screen, at if (at := whole(entry)) >= 0 else None)

    @property
    def steps(self) -> list[Step]:
        return [*steps(self.definition, self.party, self.facts)]

    @property
    def said(self) -> str:
        """What a page brings along."""
        return json.dumps(self.facts, separators=(",", ":"))

    def page(self) -> Page | None:
        """Where they are; the first page where that is not asked (any more).

        None behind the last page, and where nothing is asked at all.
        """
        found = self.steps
        if self.at[0] == END:
            return None
        here = [n for n, one in enumerate(found) if (one.screen, one.entry) == self.at]
        if not found:
            return None
        number = here[0] if here else 0
        self.at = (found[number].screen, found[number].entry)
        return page_at(self.definition, found, number, self.facts, self._answerable)

    def _answerable(self, question: Question, entry: Any) -> Answerable:
        said = str(answer_of(question, self.facts, entry) or "")
        return Answerable(question, catalogue().entry(question.fact), said, "")

    def take(self, page: Page, answers: Mapping[str, str]) -> None:
        """Take answers down, by fact; an empty one takes an answer back."""
        for path, value in answers.items():
            subject, _dot, name = path.partition(".")
            _group, inside, inner = name.partition("[].")
            if inside:
                assert page.step.entry is not None
                _put(page.rows[page.step.entry], inner, value)
            else:
                _put(self.facts.setdefault(subject, {}), name, value)

    def go_on(self, page: Page) -> None:
        """To what follows a page as things stand now: to itself, where its answers opened
        new questions on it; behind the last one to the end."""
        found = self.steps
        here = [n for n, one in enumerate(found) if (one.screen, one.entry) == self.at]
        if here:
            now = found[here[0]]
            if not now.done and now.answers > page.step.answers:
                return
        self.to(next(iter(found[here[0] + 1 :] if here else found), None))

    def to(self, step: Step | None) -> None:
        """To a page; to the end for none."""
        self.at = (step.screen, step.entry) if step else (END, None)

    def add(self, loop: Loop) -> None:
        """One more of a list, and to its first screen."""
        rows = entries_of(loop, self.facts)
        subject, _dot, name = loop.group.partition(".")
        if len(rows) < loop.at_most:
            _put(self.facts.setdefault(subject, {}), name, [*rows, {}])
            self.at = (loop.screens[0].id, len(rows)) if loop.screens else self.at

    def remove(self, loop: Loop, place: int) -> None:
        """One of a list less."""
        rows = entries_of(loop, self.facts)
        subject, _dot, name = loop.group.partition(".")
        left = [row for n, row in enumerate(rows) if n != place]
        _put(self.facts.setdefault(subject, {}), name, left)

    def hidden(self) -> Iterator[Hidden]:
        """What is not asked as things stand, each with its own condition."""
        for section in self.definition.of_party(self.party):
            if not holds(section.when, reader(self.facts)):
                yield Hidden(section.title, _when(section))
                continue
            for step in section.steps:
                if not holds(step.when, reader(self.facts)):
                    yield Hidden(step.title, _when(step))


def begin_walk(definition: Definition, party: str, said: str = "") -> Walk:
    """A walk as one of the parties, with what was said before (`Walk.said`).

    What is no such thing, or of another questionnaire, begins anew.
    """
    parties = definition.parties
    facts = _read(said) or structured(definition.given.items())
    return Walk(definition, party if party in parties else parties[0], facts)


def _put(node: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    for name in way:
        inner = node.get(name)
        if not isinstance(inner, dict):
            inner = node[name] = {}
        node = inner
    node[last] = value


def _when(part: Section | Screen | Loop) -> str:
    return in_a_sentence(part.when) if part.when else ""


def _read(said: str) -> Facts | None:
    """What a page brought along, if it is what `Walk.said` writes."""
    if not said or len(said) > MOST_SAID:
        return None
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not found.keys() <= SUBJECTS.keys():
        return None
    fine = all(isinstance(one, dict) and _is_plain(one) for one in found.values())
    return deepcopy(found) if fine else None


def _is_plain(node: object, depth: int = 0) -> bool:
    """Facts: names, groups of entries, and words."""
    if isinstance(node, dict):
        return depth < 6 and all(_is_plain(one, depth + 1) for one in node.values())
    if isinstance(node, list):
        return all(isinstance(one, dict) and _is_plain(one, depth + 1) for one in node)
    return isinstance(node, str)
