"""What follows from what: loops that are refused, and automations that do the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from harborlight.automation.deeds import DEEDS
from harborlight.automation.rule import Rule

Key = TypeVar("Key", bound=UUID | str)


def causes(rule: Rule) -> set[str]:
    """The kinds of event that its deeds leave."""
    return {kind for one in rule.thens for kind in DEEDS[one.do].causes}


def loop(rules: Mapping[Key, Rule], start: Key) -> list[Key]:
    """The automations of a loop that `start` would be part of, in order; [] if none."""
    path: list[Key] = [start]
    seen: set[Key] = set()

    def back(at: Key) -> bool:
        following = causes(rules[at])
        for key, rule in rules.items():
            if not rule.kind or rule.kind not in following:
                continue
            if key == start:
                return True
            if key not in seen:
                seen.add(key)
                path.append(key)
                if back(key):
                    return True
                path.pop()
        return False

    return path if back(start) else []


def same(rules: Mapping[Key, Rule], start: Key) -> list[Key]:
    """Others that wait for the same and do one of the same things."""
    mine = rules[start]
    return [
        key
        for key, rule in rules.items()
        if key != start and rule.when == mine.when and _share(rule, mine)
    ]


def _share(one: Rule, other: Rule) -> bool:
    return any(then in other.thens for then in one.thens)


def named(keys: Sequence[Key], names: Mapping[Key, str]) -> str:
    """A loop in words: "A → B → A"."""
    return " → ".join(names[key] for key in [*keys, keys[0]])
