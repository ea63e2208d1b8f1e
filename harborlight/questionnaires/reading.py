"""Reading a questionnaire from its data, with errors that name the place and the reason.

The words of the data file are explained in `starters/README.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from harborlight.facts.catalogue import LANGUAGES, SUBJECTS
from harborlight.law.pack_conditions import (
    BadCondition,
    Condition,
    read_condition,
    word,
)
from harborlight.questionnaires.borrowing import USED_BY, with_borrowed
from harborlight.questionnaires.checking import faults
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Need,
    Question,
    Screen,
    Section,
    Words,
)

STARTERS = Path(__file__).with_name("starters")
Row = Mapping[str, Any]
Made = TypeVar("Made")


class BadQuestionnaire(ValueError):
    """A questionnaire must be whole: every fact known, every text in every language."""


@cache
def starter(key: str) -> Definition:
    """One of the questionnaires that Harborlight ships."""
    return read_definition(starter_data(key))


def starter_keys() -> tuple[str, ...]:
    """The keys of all the questionnaires that Harborlight ships."""
    return tuple(file.stem for file in sorted(STARTERS.glob("*.yaml")))


def starter_data(key: str) -> dict[str, Any]:
    """Its plain data, whole, to be kept with a firm and edited there."""
    file = STARTERS / f"{key}.yaml"
    data: dict[str, Any] = yaml.load(
        file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    try:
        data = with_borrowed(data)
    except ValueError as error:
        raise BadQuestionnaire(f"{key}: {error}") from error
    first = data.pop("extends", "")
    return _extended(starter_data(first), data) if first else data


def _extended(first: Row, data: Row) -> dict[str, Any]:
    """What one questionnaire asks and then another, as one with the second's name."""
    return {
        **first,
        **data,
        "given": {**first.get("given", {}), **data.get("given", {})},
        "sets": {**first.get("sets", {}), **data.get("sets", {})},
        "shared": {**first.get("shared", {}), **data.get("shared", {})},
        "sections": [*first["sections"], *data["sections"]],
    }


def read_definition(data: Row) -> Definition:
    """The questionnaire that plain data describes. BadQuestionnaire says what is wrong."""
    definition = read_unfinished(data)
    for fault in faults(definition):
        raise BadQuestionnaire(f"{definition.key}: {fault}")
    return definition


def read_unfinished(data: Row) -> Definition:
    """One that is still being written: of the right shape, but perhaps not whole yet."""
    name = data.get("key", "questionnaire")
    try:
        return Definition(
            key=data["key"],
            version=int(data["version"]),
            title=_words(data["title"]),
            parties=tuple(data["parties"]),
            given={path: word(value) for path, value in data.get("given", {}).items()},
            sections=tuple(
                _section(row, _Reading(data, row["party"])) for row in data["sections"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        reason = f"lacks {error}" if isinstance(error, KeyError) else error
        raise BadQuestionnaire(f"{name}: {reason}") from error


@dataclass(frozen=True)
class _Reading:
    """Whose section is being read, with the shared screens and sets at hand.

    `at` is what "here" means in a set of questions, `group` the loop's group.
    """

    data: Row
    party: str
    group: str = ""
    at: str = ""

    def path(self, given: str) -> str:
        """A path as conditions use it: full, or beginning with "it" inside a loop."""
        head, _, rest = given.partition(".")
        if head == "here":
            return self.path(f"{self.at}.{rest}")
        known = head == "it" or head in SUBJECTS
        return given if known else f"{self.party}.{given}"

    def fact(self, given: str) -> str:
        """A path as the catalogue has it: "it.street" is "...addresses[].street"."""
        path = self.path(given)
        if path.startswith("it."):
            return f"{self.group}[].{path.removeprefix('it.')}"
        return path

    def lent(self, part: str, row: Row) -> Any:
        """The set or the shared screen that a row names with "set" or "use"."""
        name = row[USED_BY[part]]
        try:
            return self.data[part][name]
        except KeyError:
            raise ValueError(
                f"{self.party}: there is nothing named {name} in {part}"
            ) from None

    def inside(self, *, group: str = "", at: str = "") -> _Reading:
        return _Reading(self.data, self.party, group or self.group, at or self.at)


def _section(row: Row, reading: _Reading) -> Section:
    name = f"{reading.party}-{row['id']}"
    return _inside(
        name,
        lambda: Section(
            id=name,
            party=reading.party,
            title=_words(row["title"]),
            intro=_maybe(row, "intro"),
            when=_condition(row, reading),
            steps=tuple(_step(step, reading) for step in row["screens"]),
        ),
    )


def _step(row: Row, reading: _Reading) -> Screen | Loop:
    whole = _used(row, reading)
    return _loop(whole, reading) if "loop" in whole else _screen(whole, reading)


def _used(row: Row, reading: _Reading) -> Row:
    """The shared screen or loop that the row uses; what the row says besides wins."""
    if "use" not in row:
        return row
    own = {key: value for key, value in row.items() if key != "use"}
    return {**_used(reading.lent("shared", row), reading), **own}


def _loop(row: Row, reading: _Reading) -> Loop:
    name = f"{reading.party}-{row['id']}"
    inner = reading.inside(group=reading.path(row["loop"]), at="it")
    return _inside(
        name,
        lambda: Loop(
            id=name,
            group=inner.group,
            title=_words(row["title"]),
            intro=_maybe(row, "intro"),
            entry=_words(row["entry"]),
            add_another=_words(row["add_another"]),
            at_least=row.get("at_least", 0),
            at_most=row.get("at_most", 30),
            closed=row.get("closed", False),
            summary=tuple(row["summary"]),
            when=_condition(row, reading),
            needs=tuple(_need(one, inner) for one in row.get("needs", [])),
            screens=tuple(_screen(_used(one, inner), inner) for one in row["screens"]),
        ),
    )


def _need(row: Row, reading: _Reading) -> Need:
    where = _condition(row, reading, "where")
    if where is None:
        raise ValueError("a need says where")
    return Need(where, _words(row["says"]), _condition(row, reading))


def _screen(row: Row, reading: _Reading) -> Screen:
    name = f"{reading.party}-{row['id']}"
    return _inside(
        name,
        lambda: Screen(
            id=name,
            title=_words(row["title"]),
            intro=_maybe(row, "intro"),
            when=_condition(row, reading),
            questions=tuple(_questions(row["questions"], reading)),
        ),
    )


def _questions(rows: list[Row], reading: _Reading) -> Iterator[Question]:
    for row in rows:
        if "set" in row:
            inner = reading.inside(at=row["at"])
            only = _condition(row, reading)
            for one in _questions(reading.lent("sets", row), inner):
                yield replace(one, when=_both(only, one.when))
        else:
            yield _question(row, reading)


def _question(row: Row, reading: _Reading) -> Question:
    return Question(
        fact=reading.fact(row["fact"]),
        ask=_words(row["ask"]),
        help=_maybe(row, "help"),
        why=_maybe(row, "why"),
        required=row.get("required", True),
        when=_condition(row, reading),
        options=tuple(word(value) for value in row.get("options", ())),
        says={word(value): _words(row["says"][value]) for value in row.get("says", ())},
    )


def _condition(row: Row, reading: _Reading, key: str = "when") -> Condition | None:
    if row.get(key) is None:
        return None
    return _qualified(read_condition(row[key]), reading)


def _both(first: Condition | None, second: Condition | None) -> Condition | None:
    if first and second:
        return Condition("all", parts=(first, second))
    return first or second


def _qualified(condition: Condition, reading: _Reading) -> Condition:
    """The condition with full paths."""
    return Condition(
        condition.says,
        reading.path(condition.path) if condition.path else "",
        condition.values,
        condition.count,
        tuple(_qualified(part, reading) for part in condition.parts),
    )


def _words(given: Any) -> Words:
    if not isinstance(given, Mapping) or set(given) < set(LANGUAGES):
        raise ValueError(f"needs words in {', '.join(LANGUAGES)}: {given!r}")
    return {language: str(text).strip() for language, text in given.items()}


def _maybe(row: Row, key: str) -> Words | None:
    return _words(row[key]) if key in row else None


def _inside(name: str, make: Callable[[], Made]) -> Made:
    """Errors inside name the screen, loop or section that they are in."""
    try:
        return make()
    except BadCondition as error:
        raise ValueError(f"{name}: {error}") from error
    except KeyError as error:
        raise ValueError(f"{name}: lacks {error}") from error
