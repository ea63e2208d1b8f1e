"""Which mould and which day each case has, worked out for all before any is cast.

The numbers of cases, invoices and receipts follow the order in which they come, in the
whole firm; so the days must be known before the cases are parted among processes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

YEARS = 5
WEEK = timedelta(days=7)
SATURDAY = 5
# Where cases stand today, and how many of two hundred do: as many as a firm has that
# grew a little all the time.
SCENES = {
    "invited": 3,
    "answering": 5,
    "checking": 3,
    "preparing": 3,
    "review": 3,
    "signature": 5,
    "filed": 6,
    "pending": 42,
    "closed": 122,
    "abandoned": 8,
}
# The least and the most days that a case stays there.
STAYS = {
    "invited": (2, 12),
    "answering": (6, 40),
    "checking": (3, 10),
    "preparing": (5, 18),
    "review": (4, 12),
    "signature": (8, 30),
    "filed": (10, 35),
    "pending": (260, 400),
}
# What is over may be over for any time; the others have not waited for longer.
OVER = ("closed", "abandoned")


@dataclass(frozen=True)
class Outline:
    """What the planner must know of a mould."""

    scene: str
    # When the case was opened, its invoice issued, its payment received, and the scene
    # reached.
    opened: datetime
    invoiced: datetime | None
    paid: datetime | None
    reached: datetime


@dataclass(frozen=True)
class Plan:
    """One case: the mould it is cast from, how much earlier, and its numbers."""

    index: int
    mould: int
    weeks: int
    # Minutes and their parts, so that not all of one mould come at one moment.
    sooner: timedelta
    numbers: Mapping[str, str] = field(default_factory=dict)
    has_papers: bool = True

    @property
    def earlier(self) -> timedelta:
        return WEEK * self.weeks + self.sooner


def plan_cases(
    outlines: Sequence[Outline],
    count: int,
    *,
    seed: int,
    now: datetime,
    zone: str,
    papers: int,
) -> list[Plan]:
    """The plans of all cases in the order of their opening; the same for a seed.

    papers: of how many of the newest cases the files are written too.
    """
    # Chance for stories, not for secrets.
    dice = Random(f"{seed} plans")  # noqa: S311
    of_scene = defaultdict(list)
    for number, outline in enumerate(outlines):
        of_scene[outline.scene].append(number)
    scenes = [*SCENES][:count]
    scenes += dice.choices([*SCENES], [*SCENES.values()], k=max(0, count - len(scenes)))
    plans = []
    for scene in scenes:
        mould = dice.choice(of_scene[scene])
        weeks = _weeks(dice, outlines[mould], now)
        sooner = timedelta(seconds=dice.uniform(0, 1200))
        plans.append(Plan(0, mould, weeks, sooner))
    plans.sort(key=lambda plan: outlines[plan.mould].opened - plan.earlier)
    numbered = _numbered(plans, outlines, ZoneInfo(zone))
    return [
        replace(plan, has_papers=place >= count - papers)
        for place, plan in enumerate(numbered)
    ]


def _weeks(dice: Random, outline: Outline, now: datetime) -> int:
    """How many whole weeks earlier than its mould: a Monday stays a Monday."""
    ago = now - outline.reached
    if outline.scene in OVER:
        least = max(0, -(ago // WEEK))
        room = timedelta(days=365 * YEARS - 30) - (now - outline.opened)
        return dice.randint(least, max(least, room // WEEK))
    stay = timedelta(days=dice.uniform(0, STAYS[outline.scene][1]))
    return max(-(ago // WEEK), (stay - ago) // WEEK)


def _numbered(
    plans: list[Plan], outlines: Sequence[Outline], zone: ZoneInfo
) -> list[Plan]:
    def numbers(moments: Iterable[tuple[datetime, int]], before: str) -> dict[int, str]:
        given, counts = {}, Counter[int]()
        for moment, index in sorted(moments):
            year = moment.astimezone(zone).year
            counts[year] += 1
            given[index] = f"{before}{year}-{counts[year]:04}"
        return given

    def moments(name: str) -> Iterable[tuple[datetime, int]]:
        for index, plan in enumerate(plans):
            if moment := getattr(outlines[plan.mould], name):
                yield moment - plan.earlier, index

    series = {
        "cases": numbers(moments("opened"), ""),
        "invoices": numbers(moments("invoiced"), ""),
        "receipts": numbers(moments("paid"), "R-"),
    }
    return [
        Plan(
            index,
            plan.mould,
            plan.weeks,
            plan.sooner,
            {name: given[index] for name, given in series.items() if index in given},
        )
        for index, plan in enumerate(plans)
    ]


def last_numbers(plans: Iterable[Plan]) -> dict[str, int]:
    """The last number given in each series ("cases 2026"), as firm.Numbering keeps it."""
    last: Counter[str] = Counter()
    for plan in plans:
        for series, number in plan.numbers.items():
            last[f"{series} {number.removeprefix('R-').partition('-')[0]}"] += 1
    return dict(last)


class Calendar:
    """Moments of days, in the hours in which people do such things."""

    def __init__(self, dice: Random, zone: str) -> None:
        self.dice, self.zone = dice, ZoneInfo(zone)

    def office(self, day: date) -> datetime:
        """In office hours; a day of the weekend becomes the Monday after."""
        if day.weekday() >= SATURDAY:
            day += timedelta(days=7 - day.weekday())
        return self._at(day, 8.5 + self.dice.random() * 8.5)

    def home(self, day: date) -> datetime:
        """When people sit down with their papers: any day, until late."""
        return self._at(day, 7 + self.dice.random() * 13)

    def _at(self, day: date, hours: float) -> datetime:
        midnight = datetime.combine(day, time(), tzinfo=self.zone)
        return (midnight + timedelta(hours=hours)).astimezone(UTC)
