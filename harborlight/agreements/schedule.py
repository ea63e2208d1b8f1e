"""The days of a plan and what is paid on each: pure arithmetic of days and cents."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from harborlight.billing.splitting import in_equal_parts

EVERY = {"week": 7, "two weeks": 14}
MOST = 60


@dataclass(frozen=True)
class Due:
    """One payment of a plan; paid_cents: how much of it came already."""

    on: date
    cents: int
    paid_cents: int = 0

    @property
    def left_cents(self) -> int:
        return self.cents - self.paid_cents


def schedule(
    cents: int, *, count: int, first: date, every: str, down_cents: int = 0
) -> list[Due]:
    """So many payments from a day on, every "week", "two weeks" or "month".

    down_cents: what the first one is, where it is not like the others. The 31st is the
    last day of a shorter month. Raises ValueError where some payment would be nothing.
    """
    rest = count - 1 if down_cents else count
    if not 1 <= count <= MOST or cents - down_cents < rest or down_cents > cents:
        raise ValueError("Some payment would be nothing.")
    if down_cents and (rest == 0) != (down_cents == cents):
        raise ValueError("What is paid first is the whole, or some is left.")
    parts = [*([down_cents] if down_cents else [])]
    parts += in_equal_parts(cents - down_cents, rest) if rest else []
    return [Due(_day(first, every, at), part) for at, part in enumerate(parts)]


def _day(first: date, every: str, at: int) -> date:
    if every in EVERY:
        return first + timedelta(days=EVERY[every] * at)
    months = first.month - 1 + at
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))


def with_paid(dues: Sequence[Due], paid_cents: int) -> list[Due]:
    """What came pays the first days first."""
    return [*_paid(dues, paid_cents)]


def _paid(dues: Sequence[Due], left: int) -> Iterator[Due]:
    for due in dues:
        here = min(due.cents, max(left, 0))
        left -= here
        yield Due(due.on, due.cents, here)
