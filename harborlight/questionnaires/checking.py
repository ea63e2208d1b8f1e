"""What must be true of a questionnaire beyond its shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from harborlight.facts.catalogue import catalogue
from harborlight.facts.choices import options_of
from harborlight.law.pack_conditions import Condition, paths_of
from harborlight.questionnaires.definition import Definition, Loop, Question, Screen

# What is wrong, for whoever writes a data file; fault_words.py says it in the office.
SENTENCES = {
    "given": "given: there is no fact {fact}",
    "given-to-nobody": "given: {fact} is of nobody who is asked",
    "party": "{place}: {more} is not one of the parties",
    "empty-chapter": "{place}: the chapter has no screen",
    "no-screens": "{place}: it has no screen",
    "twice": "{place} stands twice",
    "asked-twice": "{fact} is asked on {place} and on {more}",
    "group": "{place}: there is no group {more}",
    "summary": "{place}: {fact} has no {more}",
    "at-most": "{place}: at most {more}",
    "no-questions": "{place}: it asks nothing",
    "required": "{place}: at least one question must be required",
    "fact": "{place}: there is no fact {fact}",
    "answer": "{place}: {fact} has no answer {more}",
    "condition": "{place}: the condition asks for {more}, which is no fact",
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. code: in SENTENCES; place: the chapter, screen or loop."""

    code: str
    place: str = ""
    fact: str = ""
    more: str = ""

    def __str__(self) -> str:
        said = {"place": self.place, "fact": self.fact, "more": self.more}
        return SENTENCES[self.code].format(**said)


def faults(definition: Definition) -> Iterator[Fault]:
    """Each thing that is wrong, with its place."""
    yield from _twice(definition)
    for path in definition.given:
        if not catalogue().knows(path):
            yield Fault("given", fact=path)
        elif path.partition(".")[0] not in (*definition.parties, "case"):
            yield Fault("given-to-nobody", fact=path)
    for section in definition.sections:
        if section.party not in definition.parties:
            yield Fault("party", section.id, more=section.party)
        if not section.steps:
            yield Fault("empty-chapter", section.id)
        for step in section.steps:
            yield from _step_faults(step)


def _twice(definition: Definition) -> Iterator[Fault]:
    steps = [step for section in definition.sections for step in section.steps]
    screens = [one.id for one in steps if isinstance(one, Screen)]
    for step in steps:
        if isinstance(step, Loop):
            screens += [step.id, *(screen.id for screen in step.screens)]
    for name, count in Counter(screens).items():
        if count > 1:
            yield Fault("twice", name)
    places: dict[str, str] = {}
    for one in definition.asked():
        first = places.setdefault(one.question.fact, one.screen)
        if first != one.screen:
            yield Fault("asked-twice", first, one.question.fact, one.screen)


def _step_faults(step: Screen | Loop) -> Iterator[Fault]:
    if isinstance(step, Screen):
        yield from _screen_faults(step, "")
    elif catalogue().knows(step.group):
        yield from _loop_faults(step)
    else:
        yield Fault("group", step.id, more=step.group)


def _loop_faults(step: Loop) -> Iterator[Fault]:
    if not step.screens:
        yield Fault("no-screens", step.id)
    names = {entry.name for entry in catalogue().of_group(step.group)}
    for name in step.summary:
        if name not in names:
            yield Fault("summary", step.id, step.group, name)
    most = catalogue().group(step.group).at_most
    if step.at_most > most:
        yield Fault("at-most", step.id, more=str(most))
    for need in step.needs:
        yield from _unknown(step.id, need.where, step.group)
    for screen in step.screens:
        yield from _screen_faults(screen, step.group)


def _screen_faults(screen: Screen, group: str) -> Iterator[Fault]:
    yield from _unknown(screen.id, screen.when, group)
    if not screen.questions:
        yield Fault("no-questions", screen.id)
    elif not any(question.required for question in screen.questions):
        yield Fault("required", screen.id)
    for question in screen.questions:
        if not catalogue().knows(question.fact):
            yield Fault("fact", screen.id, question.fact)
            continue
        yield from _unknown(screen.id, question.when, group)
        yield from _option_faults(screen, question)


def _option_faults(screen: Screen, question: Question) -> Iterator[Fault]:
    entry = catalogue().entry(question.fact)
    values = {option.value for option in options_of(entry)}
    for value in (*question.options, *question.says):
        if value not in values:
            yield Fault("answer", screen.id, question.fact, value)


def _unknown(place: str, condition: Condition | None, group: str) -> Iterator[Fault]:
    for path in paths_of(condition):
        full = (
            f"{group}[].{path.removeprefix('it.')}" if path.startswith("it.") else path
        )
        if not catalogue().knows(full):
            yield Fault("condition", place, more=path)
