"""From a row of a pack and the facts of a case to the words in a box."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from harborlight.law.pack_conditions import (
    NONE,
    UNKNOWN,
    holds,
    paths_of,
)
from harborlight.law.pack_facts import CaseFacts
from harborlight.law.pack_formats import CannotBeWritten, written
from harborlight.law.pack_lists import bounds, latest
from harborlight.law.pack_types import Value


@dataclass(frozen=True)
class Told:
    """What a value came to.

    `text` is None when nothing is to be written. `used`: the facts it came from;
    `lacking`: those that would have been needed; `is_none`: the person has none of it.
    """

    text: str | None = None
    used: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    is_none: bool = False


def told(value: Value, case: CaseFacts) -> Told:
    """The value in words. CannotBeWritten when a fact has a shape it must not have."""
    if not holds(value.when, case.read):
        return Told(lacking=_unanswered(value, case))
    return _KINDS[value.kind](value, case)


def answer(value: Value, case: CaseFacts) -> Told:
    """The bare answer that a choice among check boxes goes by, not put in words."""
    return told(_bare(value), case)


def _unanswered(value: Value, case: CaseFacts) -> tuple[str, ...]:
    """What would have to be known for the value to apply: in an entry that nobody gave
    too, for the first entry may be yet to come."""
    if asked := case.undecided(value.when):
        return asked
    found = (case.find(path) for path in paths_of(value.when))
    return tuple(one.path for one in found if one.is_nowhere)


def _bare(value: Value) -> Value:
    parts = tuple(_bare(part) for part in value.parts)
    return replace(value, form="answer", parts=parts)


def _fact(value: Value, case: CaseFacts) -> Told:
    found = case.find(value.path)
    if found.value in (None, ""):
        return Told(lacking=(found.path,))
    raw = str(found.value)
    if raw == NONE:
        return Told(used=(found.path,), is_none=True)
    return Told(_in_words(value, raw), (found.path,))


def _in_words(value: Value, raw: str) -> str:
    if value.form == "answer":
        return raw
    if value.words and raw != UNKNOWN:
        return value.words.get(raw, raw)
    return written(value.form, raw)


def _say(value: Value, case: CaseFacts) -> Told:
    return Told(value.text)


def _count(value: Value, case: CaseFacts) -> Told:
    if value.path in case.pack.lists:
        shown = case.arranged(value.path).shown
        path = case.find(case.pack.lists[value.path].group).path
        return Told(str(len(shown) + value.plus), (path,))
    found = case.find(value.path)
    entries = found.value if isinstance(found.value, list) else []
    return Told(str(len(entries) + value.plus), (found.path,))


def _sum(value: Value, case: CaseFacts) -> Told:
    """Whole numbers added up; while one of them is lacking there is no sum."""
    return _added(value, [told(part, case) for part in value.parts])


def _total(value: Value, case: CaseFacts) -> Told:
    """One fact of every entry of a list, added up, those beyond its slots too."""
    group = case.find(case.pack.lists[value.path].group).path
    entries = [
        case.at(row.entry or {}, f"{group}[{row.index}]")
        for row in case.arranged(value.path).shown
    ]
    one = Value("fact", f"it.{value.text}")
    return _added(value, [told(one, entry) for entry in entries])


def _added(value: Value, parts: list[Told]) -> Told:
    lacking = tuple(path for one in parts for path in one.lacking if not one.text)
    if lacking:
        return Told(lacking=lacking)
    numbers = [one.text for one in parts if one.text]
    for odd in (one for one in numbers if not one.isdigit()):
        raise CannotBeWritten(odd)
    return Told(written(value.form, str(sum(map(int, numbers)))), _used(parts))


def _first(value: Value, case: CaseFacts) -> Told:
    tried = [told(part, case) for part in value.parts]
    for one in tried:
        if one.text:
            return one
    if any(one.is_none for one in tried):
        return Told(used=_used(tried), is_none=True)
    return Told(lacking=next((one.lacking for one in tried if one.lacking), ()))


def _join(value: Value, case: CaseFacts) -> Told:
    parts = [told(part, case) for part in value.parts]
    text = value.text.join(one.text for one in parts if one.text)
    lacking = tuple(path for one in parts for path in one.lacking)
    return Told(text or None, _used(parts), lacking)


def _since(value: Value, case: CaseFacts) -> Told:
    """Whether so many years have passed since a date: "yes", "no", "unknown"."""
    found = case.find(value.path)
    if (begun := latest(found.value)) is None:
        doubt = UNKNOWN if found.value == UNKNOWN else None
        return Told(doubt, (found.path,), (found.path,))
    before = (case.on.month, case.on.day) < (begun.month, begun.day)
    years = case.on.year - begun.year - before
    return Told("yes" if years >= value.plus else "no", (found.path,))


def _bracket(value: Value, case: CaseFacts) -> Told:
    """The number, from 1, of the bracket that an amount lies in."""
    found = case.find(value.path)
    if not isinstance(found.value, str) or not found.value.isdigit():
        return Told(lacking=(found.path,))
    limits = map(int, value.text.split())
    higher = sum(int(found.value) > limit for limit in limits)
    return Told(str(higher + 1), (found.path,))


def _name(value: Value, case: CaseFacts) -> Told:
    """Given, middle and family name, on one line."""
    parts = ("given", "middle", "family")
    return _line([Value("fact", f"{value.path}.{part}") for part in parts], " ", case)


def _address(value: Value, case: CaseFacts) -> Told:
    """The address on one line, as one would write it on an envelope."""
    return _line([_here(part, value.path) for part in ADDRESS_LINE], ", ", case)


def _age(value: Value, case: CaseFacts) -> Told:
    """Whole years since the birth date at the path, on the day of the form.

    None where they are not the same for every day that it can have been.
    """
    found = case.find(value.path)
    ages = {_years(born, case.on) for born in bounds(found.value)}
    if len(ages) != 1:
        return Told(lacking=(found.path,))
    return Told(str(max(*ages, 0)), (found.path,))


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _line(parts: list[Value], between: str, case: CaseFacts) -> Told:
    return _join(Value("join", parts=tuple(parts), text=between), case)


def _here(value: Value, path: str) -> Value:
    """The same value, of the entry at `path`."""
    return replace(
        value,
        path=f"{path}.{value.path}" if value.path else "",
        parts=tuple(_here(part, path) for part in value.parts),
    )


def _used(parts: Iterable[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for one in parts for path in one.used))


UNITS = {"apt": "Apt.", "ste": "Ste.", "flr": "Flr."}
_UNIT = (Value("fact", "unit_kind", words=UNITS), Value("fact", "unit"))
_STATE = (Value("fact", "state", form="state"), Value("fact", "zip"))
ADDRESS_LINE = (
    Value("fact", "street"),
    Value("join", text=" ", parts=_UNIT),
    Value("fact", "city"),
    Value("join", text=" ", parts=_STATE),
    Value("fact", "province"),
    Value("fact", "postal_code"),
    Value("fact", "country", form="country"),
)

_KINDS: dict[str, Callable[[Value, CaseFacts], Told]] = {
    "fact": _fact,
    "say": _say,
    "count": _count,
    "since": _since,
    "bracket": _bracket,
    "sum": _sum,
    "total": _total,
    "first": _first,
    "join": _join,
    "name": _name,
    "address": _address,
    "age": _age,
}
