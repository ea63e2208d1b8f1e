"""On which screens, and in which order, a couple gives its answers.

Which questions are asked depends on a few answers only; couples that agree in those
are shown the same, so each screen is worked out once for each kind of couple.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from harborlight.law.pack_conditions import Condition, holds, is_known
from harborlight.questionnaires.definition import Definition, Loop, Screen
from harborlight.questionnaires.progress import reader, visible
from harborlight.questionnaires.reading import starter

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """One screen as it is answered: full paths, and the entry of a group it is about."""

    screen: str
    questions: tuple[str, ...]
    group: str = ""
    entry: int = 0
    # The first page of an entry: the entry itself is begun before it.
    begins: bool = False
    loop: str = ""


@dataclass(frozen=True)
class Way:
    """A party's way through all screens, and how many steps the questionnaire counts."""

    pages: tuple[Page, ...]
    steps: int


class Guide:
    """Leads parties through one questionnaire."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.sections = {
            party: [
                (section.when, [_Stop(step) for step in section.steps])
                for section in definition.of_party(party)
            ]
            for party in definition.parties
        }

    def way(self, party: str, facts: Facts) -> Way:
        """The way of this party, whose facts are all there."""
        pages: list[Page] = []
        lists = 0
        read = reader(facts)
        for when, stops in self.sections[party]:
            if when and not holds(when, read):
                continue
            for stop in stops:
                if stop.when and not holds(stop.when, read):
                    continue
                pages += stop.pages(facts)
                lists += bool(stop.group)
        return Way(tuple(pages), len(pages) + lists)


class _Stop:
    """A screen, or a loop of screens, with everything that was worked out before."""

    def __init__(self, step: Screen | Loop) -> None:
        self.when = step.when
        self.id = step.id
        self.group = step.group if isinstance(step, Loop) else ""
        self.path = tuple(self.group.split("."))
        screens = step.screens if isinstance(step, Loop) else (step,)
        self.screens = [_Shown(screen) for screen in screens]

    def pages(self, facts: Facts) -> Iterator[Page]:
        if not self.group:
            for shown in self.screens:
                if asked := shown.asked(facts, None):
                    yield Page(shown.screen.id, asked)
            return
        for place, entry in enumerate(_at(facts, self.path) or ()):
            begins = True
            for shown in self.screens:
                if asked := shown.asked(facts, entry):
                    name = shown.screen.id
                    yield Page(name, asked, self.group, place, begins, self.id)
                    begins = False


class _Shown:
    """A screen with the facts that decide which of its questions are asked."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        deciding: dict[tuple[str, ...], set[str]] = {}
        for condition in (screen.when, *(one.when for one in screen.questions)):
            _collect(condition, deciding)
        self.deciding = [(path, frozenset(seen)) for path, seen in deciding.items()]
        self.worked_out: dict[tuple[object, ...], tuple[str, ...]] = {}

    def asked(self, facts: Facts, entry: Facts | None) -> tuple[str, ...]:
        """The full paths of the questions that are asked; () if the screen is hidden."""
        key = tuple(
            _seen(_at({"it": entry} if path[0] == "it" else facts, path), values)
            for path, values in self.deciding
        )
        if key not in self.worked_out:
            asked = visible(self.screen, facts, entry)
            paths = tuple(dict.fromkeys(question.fact for question in asked))
            self.worked_out[key] = paths
        return self.worked_out[key]


def _collect(
    condition: Condition | None, into: dict[tuple[str, ...], set[str]]
) -> None:
    if condition is None:
        return
    if condition.path:
        path = tuple(condition.path.split("."))
        into.setdefault(path, set()).update(condition.values)
    for part in condition.parts:
        _collect(part, into)


def _seen(value: Any, compared: frozenset[str] | set[str]) -> object:
    """All that a condition can see of a value."""
    if isinstance(value, list):
        return len(value)
    return value if value in compared else is_known(value)


def _at(facts: Facts, path: tuple[str, ...]) -> Any:
    node: Any = facts
    for name in path:
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


@cache
def guide() -> Guide:
    return Guide(starter("i130-spouse"))
