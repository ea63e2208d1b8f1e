"""How pressing a case is: reasons that begin on a day, weighed on another. No database.

A reason is kept with the day from which it holds, so that the same list says what holds
today and when something more will.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

# A deadline is near so many days before it; a paper that came waits too long after so
# many, a question after so many; and a number that the agency's service should be asked
# about (nights, weekends and closed days are shorter).
NEAR_DAYS, UNSEEN_DAYS, UNREAD_DAYS, UNASKED_DAYS = 7, 3, 2, 4


class Level(IntEnum):
    """How pressing; the higher, the more."""

    CALM = 0
    AT_RISK = 1
    STUCK = 2
    LATE = 3


LEVELS = {
    "deadline-late": Level.LATE,
    "no-receipt": Level.LATE,
    "stuck": Level.STUCK,
    "deadline-near": Level.AT_RISK,
    "papers-late": Level.AT_RISK,
    "answers-late": Level.AT_RISK,
    "unseen": Level.AT_RISK,
    "unread": Level.AT_RISK,
    "changed": Level.AT_RISK,
    "unreached": Level.AT_RISK,
}


@dataclass(frozen=True)
class Reason:
    """Why a case is pressing from a day on.

    code: of LEVELS; holds_from: the first day on which it holds; day: the day it is about
    (a deadline, or since when); count: of how many things, 1 if it is one.
    """

    code: str
    holds_from: date
    day: date
    count: int = 1

    @property
    def level(self) -> Level:
        return LEVELS[self.code]


@dataclass(frozen=True)
class Weighed:
    """What holds on a day, the worst first; since when the worst does; and the next day
    on which something more will hold (None: never, as things stand)."""

    level: Level
    since: date | None
    reasons: Sequence[Reason]
    again_on: date | None


def weigh(reasons: Iterable[Reason], day: date) -> Weighed:
    """How pressing these reasons make a case on this day."""
    several = _only_the_last_of_deadlines([*reasons], day)
    held = [one for one in several if one.holds_from <= day]
    held.sort(key=lambda one: (-one.level, one.holds_from, one.code))
    later = [one.holds_from for one in several if one.holds_from > day]
    return Weighed(
        level=held[0].level if held else Level.CALM,
        since=held[0].holds_from if held else None,
        reasons=held,
        again_on=min(later, default=None),
    )


def _only_the_last_of_deadlines(several: list[Reason], day: date) -> list[Reason]:
    """A deadline that has passed is late and not near any more."""
    late = {
        one.day
        for one in several
        if one.code == "deadline-late" and one.holds_from <= day
    }
    return [
        one for one in several if one.code != "deadline-near" or one.day not in late
    ]


def of_deadline(due_on: date) -> list[Reason]:
    """What a deadline that is open makes pressing, and from when."""
    return [
        Reason("deadline-near", due_on - timedelta(days=NEAR_DAYS), due_on),
        Reason("deadline-late", due_on + timedelta(days=1), due_on),
    ]


def of_stay(since: date, usual_days: int | None) -> list[Reason]:
    """A stage that lasts longer than it usually does; no usual time: never."""
    if usual_days is None:
        return []
    return [Reason("stuck", since + timedelta(days=usual_days + 1), since)]


def of_review(came_on: date, count: int) -> list[Reason]:
    """Papers that nobody has looked at, the oldest of them of this day."""
    return [Reason("unseen", came_on + timedelta(days=UNSEEN_DAYS), came_on, count)]


def of_word(written_on: date, count: int) -> list[Reason]:
    """What clients wrote and nobody answered, the oldest of it of this day."""
    return [
        Reason("unread", written_on + timedelta(days=UNREAD_DAYS), written_on, count)
    ]


def of_silence(since: date) -> list[Reason]:
    """A number that the agency's service was not asked about since this day."""
    return [Reason("unreached", since + timedelta(days=UNASKED_DAYS), since)]


def of_owed(code: str, due_on: date, count: int) -> list[Reason]:
    """Papers or answers that a client owes, the first of them by this day."""
    return [Reason(code, due_on + timedelta(days=1), due_on, count)]


def of_receipt(sent_on: date, chase_days: int) -> list[Reason]:
    """A filing that went out and whose receipt did not come in time."""
    return [Reason("no-receipt", sent_on + timedelta(days=chase_days), sent_on)]
