"""What a rule of the book says, and what is counted from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from harborlight.law.book import Cited

# Of a version: only one that is in force counts; the others are told beside it.
IN_FORCE = "in_force"
STATUSES = (
    "proposed",
    "pending_publication",
    "unverified",
    IN_FORCE,
    "stayed",
    "enjoined",
    "vacated",
    "superseded",
    "rescinded",
)
# How the last day behaves where offices are closed on it. ON_PAPER: it runs to the next
# open day for an answer on paper, and stays for one online (USCIS Policy Manual, Vol. 1).
# EARLIER: of a count backwards, the last open day before.
NEVER, FORWARD, ON_PAPER, EARLIER = "never", "forward", "paper", "earlier"
ROLLS = (NEVER, FORWARD, ON_PAPER, EARLIER)
# The ways in which a notice is served.
SERVED = ("mail", "online", "person", "abroad")
KINDS = ("date", "number", "choice", "words", "ranges", "cutoff")

Words = Mapping[str, str]
Closures = Mapping[date, str]


class NotCounted(Exception):
    """It cannot be counted from what was said; the sentence says what lacks or is wrong."""


class HolidaysEnd(NotCounted):
    """The table of holidays knows nothing of this year. last: the last one it knows."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(
            f"The holidays of {year} are not known. They are known from {first} to {last}."
        )
        self.last = last


@dataclass(frozen=True, kw_only=True)
class Input:
    """Something that a rule must know. kind: one of KINDS; choices: of a choice."""

    name: str
    kind: str
    label: Words
    required: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None


@dataclass(frozen=True, kw_only=True)
class Named:
    """A date that a version counts. of: the input or the date before, that it counts from.

    add: steps like {"days": 84} or {"months": -6}, in order; a number may be the name of an
    input ("-name" counts back). clamp: where a month has no such day, "down" to its last, "up" to the next
    month's first. earliest_of: other dates that end it, where they are known. main: the
    last day of the period, with the four dates of a deadline. late: what follows, in words,
    where it is sent (the input `sent_on`) after this date.
    """

    name: str
    label: Words
    of: str
    add: tuple[Mapping[str, Any], ...] = ()
    clamp: str = "down"
    roll: str = NEVER
    earliest_of: tuple[str, ...] = ()
    main: bool = False
    late: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Version(Cited):
    """One text of a rule, and the days of its selector for which it holds.

    mail_days: added by the way a notice was served. status_from: since when it is stayed,
    vacated and so on. verdict: what follows where no date does. params: numbers of the
    functions in `special.py`.
    """

    version: int
    status: str
    effective_until: date | None = None
    status_from: date | None = None
    dates: tuple[Named, ...] = ()
    mail_days: Mapping[str, int] = field(default_factory=dict)
    verdict: Words | None = None
    note: Words | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    by_choice: Mapping[str, Any] = field(default_factory=dict)

    @property
    def all_dates(self) -> tuple[Named, ...]:
        """Its dates, whatever is chosen."""
        chosen = self.by_choice.get("of", {}).values()
        return (*self.dates, *(one for what in chosen for one in what.get("dates", ())))

    def holds_on(self, day: date | None) -> bool:
        if day is None:
            return True
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_until is None or day <= self.effective_until)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule with all its versions. counts_from: the input that `--from` gives.

    selector: the input that chooses the version. special: the function of `special.py`
    that counts it, "" where its dates are counted one after another. attorney_only: it
    is shown to nobody else.
    """

    id: str
    title: Words
    office: str
    counts_from: str
    selector: str
    inputs: tuple[Input, ...]
    versions: tuple[Version, ...]
    special: str = ""
    attorney_only: bool = False

    @property
    def depends_on_service(self) -> bool:
        return any(version.mail_days for version in self.versions)

    @property
    def depends_on_answer(self) -> bool:
        return any(
            named.roll == ON_PAPER
            for version in self.versions
            for named in version.all_dates
        )


@dataclass(frozen=True)
class Step:
    """One step of the trace, in no language: `deadlines.telling` says it."""

    kind: str
    day: date | None = None
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Four:
    """The four dates of a deadline. raw: unrolled; last: rolled; firm: the last open day
    on or before raw, which tasks use; printed: what the notice says."""

    raw: date
    last: date
    firm: date
    printed: date | None = None

    @property
    def controls(self) -> date:
        """The earlier one of what was counted and what is printed."""
        return min(self.last, self.printed) if self.printed else self.last

    @property
    def disagrees(self) -> bool:
        """Whether the notice gives a day later than the rule allows: an attorney's."""
        return self.printed is not None and self.printed > self.last


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What one version of a rule says. named: every date that it counts, by name.

    verdict: what follows, in words, where no date does. findings: keys of what an
    attorney must see ("impossible", "printed later").
    """

    rule: Rule
    version: Version
    named: Mapping[str, date | datetime]
    main: Four | None
    steps: tuple[Step, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    verdict: Words | None = None
    findings: tuple[str, ...] = ()

    @property
    def in_force(self) -> bool:
        return self.version.status == IN_FORCE


@dataclass(frozen=True, kw_only=True)
class Result:
    """What is in force (None where no version is), and what other versions would say."""

    rule: Rule
    told: Mapping[str, Any]
    counted: Counted | None
    others: tuple[Counted, ...]
