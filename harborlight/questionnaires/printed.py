"""A questionnaire on paper: with what was answered, or empty, to be filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harborlight.facts.choices import options_of
from harborlight.facts.showing import shown
from harborlight.firm.words import in_words, language_now
from harborlight.law.pack_conditions import holds
from harborlight.questionnaires.definition import Loop, Question, Screen, Section
from harborlight.questionnaires.fact_field import CHOSEN, SAYS
from harborlight.questionnaires.progress import entries_of, reader, visible
from harborlight.questionnaires.queries import Standing, answerable

# Of a longer list nobody ticks one on paper: it is written.
TICKED = 12
# How many of several have room on an empty copy; more go on another sheet.
ROOM_FOR = 3


@dataclass(frozen=True)
class Asked:
    """A question in print. value: the answer in words; boxes: what can be ticked.

    lines: how much room there is to write; is_conditional: not everybody is asked.
    """

    ask: str
    help: str
    value: str
    boxes: Sequence[str]
    lines: int
    is_conditional: bool


@dataclass(frozen=True)
class Block:
    """Questions that stand together; number: which of several, 0 where there is one."""

    title: str
    number: int
    questions: Sequence[Asked]


@dataclass(frozen=True)
class Chapter:
    title: str
    blocks: Sequence[Block]


def printed(stands: Standing, *, blank: bool) -> list[Chapter]:
    """The chapters of whoever was sent the questions, in the language that is spoken.

    blank: every question they could be asked, without answers. Else those that are asked
    now, with what is answered; a protected number shows its last four signs.
    """
    told = _Blank(stands) if blank else _Answered(stands)
    found = []
    for section in stands.definition.of_party(stands.part):
        blocks = [block for block in told.blocks(section) if block.questions]
        if blocks:
            found.append(Chapter(in_words(section.title), blocks))
    return found


@dataclass(frozen=True)
class _Answered:
    stands: Standing

    def blocks(self, section: Section) -> Iterator[Block]:
        read = reader(self.stands.facts)
        if not holds(section.when, read):
            return
        for step in (one for one in section.steps if holds(one.when, read)):
            if isinstance(step, Screen):
                yield self._block(step, in_words(step.title), 0, None)
                continue
            for number, row in enumerate(entries_of(step, self.stands.facts), start=1):
                for screen in step.screens:
                    yield self._block(screen, in_words(step.entry), number, row)

    def _block(
        self, screen: Screen, title: str, number: int, row: Mapping[str, Any] | None
    ) -> Block:
        asked = visible(screen, self.stands.facts, row)
        return Block(title, number, [self._asked(one, row) for one in asked])

    def _asked(self, question: Question, row: Mapping[str, Any] | None) -> Asked:
        one = answerable(question, self.stands, row)
        language = language_now()
        value = shown(one.entry, one.value, language=language) if one.value else ""
        return Asked(in_words(question.ask), "", value, (), 1, is_conditional=False)


@dataclass(frozen=True)
class _Blank:
    stands: Standing

    def blocks(self, section: Section) -> Iterator[Block]:
        for step in section.steps:
            if isinstance(step, Screen):
                yield self._block(step, in_words(step.title), 0)
            elif not step.closed:
                yield from self._several(step)

    def _several(self, loop: Loop) -> Iterator[Block]:
        for number in range(1, min(ROOM_FOR, loop.at_most) + 1):
            for screen in loop.screens:
                yield self._block(screen, in_words(loop.entry), number)

    def _block(self, screen: Screen, title: str, number: int) -> Block:
        rests = screen.when is not None
        asked = [self._asked(one, rests=rests) for one in screen.questions]
        return Block(title, number, asked)

    def _asked(self, question: Question, *, rests: bool) -> Asked:
        entry = answerable(question, self.stands, None).entry
        boxes = []
        if entry.type in CHOSEN:
            for option in options_of(entry):
                if not question.options or option.value in question.options:
                    words = question.says.get(option.value, option.labels)
                    boxes.append(in_words(words))
        if len(boxes) > TICKED:
            boxes = []
        writes = not boxes
        boxes += [str(SAYS[word]) for word in sorted(entry.may_be & SAYS.keys())]
        lines = (4 if entry.type == "long_text" else 1) if writes else 0
        help_text = in_words(question.help) if question.help else ""
        conditional = rests or question.when is not None
        return Asked(in_words(question.ask), help_text, "", boxes, lines, conditional)
