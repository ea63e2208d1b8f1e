"""In which states a ZIP code can lie, by its first three digits."""

from __future__ import annotations

from functools import cache

from harborlight.law.book import entries

PREFIX = 3


@cache
def _states() -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for state, ranges in entries("zip_areas")["areas"]["of"].items():
        for one in ranges:
            first, last = map(int, str(one).split("-"))
            for prefix in range(first, last + 1):
                found.setdefault(prefix, set()).add(state)
    return {prefix: frozenset(states) for prefix, states in found.items()}


def states_of(zip_code: str) -> frozenset[str]:
    """The states with such ZIP codes; empty where nobody knows any."""
    prefix = zip_code[:PREFIX]
    return _states().get(int(prefix), frozenset()) if prefix.isdigit() else frozenset()
