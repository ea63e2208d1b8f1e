"""What must be true of a questionnaire beyond its shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from harborlight.facts.catalogue import catalogue
from harborlight.facts.choices import options_of
from harborlight.law.pack_conditions import Condition, paths_of
from harborlight.questionnaires.definition import Definition, Loop, Question, Screen


def faults(definition: Definition) -> Iterator[str]:
    """Each thing that is wrong, as a sentence that names the place."""
    yield from _twice(definition)
    for path in definition.given:
        if not catalogue().knows(path):
            yield f"given: there is no fact {path}"
        elif path.partition(".")[0] not in (*definition.parties, "case"):
            yield f"given: {path} is of nobody who is asked"
    for section in definition.sections:
        if section.party not in definition.parties:
            yield f"{section.id}: {section.party} is not one of the parties"
        for step in section.steps:
            yield from _step_faults(step)


def _twice(definition: Definition) -> Iterator[str]:
    steps = [step for section in definition.sections for step in section.steps]
    screens = [one.id for one in steps if isinstance(one, Screen)]
    for step in steps:
        if isinstance(step, Loop):
            screens += [step.id, *(screen.id for screen in step.screens)]
    for name, count in Counter(screens).items():
        if count > 1:
            yield f"{name} stands twice"
    places: dict[str, str] = {}
    for one in definition.asked():
        first = places.setdefault(one.question.fact, one.screen)
        if first != one.screen:
            yield f"{one.question.fact} is asked on {first} and on {one.screen}"


def _step_faults(step: Screen | Loop) -> Iterator[str]:
    if isinstance(step, Screen):
        yield from _screen_faults(step, "")
        return
    if not catalogue().knows(step.group):
        yield f"{step.id}: there is no group {step.group}"
        return
    names = {entry.name for entry in catalogue().of_group(step.group)}
    for name in step.summary:
        if name not in names:
            yield f"{step.id}: {step.group} has no {name}"
    if step.at_most > catalogue().group(step.group).at_most:
        yield f"{step.id}: at most {catalogue().group(step.group).at_most}"
    for need in step.needs:
        yield from _unknown(step.id, need.where, step.group)
    for screen in step.screens:
        yield from _screen_faults(screen, step.group)


def _screen_faults(screen: Screen, group: str) -> Iterator[str]:
    yield from _unknown(screen.id, screen.when, group)
    if not any(question.required for question in screen.questions):
        yield f"{screen.id}: at least one question must be required"
    for question in screen.questions:
        if not catalogue().knows(question.fact):
            yield f"{screen.id}: there is no fact {question.fact}"
            continue
        yield from _unknown(screen.id, question.when, group)
        yield from _option_faults(screen, question)


def _option_faults(screen: Screen, question: Question) -> Iterator[str]:
    entry = catalogue().entry(question.fact)
    values = {option.value for option in options_of(entry)}
    for value in (*question.options, *question.says):
        if value not in values:
            yield f"{screen.id}: {question.fact} has no answer {value}"


def _unknown(place: str, condition: Condition | None, group: str) -> Iterator[str]:
    for path in paths_of(condition):
        full = (
            f"{group}[].{path.removeprefix('it.')}" if path.startswith("it.") else path
        )
        if not catalogue().knows(full):
            yield f"{place}: the condition asks for {path}, which is no fact"
