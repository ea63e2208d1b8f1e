"""What somebody says of a matter, made into what rules count with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from harborlight.law.deadlines.types import Input, NotCounted, Rule

Ranges = tuple[tuple[date, date], ...]
CURRENT, UNAVAILABLE = "C", "U"


def read(rule: Rule, said: Mapping[str, str]) -> dict[str, Any]:
    """Values of a rule's inputs from text: dates as YYYY-MM-DD, ranges as
    `2026-02-02..2026-03-04,...`, a cut-off as a date, C or U.

    NotCounted names the input that is unknown, lacks or cannot be read.
    """
    by_name = {one.name: one for one in rule.inputs}
    for name in said:
        if name not in by_name:
            known = ", ".join(by_name)
            raise NotCounted(
                f"{rule.id} does not ask for {name}. It asks for: {known}."
            )
    return {name: _value(by_name[name], text.strip()) for name, text in said.items()}


def whole(rule: Rule, told: Mapping[str, Any]) -> dict[str, Any]:
    """With what is taken where nothing was said. NotCounted names what lacks."""
    made = {one.name: told.get(one.name, one.default) for one in rule.inputs}
    lacking = [
        one.name for one in rule.inputs if one.required and made[one.name] is None
    ]
    if lacking:
        raise NotCounted(f"{rule.id} cannot be counted without {', '.join(lacking)}.")
    for one in rule.inputs:
        value = made[one.name]
        if one.choices and value is not None and value not in one.choices:
            raise _unknown_choice(one, value)
    return made


def _value(asked: Input, text: str) -> Any:
    match asked.kind:
        case "date":
            return _date(asked.name, text)
        case "number":
            return _number(asked.name, text)
        case "ranges":
            return _ranges(asked.name, text)
        case "cutoff":
            upper = text.upper()
            if upper in (CURRENT, UNAVAILABLE):
                return upper
            return _date(asked.name, text)
    if asked.choices and text not in asked.choices:
        raise _unknown_choice(asked, text)
    return text


def _unknown_choice(asked: Input, value: object) -> NotCounted:
    return NotCounted(
        f"{asked.name} is one of: {', '.join(asked.choices)}; not {value}."
    )


def _date(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as why:
        raise NotCounted(
            f"{name}: {text!r} is no day. Write it as 2026-03-24."
        ) from why


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5:
        raise NotCounted(f"{name}: {text!r} is no whole number from 0 to 99999.")
    return int(text)


def _ranges(name: str, text: str) -> Ranges:
    made = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        first, dots, last = part.partition("..")
        if not dots:
            raise NotCounted(f"{name}: write {part!r} as 2026-02-02..2026-03-04.")
        made.append((_date(name, first.strip()), _date(name, last.strip())))
    return ordered(name, tuple(made))


def ordered(name: str, ranges: Ranges) -> Ranges:
    """In order of time. NotCounted where one ends before it begins."""
    made = tuple(sorted(ranges))
    for first, last in made:
        if last < first:
            raise NotCounted(f"{name}: {first}..{last} ends before it begins.")
    return made


def apart(name: str, ranges: Ranges) -> Ranges:
    """The same of what one person did: NotCounted where two overlap by more than a day."""
    made = ordered(name, ranges)
    for (_left, back), (left, _back) in zip(made, made[1:], strict=False):
        if left < back:
            raise NotCounted(f"{name}: who left on {left} was away until {back}.")
    return made
