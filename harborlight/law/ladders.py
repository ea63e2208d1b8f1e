"""What will do when a paper cannot be had (8 CFR 103.2(b)(2))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from harborlight.law.book import BadBook, Cited, entries


@dataclass(frozen=True)
class Ladder(Cited):
    """Steps, the best first; each a text by language: {"en": ..., "es": ...}."""

    steps: tuple[Mapping[str, str], ...]


@cache
def ladders() -> dict[str, Ladder]:
    """Every ladder of the book, by its name. BadBook where a step lacks a language."""
    found = {}
    for name, entry in entries("ladders").items():
        steps = tuple(entry["steps"])
        if not steps or any(not {"en", "es"} <= step.keys() for step in steps):
            raise BadBook(f"ladders.yaml, {name}: every step needs en and es.")
        found[name] = Ladder(**{**entry, "steps": steps})
    return found
