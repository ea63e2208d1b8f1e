"""What the law says of answers that do not fit one another, by the matter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from harborlight.law.book import Cited, entries


@dataclass(frozen=True)
class Matter(Cited):
    """number: years, where the rule has one; 0 where it has none."""

    number: int = 0


@cache
def matters() -> dict[str, Matter]:
    """Every matter of the book: "stepchild", "earlier marriages"."""
    return {key: Matter(**entry) for key, entry in entries("consistency").items()}
