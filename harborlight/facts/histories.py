"""Five years of addresses and of work: gaps, and what cannot be at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from harborlight.facts.days import day_at, people_in
from harborlight.facts.findings import Finding, put_in_order
from harborlight.facts.stays import (
    Stay,
    bounds,
    gaps,
    overlaps,
    stays,
    years_before,
)
from harborlight.facts.told import Facts, at, rows_of
from harborlight.law.consistency import matters

# From this age on forms are told what somebody worked or studied.
WORKS_AT = 16
# Occupations that leave no room for another one.
IDLE = frozenset({"unemployed", "retired"})


def histories(facts: Facts, on: date) -> Iterator[Finding]:
    """What is missing or doubled in the last five years of everybody who told them."""
    for part in people_in(facts):
        for group in ("addresses", "jobs"):
            several = stays(rows_of(facts, part, group), on)
            if several:
                since = _since(facts[part], group, on)
                history = f"{part}.{group}[]"
                yield from _gaps(facts, history, several, since, on)
                yield from _overlaps(facts, history, several, since)
        for *both, _common in overlaps(stays(rows_of(facts, part, "trips"), on)):
            places = [at(facts, f"{part}.trips[].from", it.entry) for it in both]
            yield Finding("trips_overlap", put_in_order(places))


def _since(known: Mapping[str, Any], group: str, on: date) -> date:
    """The day from which on a history is asked for; nobody lived before they were born."""
    since = years_before(on, matters()["histories"].number)
    born = bounds(day_at(known, "birth.date"))
    if born is None:
        return since
    first = years_before(born[1], -WORKS_AT) if group == "jobs" else born[1]
    return max(since, first)


def _gaps(
    facts: Facts, history: str, several: list[Stay], since: date, on: date
) -> Iterator[Finding]:
    """history: "petitioner.jobs[]"."""
    for gap in gaps(several, since=since, on=on):
        places = []
        if gap.after:
            places.append(at(facts, f"{history}.to", gap.after))
        if gap.before:
            places.append(at(facts, f"{history}.from", gap.before))
        words = {"since": gap.since.isoformat(), "until": gap.until.isoformat()}
        yield Finding(f"gap_{_group(history)}", put_in_order(places), words)


def _overlaps(
    facts: Facts, history: str, several: list[Stay], since: date
) -> Iterator[Finding]:
    """Two jobs at a time are nothing odd; work and no work are."""
    group = _group(history)
    for *both, (first, last) in overlaps(several):
        kinds = {at(facts, f"{history}.kind", it.entry).value for it in both}
        if group == "jobs" and not (kinds & IDLE and kinds - IDLE):
            continue
        if last < since:
            continue
        if group == "addresses" and all(it.is_current for it in both):
            places = [at(facts, f"{history}.current", it.entry) for it in both]
            yield Finding("two_present", put_in_order(places))
            continue
        places = [
            place
            for it in both
            for name in ("from", "to")
            if (place := at(facts, f"{history}.{name}", it.entry)).value
        ]
        words = {"since": first.isoformat(), "until": last.isoformat()}
        yield Finding(f"overlap_{group}", put_in_order(places), words)


def _group(history: str) -> str:
    return history.partition(".")[2].removesuffix("[]")
