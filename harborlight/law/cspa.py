"""How old a child is in the eyes of the law (Child Status Protection Act).

Of a preference category the days that the petition was pending are taken off; of
immediate relatives and of children of asylees the age stands still on one day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from harborlight.law.book import entries


class NotCounted(Exception):
    """The days contradict each other: "filed" (approved before it was filed), "born"
    (after the day that counts)."""


@dataclass(frozen=True)
class Age:
    """An age under the act.

    years, days: the age; pending: days taken off; counted_on: the day on which they
    were so old; is_child: under the limit. seek_by: the last day of the year within which
    they must ask for the visa or the card, else the protection is lost; None: no such day.
    source: the law.
    """

    years: int
    days: int
    pending: int
    counted_on: date
    is_child: bool
    seek_by: date | None
    source: str
    # The law of the year within which they must ask.
    seek_source: str = ""


def preference_age(*, born: date, filed: date, approved: date, available: date) -> Age:
    """The age in a preference category.

    available: the first day of the month in which the bulletin had a number for the
    priority date. Where the petition was approved later, that day counts instead.
    """
    if approved < filed:
        raise NotCounted("filed")
    on = max(available, approved)
    pending = (approved - filed).days
    found = _age(born, on, pending, str(entries("cspa")["preference"]["source"]))
    seek = entries("cspa")["seek"]
    day = _birthday(on, int(seek["years"]))
    return replace(found, seek_by=day, seek_source=str(seek["source"]))


def frozen_age(*, born: date, on: date, law: str = "relative") -> Age:
    """The age that stands still on a day. law: "relative" or "asylee"."""
    return _age(born, on, 0, str(entries("cspa")[law]["source"]))


def is_minor(born: date, on: date) -> bool:
    """Whether somebody is under the limit on a day, with nothing taken off."""
    return on < _birthday(born, int(entries("cspa")["limit"]["years"]))


def _age(born: date, on: date, pending: int, source: str) -> Age:
    as_if = on - timedelta(days=pending)
    if on < born:
        raise NotCounted("born")
    years = as_if.year - born.year
    if as_if < _birthday(born, years):
        years -= 1
    limit = int(entries("cspa")["limit"]["years"])
    return Age(
        years=years,
        days=(as_if - _birthday(born, years)).days,
        pending=pending,
        counted_on=on,
        is_child=as_if < _birthday(born, limit),
        seek_by=None,
        source=source,
    )


def _birthday(born: date, years: int) -> date:
    """So many years later; who was born on 29 February has it on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
