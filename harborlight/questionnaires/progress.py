"""How far a party has come with a questionnaire, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harborlight.law.pack_conditions import Reader, holds
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Need,
    Question,
    Screen,
    Section,
)

# {"petitioner": {...}, "beneficiary": {...}, "case": {...}}; see facts.catalogue.
Facts = Mapping[str, Mapping[str, object]]
# Where a question counts otherwise than by its value, by its fact and entry ("" for none):
# done, for they asked their lawyer; or open, for we asked again.
Counts = Mapping[tuple[str, str], bool]


@dataclass(frozen=True)
class Step:
    """One page of the questionnaire as it stands for this party's facts.

    In a loop `entry` is the place of the entry, or None for the loop's own list ("add
    another"), whose `screen` is the loop's id. `answers` and `answered` count required
    questions; `unmet` are the loop's needs that no entry meets.
    """

    section: str
    screen: str
    loop: str = ""
    entry: int | None = None
    answers: int = 0
    answered: int = 0
    unmet: tuple[Need, ...] = ()

    @property
    def done(self) -> bool:
        """Whether all that must be answered here is."""
        return self.answered == self.answers and not self.unmet


@dataclass(frozen=True)
class Progress:
    """Counts of pages and of required answers, and the first page that is not done."""

    screens: int
    screens_done: int
    answers: int
    answered: int
    next: Step | None

    @property
    def done(self) -> bool:
        """Whether nothing is left to answer."""
        return self.next is None


def progress(
    definition: Definition, party: str, facts: Facts, counts: Counts | None = None
) -> Progress:
    """How far the party has come. A question that a condition hides is not counted."""
    all_steps = list(steps(definition, party, facts, counts))
    return Progress(
        screens=len(all_steps),
        screens_done=sum(step.done for step in all_steps),
        answers=sum(step.answers for step in all_steps),
        answered=sum(step.answered for step in all_steps),
        next=next((step for step in all_steps if not step.done), None),
    )


def steps(
    definition: Definition, party: str, facts: Facts, counts: Counts | None = None
) -> Iterator[Step]:
    """Every page that this party sees now, in order."""
    other = counts or {}
    for section in definition.of_party(party):
        if not holds(section.when, reader(facts)):
            continue
        for part in section.steps:
            if not holds(part.when, reader(facts)):
                continue
            if isinstance(part, Loop):
                yield from _loop_steps(section, part, facts, other)
            else:
                yield from _screen_step(section, part, facts, other)


def visible(
    screen: Screen, facts: Facts, entry: Mapping[str, object] | None = None
) -> tuple[Question, ...]:
    """The questions of a screen that are asked, given the facts (and the loop's entry)."""
    read = reader(facts, entry)
    if not holds(screen.when, read):
        return ()
    return tuple(one for one in screen.questions if holds(one.when, read))


def answer_of(
    question: Question, facts: Facts, entry: Mapping[str, object] | None = None
) -> object:
    """The question's present answer, or None. "unknown" and "none" are answers."""
    path = question.fact
    if "[]." in path:
        path = f"it.{path.partition('[].')[2]}"
    return reader(facts, entry)(path)


def reader(facts: Facts, entry: Mapping[str, object] | None = None) -> Reader:
    """How conditions read the facts; "it" is the loop's entry at hand."""

    def read(path: str) -> object:
        node: object = {**facts, "it": entry or {}}
        for name in path.split("."):
            node = node.get(name) if isinstance(node, Mapping) else None
        return node

    return read


def entries_of(loop: Loop, facts: Facts) -> list[Mapping[str, object]]:
    """The entries that a loop's group has now."""
    found = reader(facts)(loop.group)
    return found if isinstance(found, list) else []


def _loop_steps(
    section: Section, loop: Loop, facts: Facts, counts: Counts
) -> Iterator[Step]:
    entries = entries_of(loop, facts)
    for place, entry in enumerate(entries):
        for screen in loop.screens:
            for step in _screen_step(section, screen, facts, counts, entry):
                so_far = (step.answers, step.answered)
                yield Step(section.id, screen.id, loop.id, place, *so_far)
    if loop.closed:
        return
    asked, had = loop.at_least, min(len(entries), loop.at_least)
    yield Step(section.id, loop.id, loop.id, None, asked, had, unmet(loop, facts))


def unmet(loop: Loop, facts: Facts) -> tuple[Need, ...]:
    """The needs of a group that no entry of it meets."""
    entries = entries_of(loop, facts)
    return tuple(need for need in loop.needs if _is_unmet(need, entries, facts))


def _is_unmet(need: Need, entries: list[Mapping[str, object]], facts: Facts) -> bool:
    if not holds(need.when, reader(facts)):
        return False
    return not any(holds(need.where, reader(facts, entry)) for entry in entries)


def _screen_step(
    section: Section,
    screen: Screen,
    facts: Facts,
    counts: Counts,
    entry: Mapping[str, object] | None = None,
) -> Iterator[Step]:
    questions = visible(screen, facts, entry)
    if not questions:
        return
    slot = str(entry["entry"]) if entry and "entry" in entry else ""

    def place(one: Question) -> tuple[str, str]:
        return one.fact, slot if "[]" in one.fact else ""

    required = [one for one in questions if one.required or place(one) in counts]
    given = sum(
        counts.get(place(one), answer_of(one, facts, entry) not in (None, ""))
        for one in required
    )
    yield Step(section.id, screen.id, answers=len(required), answered=given)
