"""When everything happens: one plan a case, worked out for all cases before any is written.

The numbers of cases, invoices and receipts follow the order in which they come, in the
whole firm; so the moments must be known before the cases are parted among processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

YEARS = 5
DAYS = YEARS * 365
SATURDAY = 5
# Where a case stands today, and how many of two hundred do: as many as a firm has that
# grew a little all the time. "abandoned": closed before all answers were there.
OUTCOMES = {
    "intake": 10,
    "preparing": 3,
    "review": 3,
    "signature": 5,
    "filed": 5,
    "pending": 42,
    "closed": 124,
    "abandoned": 8,
}
# The least and the most days that a case stays in each stage.
STAYS = {
    "intake": (24, 95),
    "preparing": (8, 21),
    "review": (8, 14),
    "signature": (10, 32),
    "filed": (10, 40),
    "pending": (260, 520),
}


@dataclass(frozen=True)
class Moments:
    """When the case reaches what; those that lie ahead have not happened.

    joined, answered: of the petitioner; joined_too, answered_too: of the beneficiary.
    """

    opened: datetime
    invoiced: datetime
    paid: datetime | None
    joined: datetime
    joined_too: datetime
    answered: datetime
    answered_too: datetime
    papers: datetime
    filled: datetime
    approved: datetime
    signed: datetime
    sent: datetime
    received: datetime
    closed: datetime


@dataclass(frozen=True)
class Plan:
    """One case: its place in the row, its chance, its moments and its numbers."""

    index: int
    seed: str
    outcome: str
    moments: Moments
    number: str = ""
    invoice: str = ""
    receipt: str = ""


def plan_cases(count: int, *, seed: int, now: datetime, zone: str) -> list[Plan]:
    """The plans of all cases in the order of their opening; the same for a seed."""
    # Chance for stories, not for secrets.
    dice = Random(f"{seed} plans")  # noqa: S311
    calendar = Calendar(dice, zone)
    outcomes = [*OUTCOMES][: count if count < len(OUTCOMES) else None]
    more = max(0, count - len(outcomes))
    outcomes += dice.choices([*OUTCOMES], [*OUTCOMES.values()], k=more)
    drawn = [(_moments(dice, calendar, now, one), one) for one in outcomes]
    drawn.sort(key=lambda pair: pair[0].opened)
    plans = [
        Plan(index, f"{seed}/{index}", outcome, moments)
        for index, (moments, outcome) in enumerate(drawn)
    ]
    return _numbered(plans, zone, now)


class Calendar:
    """Moments of days, in the hours in which people do such things."""

    def __init__(self, dice: Random, zone: str) -> None:
        self.dice, self.zone = dice, ZoneInfo(zone)

    def office(self, day: date) -> datetime:
        """In office hours; a day of the weekend becomes the Friday before."""
        day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
        return self._at(day, 8.5 + self.dice.random() * 8.5)

    def home(self, day: date) -> datetime:
        """When people sit down with their papers: any day, until late."""
        return self._at(day, 7 + self.dice.random() * 15)

    def _at(self, day: date, hours: float) -> datetime:
        midnight = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        return (midnight + timedelta(hours=hours)).astimezone(UTC)


def _moments(dice: Random, calendar: Calendar, now: datetime, outcome: str) -> Moments:
    stays = {name: dice.randint(*days) for name, days in STAYS.items()}
    opened_on = now.date() - timedelta(days=_age(dice, outcome, stays))
    ends = [*accumulate(stays.values())]
    intake, preparing, review, signature, filed, pending = (
        opened_on + timedelta(days=days) for days in ends
    )
    share = stays["intake"]

    def within(least: float, most: float) -> date:
        """A day of the intake, between two shares of it."""
        days = max(1, int(share * dice.uniform(least, most)))
        return opened_on + timedelta(days=days)

    never_pays = outcome in ("abandoned", "intake") or dice.random() < 0.06
    closed = opened_on + timedelta(days=share + dice.randint(20, 60))
    return Moments(
        opened=calendar.office(opened_on),
        invoiced=calendar.office(opened_on + timedelta(days=4)),
        paid=None if never_pays else calendar.home(within(0.25, 0.9)),
        joined=calendar.home(within(0.04, 0.1)),
        joined_too=calendar.home(within(0.04, 0.2)),
        answered=calendar.home(within(0.3, 0.7)),
        answered_too=calendar.home(within(0.35, 0.85)),
        papers=calendar.office(intake),
        filled=calendar.office(preparing),
        approved=calendar.office(review),
        signed=calendar.office(signature - timedelta(days=3)),
        sent=calendar.office(signature),
        received=calendar.office(filed),
        closed=calendar.office(closed if outcome == "abandoned" else pending),
    )


def _age(dice: Random, outcome: str, stays: dict[str, int]) -> int:
    """How many days ago a case was opened that stands there today."""
    if outcome == "closed":
        least = sum(stays.values()) + 4
        return dice.randint(least, max(least, DAYS))
    if outcome == "abandoned":
        return dice.randint(stays["intake"] + 66, DAYS)
    names = [*STAYS]
    before = sum(stays[name] for name in names[: names.index(outcome)])
    # Far enough from either end that a weekend does not move it to another stage.
    return before + dice.randint(3, max(3, stays[outcome] - 5))


def _numbered(plans: list[Plan], zone: str, now: datetime) -> list[Plan]:
    there = ZoneInfo(zone)

    def numbers(
        moments: Iterable[tuple[int, datetime | None]], form: str
    ) -> dict[int, str]:
        known = [(at, index) for index, at in moments if at is not None and at <= now]
        given, counts = {}, Counter[int]()
        for at, index in sorted(known):
            year = at.astimezone(there).year
            counts[year] += 1
            given[index] = form.format(year, counts[year])
        return given

    all_of = [(plan.index, plan.moments) for plan in plans]
    cases = numbers(((n, at.opened) for n, at in all_of), "{}-{:04}")
    invoices = numbers(((n, at.invoiced) for n, at in all_of), "{}-{:04}")
    receipts = numbers(((n, at.paid) for n, at in all_of), "R-{}-{:04}")
    return [
        replace(
            plan,
            number=cases[plan.index],
            invoice=invoices.get(plan.index, ""),
            receipt=receipts.get(plan.index, ""),
        )
        for plan in plans
    ]


def last_numbers(plans: list[Plan]) -> dict[str, int]:
    """The last number given in each series ("cases 2026"), as firm.Numbering keeps it."""
    last: Counter[str] = Counter()
    for plan in plans:
        for series, number in (
            ("cases", plan.number),
            ("invoices", plan.invoice),
            ("receipts", plan.receipt.removeprefix("R-")),
        ):
            if number:
                last[f"{series} {number.partition('-')[0]}"] += 1
    return dict(last)
