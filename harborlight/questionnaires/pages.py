"""The pages of a questionnaire: one screen for one person, and what is asked on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from harborlight.facts.catalogue import Entry as CatalogueEntry
from harborlight.facts.queries import Known
from harborlight.firm.ids import shown
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Question,
    Screen,
    Section,
    Words,
)
from harborlight.questionnaires.models import Aside
from harborlight.questionnaires.progress import Facts, Step, entries_of, visible


@dataclass(frozen=True)
class Answerable:
    """A question as it stands: what the fact is, and what was answered."""

    question: Question
    entry: CatalogueEntry
    value: str
    # What the value is called that the page was made with (facts/versions.py).
    version: str
    # What is said beside it: by whoever answers, and by us.
    asides: Sequence[Aside] = ()

    @property
    def field(self) -> str:
        """The name of its input: the fact, without what HTML names cannot hold."""
        return self.question.fact.replace("[]", "").replace(".", "-")


@dataclass(frozen=True)
class Page:
    """One screen of a questionnaire for one person, with its neighbours."""

    section: Section
    step: Step
    number: int
    of: int
    screen: Screen | None
    loop: Loop | None
    questions: Sequence[Answerable]
    rows: Sequence[Known]
    before: Step | None
    after: Step | None

    @property
    def opening(self) -> Words | None:
        """What its chapter says beforehand; on the first page of the chapter only."""
        is_first = self.before is None or self.before.section != self.step.section
        return self.section.intro if is_first else None

    @property
    def is_full(self) -> bool:
        """Whether as many of several stand there as are asked for."""
        return self.loop is not None and len(self.rows) >= self.loop.at_most

    @property
    def entry_id(self) -> UUID | None:
        """The entry of the loop that the screen is about."""
        if self.step.entry is None:
            return None
        return UUID(self.rows[self.step.entry]["entry"])

    @property
    def entry_key(self) -> str:
        """The entry as a page names it; nothing where the screen is about none."""
        return shown(self.entry_id) if self.entry_id else ""


def page_at(
    definition: Definition,
    walk: Sequence[Step],
    number: int,
    facts: Facts,
    answerable: Callable[[Question, Any], Answerable],
) -> Page:
    """The page of a step of the walk, counted from 0.

    answerable: puts a question as it stands; its second argument is the entry of the
    loop that the page is about, or None.
    """
    step = walk[number]
    section = next(one for one in definition.sections if one.id == step.section)
    part = next(one for one in section.steps if one.id in (step.loop, step.screen))
    loop = part if isinstance(part, Loop) else None
    rows: list[Any] = [*entries_of(loop, facts)] if loop else []
    screen = _screen(part, step)
    entry = rows[step.entry] if step.entry is not None else None
    asked = visible(screen, facts, entry) if screen else ()
    return Page(
        section=section,
        step=step,
        number=number + 1,
        of=len(walk),
        screen=screen,
        loop=loop,
        questions=[answerable(question, entry) for question in asked],
        rows=rows,
        before=walk[number - 1] if number else None,
        after=walk[number + 1] if number + 1 < len(walk) else None,
    )


def _screen(part: Screen | Loop, step: Step) -> Screen | None:
    if isinstance(part, Screen):
        return part
    return next((one for one in part.screens if one.id == step.screen), None)
