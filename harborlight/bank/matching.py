"""Which line of the bank is which movement of the books: a proposal, never a decision.

Pure: lines and movements go in, pairs come out, in time that grows with their number only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from harborlight.bank.books import Movement
from harborlight.firm.ids import shown

# A check may be cashed months after it was written; what came is at the bank in days. The
# books may be a few days behind the bank.
BEFORE, AFTER = timedelta(days=120), timedelta(days=7)
# Within so many days, and with nothing else of the amount near, it can only be this one.
CLOSE = timedelta(days=10)
# So many of one amount are looked at on each side of a day.
_LOOKED_AT = 6


@dataclass(frozen=True)
class Open:
    """A line of the bank that waits: cents is the part that is not matched yet.

    read: opens its words, which are encrypted. Most lines are known by their amount, so
    that is done only where somebody reads them.
    """

    line: UUID
    on: date
    cents: int
    read: Callable[[], str]

    @property
    def words(self) -> str:
        """What the bank wrote."""
        return self.read()

    @property
    def key(self) -> str:
        """Its id as it stands in a form."""
        return shown(self.line)


@dataclass(frozen=True)
class Proposal:
    """A line and the movement that it probably is. certain: no other comes into question."""

    line: Open
    movement: Movement
    days: int
    certain: bool


def propose(
    lines: Iterable[Open], movements: Iterable[Movement]
) -> dict[UUID, Proposal]:
    """For each line its most likely movement of the same amount; each movement once."""
    by_amount: dict[int, list[Movement]] = defaultdict(list)
    for movement in movements:
        by_amount[movement.cents].append(movement)
    waiting: dict[int, list[Open]] = defaultdict(list)
    for line in lines:
        if line.cents in by_amount:
            waiting[line.cents].append(line)
    found: dict[UUID, Proposal] = {}
    for cents, several in waiting.items():
        found |= _of_one_amount(several, by_amount[cents])
    return found


def _of_one_amount(
    lines: list[Open], movements: list[Movement]
) -> dict[UUID, Proposal]:
    lines = sorted(lines, key=lambda one: (one.on, one.line))
    movements = sorted(movements, key=lambda one: (one.on, one.journal))
    line_days, days = [one.on for one in lines], [one.on for one in movements]
    free, found = _Free(len(days)), {}
    for line in lines:
        first = bisect_left(days, line.on - BEFORE)
        last = bisect_right(days, line.on + AFTER)
        near = free.around(bisect_left(days, line.on), first, last)
        if not near:
            continue
        best = near[0]
        if len(near) > 1:
            best = min(near, key=lambda n: _distance(line, movements[n]))
        free.take(best)
        movement = movements[best]
        # Only this movement for the line, and only this line for the movement.
        others = bisect_left(line_days, movement.on - AFTER)
        rivals = bisect_right(line_days, movement.on + BEFORE) - others
        alone = last - first == 1 and rivals == 1
        gap = abs(line.on - movement.on)
        certain = (alone and gap <= CLOSE) or _names(line, movement)
        found[line.line] = Proposal(line, movement, gap.days, certain)
    return found


class _Free:
    """Which places of a row are still free; finding the next one costs next to nothing."""

    def __init__(self, count: int) -> None:
        self._later = [*range(count + 1)]
        self._earlier = [*range(count + 1)]

    def take(self, place: int) -> None:
        self._later[place] = place + 1
        # Counted from one, so that nought is the end.
        self._earlier[place + 1] = place

    def around(self, place: int, first: int, last: int) -> list[int]:
        """A few free places on both sides of one, between first and last (left out)."""
        found: list[int] = []
        at = _root(self._later, place)
        while at < last and len(found) < _LOOKED_AT:
            found.append(at)
            at = _root(self._later, at + 1)
        at, before = _root(self._earlier, place), 0
        while at > first and before < _LOOKED_AT:
            found.append(at - 1)
            at, before = _root(self._earlier, at - 1), before + 1
        return found


def _root(way: list[int], place: int) -> int:
    at = place
    while way[at] != at:
        way[at] = way[way[at]]
        at = way[at]
    return at


def _distance(line: Open, movement: Movement) -> tuple[bool, int]:
    return (not _names(line, movement), abs((line.on - movement.on).days))


def _names(line: Open, movement: Movement) -> bool:
    """Whether the bank wrote the number that the books know the movement by."""
    return any(_stands_in(one, line.words) for one in _numbers(movement.words))


def _stands_in(number: str, words: str) -> bool:
    """Whether it stands there by itself, and not as a part of a longer one."""
    at = words.find(number)
    while at >= 0:
        around = words[max(0, at - 1) : at] + words[at + len(number) :][:1]
        if not any(one.isalnum() or one in "_-" for one in around):
            return True
        at = words.find(number, at + 1)
    return False


def _numbers(words: Any) -> Sequence[str]:
    said = (str(words.get(name, "")) for name in ("number", "check", "reference"))
    return [one for one in said if len(one) >= 4]
