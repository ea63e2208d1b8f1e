"""A stretch of a long list. Nobody counts the whole: with 20,000 rows that is the slow part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from harborlight.firm.numbers import whole

ROWS = 100
FURTHEST = 10_000


@dataclass(frozen=True)
class Stretch:
    """Some rows of a list, and whether there are more before and after them."""

    rows: Sequence[Any]
    number: int
    size: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def is_whole(self) -> bool:
        return not (self.has_previous or self.has_next)

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def stretch(rows: QuerySet[Any], asked: str | None, *, size: int = ROWS) -> Stretch:
    """The stretch of this list that an address asks for; one that is none is the first."""
    number = whole(asked, 1)
    number = min(max(number, 1), FURTHEST)
    start = (number - 1) * size
    found = [*rows[start : start + size + 1]]
    return Stretch(found[:size], number, size, len(found) > size)
