"""When something applies: a closed vocabulary over facts, for packs and questionnaires.

A condition in a data file is one of

    {fact: petitioner.status, is: lpr}              the fact is known and equals this
    {fact: home.country, one_of: [US, PR]}          ... or one of these
    {known: petitioner.a_number}                    it was answered (not "unknown")
    {at_least: beneficiary.children, count: 5}      the group has so many entries
    {not: {...}}   {all: [{...}, ...]}   {any: [{...}, ...]}

Nothing else: a condition is a row picked from this list, never a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

UNKNOWN = "unknown"
NONE = "none"
# What `undecided` reads of an entry that nobody gave: it is sure that nothing is so.
NOWHERE = "nowhere"

# How to read a fact: path in, its value (or the entries of a group, or None) out.
Reader = Callable[[str], object]


class BadCondition(ValueError):
    """A condition must be one row of the closed vocabulary."""


@dataclass(frozen=True)
class Condition:
    """One row; `says` is is, known, at_least, not, all or any."""

    says: str
    path: str = ""
    values: tuple[str, ...] = ()
    count: int = 0
    parts: tuple[Condition, ...] = ()


def read_condition(row: object) -> Condition:
    """The condition that a data file's row states, or BadCondition with the reason."""
    if not isinstance(row, dict):
        raise BadCondition(f"a condition is a mapping, not {row!r}")
    for words, read in _ROWS:
        if set(row) == words:
            return read(row)
    raise BadCondition(f"no such condition: {row!r}")


def holds(condition: Condition | None, read: Reader) -> bool:
    """Whether it applies, given how to read a fact; no condition always applies."""
    return condition is None or _TESTS[condition.says](condition, read)


def undecided(condition: Condition | None, read: Reader) -> tuple[str, ...]:
    """The paths whose answers are not there and would decide whether it applies.

    Nothing where it surely applies or surely does not. "I don't know" decides nothing.
    """
    if condition is None or _sure(condition, read) is not None:
        return ()
    return tuple(dict.fromkeys(_open(condition, read)))


def paths_of(condition: Condition | None) -> Iterable[str]:
    """Every path that the condition looks at."""
    if condition is None:
        return
    if condition.path:
        yield condition.path
    for part in condition.parts:
        yield from paths_of(part)


def word(value: object) -> str:
    """A data file's word as the fact's value: YAML reads a bare yes as True."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def is_known(value: object) -> bool:
    """Answered: neither empty nor "I don't know". "I have none" is an answer."""
    return value not in (*_EMPTY, UNKNOWN, NOWHERE)


_EMPTY: tuple[object, ...] = (None, "", [])


def _is(row: dict[str, object]) -> Condition:
    return Condition("is", str(row["fact"]), (word(row["is"]),))


def _one_of(row: dict[str, object]) -> Condition:
    values = row["one_of"]
    if not isinstance(values, list) or not values:
        raise BadCondition(f"one_of needs a list: {row!r}")
    return Condition("is", str(row["fact"]), tuple(word(value) for value in values))


def _known(row: dict[str, object]) -> Condition:
    return Condition("known", str(row["known"]))


def _at_least(row: dict[str, object]) -> Condition:
    count = row["count"]
    if not isinstance(count, int) or isinstance(count, bool):
        raise BadCondition(f"count is a whole number: {row!r}")
    return Condition("at_least", str(row["at_least"]), count=count)


def _not(row: dict[str, object]) -> Condition:
    return Condition("not", parts=(read_condition(row["not"]),))


def _several(row: dict[str, object]) -> Condition:
    ((says, rows),) = row.items()
    if not isinstance(rows, list) or not rows:
        raise BadCondition(f"{says} needs a list of conditions: {row!r}")
    return Condition(says, parts=tuple(read_condition(part) for part in rows))


_ROWS: tuple[tuple[set[str], Callable[[dict[str, object]], Condition]], ...] = (
    ({"fact", "is"}, _is),
    ({"fact", "one_of"}, _one_of),
    ({"known"}, _known),
    ({"at_least", "count"}, _at_least),
    ({"not"}, _not),
    ({"all"}, _several),
    ({"any"}, _several),
)


def _sure(it: Condition, read: Reader) -> bool | None:
    """Whether it applies; None while an answer that would decide it is not there."""
    if it.says == "is":
        value = read(it.path)
        is_decided = is_known(value) or value == NOWHERE or value in it.values
        return value in it.values if is_decided else None
    if it.says == "known":
        return is_known(value) if (value := read(it.path)) not in _EMPTY else None
    if it.says == "at_least":
        return holds(it, read)
    parts = [_sure(part, read) for part in it.parts]
    if it.says == "not":
        return None if parts[0] is None else not parts[0]
    decided = it.says == "any"
    if decided in parts:
        return decided
    return None if None in parts else not decided


def _open(it: Condition, read: Reader) -> Iterable[str]:
    """What is not answered; of a part that is sure already nothing matters any more."""
    if _sure(it, read) is not None:
        return
    if it.path:
        yield it.path
    for part in it.parts:
        yield from _open(part, read)


def _entries(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


_TESTS: dict[str, Callable[[Condition, Reader], bool]] = {
    "is": lambda it, read: read(it.path) in it.values,
    "known": lambda it, read: is_known(read(it.path)),
    "at_least": lambda it, read: _entries(read(it.path)) >= it.count,
    "not": lambda it, read: not holds(it.parts[0], read),
    "all": lambda it, read: all(holds(part, read) for part in it.parts),
    "any": lambda it, read: any(holds(part, read) for part in it.parts),
}
