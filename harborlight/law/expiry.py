"""Until when a paper is good for a filing, by its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from harborlight.law.book import BadBook, Cited, entries

PRINTED, ISSUED = "printed", "issued"


@dataclass(frozen=True)
class Expiry(Cited):
    """counts_from: PRINTED (the day of expiry on the paper) or ISSUED. good_for_days: how
    long after that day it is good; before it, as a negative number."""

    counts_from: str
    good_for_days: int


@cache
def expiries() -> dict[str, Expiry]:
    """Every rule of the book, by the kind of paper. BadBook where one counts from nowhere."""
    found = {kind: Expiry(**entry) for kind, entry in entries("expiry").items()}
    for kind, rule in found.items():
        if rule.counts_from not in (PRINTED, ISSUED):
            raise BadBook(f"expiry.yaml, {kind}: counts_from is printed or issued.")
    return found


def is_printed(kind: str) -> bool:
    """Whether papers of this kind bear the day on which they expire."""
    rule = expiries().get(kind)
    return rule is not None and rule.counts_from == PRINTED


def good_until(
    kind: str, *, issued_on: date | None, expires_on: date | None
) -> date | None:
    """The last day on which it is good for a filing; None: no rule, or no day, tells.

    A kind without a rule is good until the day that stands on it, if one does.
    """
    rule = expiries().get(kind)
    if rule is None:
        return expires_on
    day = expires_on if rule.counts_from == PRINTED else issued_on
    counted = day + timedelta(days=rule.good_for_days) if day else None
    if rule.counts_from == ISSUED and expires_on:
        return min(counted, expires_on) if counted else expires_on
    return counted
