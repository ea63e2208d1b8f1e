"""When people are warned of a deadline: rung by rung, and each day at the end."""

from __future__ import annotations

from datetime import date, timedelta

# So many days before the day to which the firm works; after the last one each day.
RUNGS = (30, 14, 7, 3, 1)
ONE = timedelta(days=1)
# From these rungs on others are warned too, though whoever answers for it saw every
# warning: seen is not done.
LAWYERS_FROM, PARTNERS_FROM = 7, 1


def rung_on(aim: date, today: date) -> int | None:
    """The rung that is reached on this day, as days before `aim`; None: not the first.

    From a day before, each day is a rung of its own, below zero once it is late.
    """
    left = (aim - today).days
    if left < RUNGS[-1]:
        return left
    return min((rung for rung in RUNGS if rung >= left), default=None)


def next_day(aim: date, today: date) -> date:
    """The day of the first rung after this day."""
    ahead = [aim - timedelta(days=rung) for rung in RUNGS]
    return min((day for day in ahead if day > today), default=today + ONE)


def first_day(aim: date) -> date:
    """The day of the first rung; what is set later than that is warned of at once."""
    return aim - timedelta(days=RUNGS[0])
