"""Counting a deadline of a case: by the book, and the closures that a firm confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override

from harborlight.deadlines.labels import date_label
from harborlight.deadlines.telling import (
    STATUSES,
    because,
    day_in_words,
    nothing_in_force,
)
from harborlight.firm.words import in_words, lines_in_words
from harborlight.law.deadlines.adding import HOLIDAYS_KNOWN, ONE, open_day
from harborlight.law.deadlines.counting import count
from harborlight.law.deadlines.reading import get_rule
from harborlight.law.deadlines.told import read
from harborlight.law.deadlines.types import (
    Closures,
    Counted,
    Four,
    HolidaysEnd,
    NotCounted,
    Result,
    Rule,
)


@dataclass(frozen=True)
class Day:
    """One day that a rule counts. name: "" is the deadline itself."""

    name: str
    label: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a rule says of a case.

    four: its four dates, where it is a deadline and not a window. days: every day by its
    name. trace: the sentences, by language. book: a word for the rule and the closures
    with which it was counted: another one, and it is to be counted anew.
    """

    rule: Rule
    version: int
    four: Four | None
    days: tuple[Day, ...]
    trace: Mapping[str, list[str]]
    findings: tuple[str, ...]
    reviewed: bool
    book: str

    def day(self, name: str) -> date | None:
        """The day of this name; None where this rule, or this version, has none such."""
        if not name:
            return self.four.controls if self.four else None
        return next((one.on for one in self.days if one.name == name), None)

    @property
    def choices(self) -> list[Day]:
        """The days that may be the deadline: the last one, then the others."""
        every = [named for one in self.rule.versions for named in one.all_dates]
        main = {named.name for named in every if named.main}
        others = [one for one in self.days if not self.four or one.name not in main]
        if self.four is None:
            return others
        label = next(named.label for named in every if named.main)
        return [Day("", in_words(label), self.four.controls), *others]

    @property
    def steps(self) -> list[str]:
        """The trace, in the reader's language."""
        return lines_in_words(self.trace)

    @property
    def controls(self) -> str:
        """Which of the four counts: "printed" or "rule"; "": there are not four."""
        if self.four is None:
            return ""
        return "printed" if self.four.controls == self.four.printed else "rule"


class NothingInForce(NotCounted):
    """No text of the rule is in force on this day; the sentence is for the reader.

    words: the same by language.
    """

    def __init__(self, result: Result) -> None:
        super().__init__(nothing_in_force(result))
        self.words = by_language(lambda: nothing_in_force(result))


def why_uncounted(trouble: NotCounted) -> tuple[str, dict[str, str]]:
    """Which of Basis.Uncounted it is, and why in words by language."""
    if isinstance(trouble, NothingInForce):
        return "no text", trouble.words
    if isinstance(trouble, HolidaysEnd):
        text = gettext_noop("The table of holidays ends in %(year)s.")
        last = trouble.last
        return "holidays", by_language(lambda: gettext(text) % {"year": last})
    return "lacking", {"en": str(trouble)}


def by_language(say: Callable[[], str]) -> dict[str, str]:
    """A sentence that is made in the language of now, in each that we write."""
    made = {}
    for language, _name in settings.WRITTEN:
        with override(language):
            made[language] = say()
    return made


def outcome(key: str, texts: Mapping[str, str], closures: Closures) -> Outcome:
    """Count rule `key` from texts of its inputs. closures: of the rule's office.

    Raises NotCounted, or NothingInForce.
    """
    rule = get_rule(key)
    result = count(rule.id, read(rule, texts), closures=closures)
    counted = result.counted
    if counted is None:
        raise NothingInForce(result)
    return Outcome(
        rule=rule,
        version=counted.version.version,
        four=counted.main,
        days=_days(counted),
        trace=_in_words(counted, result.others),
        findings=counted.findings,
        reviewed=counted.version.reviewed is not None,
        book=book_of(rule, closures),
    )


def _days(counted: Counted) -> tuple[Day, ...]:
    return tuple(
        Day(name, date_label(counted.rule, name), _day(on))
        for name, on in counted.named.items()
    )


def _day(on: date | datetime) -> date:
    return on.date() if isinstance(on, datetime) else on


def _in_words(counted: Counted, others: Sequence[Counted]) -> dict[str, list[str]]:
    made = {}
    for language, _name in settings.WRITTEN:
        with override(language):
            beside = [_beside(one) for one in others if one.main]
            made[language] = [*because(counted), *beside]
    return made


def _beside(other: Counted) -> str:
    """What a text would say that is not in force: it may come, or come back."""
    assert other.main
    said = {
        "status": STATUSES[other.version.status],
        "day": day_in_words(other.main.last),
        "note": in_words(other.version.note) if other.version.note else "",
    }
    text = gettext(
        "By another text of the rule (%(status)s) it would be %(day)s. %(note)s"
    )
    return (text % said).strip()


def title_of(rule: Rule, named: str) -> dict[str, str]:
    """What a deadline by this rule is called, by language."""

    def say() -> str:
        title = in_words(rule.title)
        said = {"title": title, "what": date_label(rule, named)}
        return gettext("%(title)s: %(what)s") % said if named else title

    return by_language(say)


def book_of(rule: Rule, closures: Closures) -> str:
    """A short word for the text of a rule, the closures that it may meet, and the years
    of which the holidays are known."""
    said = _text_of(rule.id) + repr(sorted(closures.items())) + repr(HOLIDAYS_KNOWN)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@cache
def _text_of(key: str) -> str:
    return repr(get_rule(key))


def inner_day(last: date, days: int, closures: Closures) -> date:
    """The firm's own day, so many days before the last one: on an open day."""
    if not days:
        return last
    return open_day(last - timedelta(days=days), closures, by=-ONE)
