"""Five years of addresses and of work: gaps, and what cannot be at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from harborlight.facts.days import day_at, people_in
from harborlight.facts.findings import Finding, Where, put_in_order
from harborlight.facts.stays import (
    Stay,
    bounds,
    gaps,
    overlaps,
    stays,
    years_before,
)
from harborlight.law.consistency import matters

# From this age on forms are told what somebody worked or studied.
WORKS_AT = 16
# Occupations that leave no room for another one.
IDLE = frozenset({"unemployed", "retired"})


def histories(facts: Mapping[str, Mapping[str, Any]], on: date) -> Iterator[Finding]:
    """What is missing or doubled in the last five years of everybody who told them."""
    for part in people_in(facts):
        for group in ("addresses", "jobs"):
            rows = {str(row["entry"]): row for row in facts[part].get(group, [])}
            several = stays([*rows.values()], on)
            if several:
                since = _since(facts[part], group, on)
                yield from _gaps(part, group, rows, several, since, on)
                yield from _overlaps(part, group, rows, several, since)
        trips = facts[part].get("trips", [])
        for one, other in overlaps(stays(trips, on)):
            rows = {str(row["entry"]): row for row in trips}
            both = [
                _place(part, "trips", "from", rows, it.entry) for it in (one, other)
            ]
            yield Finding("trips_overlap", put_in_order(both))


def _since(known: Mapping[str, Any], group: str, on: date) -> date:
    """The day from which on a history is asked for; nobody lived before they were born."""
    since = years_before(on, matters()["histories"].number)
    born = bounds(day_at(known, "birth.date"))
    if born is None:
        return since
    first = years_before(born[1], -WORKS_AT) if group == "jobs" else born[1]
    return max(since, first)


def _gaps(
    part: str,
    group: str,
    rows: Mapping[str, Mapping[str, Any]],
    several: list[Stay],
    since: date,
    on: date,
) -> Iterator[Finding]:
    for gap in gaps(several, since=since, on=on):
        places = []
        if gap.after:
            places.append(_place(part, group, "to", rows, gap.after))
        if gap.before:
            places.append(_place(part, group, "from", rows, gap.before))
        words = {"since": gap.since.isoformat(), "until": gap.until.isoformat()}
        yield Finding(f"gap_{group}", put_in_order(places), words)


def _overlaps(
    part: str,
    group: str,
    rows: Mapping[str, Mapping[str, Any]],
    several: list[Stay],
    since: date,
) -> Iterator[Finding]:
    """Two jobs at a time are nothing odd; work and no work are."""
    for one, other in overlaps(several):
        kinds = {rows[it.entry].get("kind", "") for it in (one, other)}
        if group == "jobs" and not (kinds & IDLE and kinds - IDLE):
            continue
        mine, theirs = one.surely_covers(), other.surely_covers()
        assert mine and theirs
        first, last = max(mine[0], theirs[0]), min(mine[1], theirs[1])
        if last < since:
            continue
        both = (one, other)
        if group == "addresses" and all(it.is_current for it in both):
            places = [_place(part, group, "current", rows, it.entry) for it in both]
            yield Finding("two_present", put_in_order(places))
            continue
        places = [
            _place(part, group, name, rows, it.entry)
            for it in both
            for name in ("from", "to")
            if rows[it.entry].get(name)
        ]
        words = {"since": first.isoformat(), "until": last.isoformat()}
        yield Finding(f"overlap_{group}", put_in_order(places), words)


def _place(
    part: str, group: str, name: str, rows: Mapping[str, Mapping[str, Any]], entry: str
) -> Where:
    value = rows[entry].get(name, "")
    return Where(f"{part}.{group}[].{name}", str(value), entry)
