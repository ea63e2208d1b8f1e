"""The steps by which people are reminded: which day, what, and in which ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from harborlight.automation.models.reminders import About
from harborlight.workflow.playbook_moments import (
    CALL,
    EMAIL,
    ESCALATE,
    NUDGE,
    SECOND,
    TEXT,
    TO_CLIENT,
)

# A step that was missed for so long is left out: nobody is reminded of an old day.
LATE = timedelta(days=3)


@dataclass(frozen=True)
class Step:
    """After so many days (before the day, of dates) this is done; ways: of a client's.

    Of invoices the days are counted from the day on which they are due: -3 is three days
    before it, 0 the day itself.
    """

    days: int
    kind: str
    ways: tuple[str, ...] = ()

    @property
    def before(self) -> int:
        """So many days before the day; 0 where it comes on it or after it."""
        return max(-self.days, 0)

    @property
    def to_client(self) -> bool:
        return self.kind in TO_CLIENT


_USUAL = (
    Step(3, NUDGE, (EMAIL,)),
    Step(7, SECOND, (EMAIL, TEXT)),
    Step(12, ESCALATE),
    Step(15, CALL),
)
DEFAULTS: Mapping[str, tuple[Step, ...]] = {
    About.PAPERS: _USUAL,
    About.QUESTIONS: _USUAL,
    About.SIGNATURES: (
        Step(2, NUDGE, (EMAIL,)),
        Step(4, SECOND, (EMAIL, TEXT)),
        Step(6, CALL),
    ),
    About.INVOICES: (
        Step(-3, NUDGE, (EMAIL,)),
        Step(0, NUDGE, (EMAIL,)),
        Step(5, SECOND, (EMAIL, TEXT)),
        Step(15, ESCALATE),
    ),
    About.DATES: (Step(7, NUDGE, (EMAIL,)), Step(1, SECOND, (EMAIL, TEXT))),
}


def read(steps: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(one["days"], one["kind"], tuple(one.get("ways", ()))) for one in steps
    )


def written(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [{**asdict(one), "ways": [*one.ways]} for one in steps]


def day_of(step: Step, about: str, since: date) -> date:
    """The day of a step: after what was asked, before what will be."""
    shift = timedelta(days=step.days)
    return since - shift if about == About.DATES else since + shift


def step_on(steps: Sequence[Step], about: str, since: date, today: date) -> int | None:
    """The step that is due today, by its place; None: none is. The latest one counts.

    What comes before a day is not done on it or after it.
    """
    due = [
        (day_of(one, about, since), place)
        for place, one in enumerate(steps)
        if timedelta() <= today - day_of(one, about, since) <= LATE
        and (one.days >= 0 or today < since)
    ]
    if not due or (about == About.DATES and today > since):
        return None
    return max(due)[1]


def span(
    steps: Sequence[Step], about: str, on_since: date | None, today: date
) -> tuple[date, date]:
    """Since which days something must be waited for, so that a step may be due today.

    A day more on both sides: the days of the database are those of Greenwich.
    """
    longest = timedelta(days=max((one.days for one in steps), default=0) + 1)
    if about == About.DATES:
        return today, today + longest
    first = today - longest - LATE
    before = timedelta(
        days=max((1 - one.days for one in steps if one.days < 0), default=0)
    )
    # What was asked for before the firm began to remind counts from that day.
    earliest = date.min if on_since and on_since >= first else first
    return earliest, today + before
