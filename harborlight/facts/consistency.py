"""What does not fit among the answers of a case: pure functions over its facts and a day.

    for finding in inconsistencies(facts, on=day): ...

facts: as facts.queries.case_facts gives them. What is said elsewhere (papers, forms,
earlier filings) is compared in facts/comparing.py; filings/consistency.py asks both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations

from harborlight.facts import days
from harborlight.facts.catalogue import SUBJECTS, Entry, catalogue
from harborlight.facts.days import (
    WEDDING,
    apart,
    before,
    day_at,
    people_in,
    years_after,
)
from harborlight.facts.findings import Finding, Where, put_in_order
from harborlight.facts.histories import histories
from harborlight.facts.told import Facts, at, called, name_of, rows_of
from harborlight.facts.whereabouts import whereabouts, zip_codes
from harborlight.law.consistency import matters
from harborlight.people.likeness import likeness

Check = Callable[[Facts, date], Iterator[Finding]]
STEPCHILDREN = frozenset({"stepson", "stepdaughter"})
# Groups that tell of other people, whose days come before somebody's birth.
_OF_OTHERS = frozenset({"parents", "children", "household", "sponsored_family"})


def inconsistencies(facts: Facts, *, on: date) -> list[Finding]:
    """Everything that cannot be, or is odd, among what was answered. on: today."""
    return [finding for check in _CHECKS for finding in check(facts, on)]


def _days(facts: Facts, on: date) -> Iterator[Finding]:
    """Days that do not fit one another (facts/days.py)."""
    for clash in days.clashes(facts):
        code = clash.code
        places = [
            at(facts, path, clash.entry if "[]" in path else "")
            for path in clash.places
        ]
        if code == "young_parent":
            values = {one.path: one.value for one in places}
            child, parent = _child_and_parent(values)
            code = "child_before_parent" if before(child, parent) else code
        yield Finding(code, put_in_order(places))


def _child_and_parent(values: Mapping[str, str]) -> tuple[str, str]:
    born = next(value for path, value in values.items() if path.endswith(".birth.date"))
    child = [value for path, value in values.items() if "children[]" in path]
    parent = [value for path, value in values.items() if "parents[]" in path]
    return (child[0], born) if child else (born, parent[0])


def _earlier_marriages(facts: Facts, on: date) -> Iterator[Finding]:
    """A spouse who is said to have died, and is married now."""
    wedding = at(facts, WEDDING)
    for part in people_in(facts):
        for row in rows_of(facts, part, "former_spouses"):
            place = at(facts, f"{part}.former_spouses[].ended_on", row["entry"])
            dead = _ended_by_death(facts, place) and _is_same_spouse(facts, place)
            if dead and before(place.value, wedding.value):
                yield Finding("wed_after_death", put_in_order([place, wedding]))


def _ended_by_death(facts: Facts, place: Where) -> bool:
    path = f"{place.of}.former_spouses[].ended_how"
    return at(facts, path, place.entry).value == "death"


def _is_same_spouse(facts: Facts, place: Where) -> bool:
    """Whether a former spouse is the present one, by name."""
    rows = rows_of(facts, place.of, "former_spouses")
    former = called(next(row for row in rows if row["entry"] == place.entry))
    others = [part for part in people_in(facts) if part in days.SPOUSES - {place.of}]
    return any(
        likeness(name_of(facts[part]), former).verdict in ("same", "spelling")
        for part in others
        if former.family and name_of(facts[part]).family
    )


def _single_days(facts: Facts, on: date) -> Iterator[Finding]:
    """A day that has not come; a day of one's own life before it began."""
    for part in [*people_in(facts), "case"]:
        born = day_at(facts.get(part, {}), "birth.date")
        for entry, place in _days_of(facts, part):
            if entry.past and place.value > on.isoformat()[: len(place.value)]:
                yield Finding("in_future", (place,))
            elif _is_own_day(entry) and before(place.value, born):
                birth = at(facts, f"{part}.birth.date")
                yield Finding("before_birth", put_in_order([place, birth]))


def _days_of(facts: Facts, part: str) -> Iterator[tuple[Entry, Where]]:
    for entry in catalogue().entries.values():
        if entry.of != SUBJECTS.get(part, "person") or entry.type != "date":
            continue
        path = f"{part}.{entry.path}"
        rows = rows_of(facts, part, entry.group) if entry.group else [{"entry": ""}]
        for row in rows:
            place = at(facts, path, row["entry"])
            if days.DAY.fullmatch(place.value):
                yield entry, place


def _is_own_day(entry: Entry) -> bool:
    """Days that facts/days.py holds against the birth are not told twice."""
    told = entry.name in ("from", "to") or entry.path == "admission.date"
    of_others = entry.group in _OF_OTHERS or entry.path.startswith("spouse.")
    told = told or entry.path == "former_spouses[].ended_on"
    return entry.past and not told and not of_others and "birth" not in entry.path


def _stay(facts: Facts, on: date) -> Iterator[Finding]:
    """When somebody came, and until when they may stay; the last of their trips."""
    for part in people_in(facts):
        arrival = at(facts, f"{part}.admission.date")
        until = at(facts, f"{part}.admission.until")
        if before(until.value, arrival.value):
            yield Finding("stay_before_arrival", put_in_order([until, arrival]))
        ends = [
            at(facts, f"{part}.trips[].to", row["entry"])
            for row in rows_of(facts, part, "trips")
        ]
        last = max(ends, key=lambda one: one.value, default=None)
        if last and apart(last.value, arrival.value):
            yield Finding("last_arrival", put_in_order([last, arrival]))


def _stepchildren(facts: Facts, on: date) -> Iterator[Finding]:
    """INA 101(b)(1)(B): the marriage must come before the 18th birthday."""
    wedding = at(facts, WEDDING)
    for place in _claimed(facts):
        grown = years_after(place.value, matters()["stepchild"].number)
        whole = len(grown) == len("1999-04-12")
        if before(grown, wedding.value) or (whole and grown == wedding.value):
            yield Finding("step_too_old", put_in_order([place, wedding]))


def _claimed(facts: Facts) -> Iterator[Where]:
    """The days of birth of everybody who is said to be a stepchild."""
    case = facts.get("case", {})
    if case.get("child_kind") == "step":
        child = {"child": "beneficiary", "parent": "petitioner"}
        part = child.get(str(case.get("relationship")), "")
        yield at(facts, f"{part}.birth.date")
    for part in people_in(facts):
        for row in rows_of(facts, part, "children"):
            if row.get("relationship") in STEPCHILDREN:
                yield at(facts, f"{part}.children[].birth_date", row["entry"])


def _marriage(facts: Facts, on: date) -> Iterator[Finding]:
    """Whether they are married at all."""
    case = facts.get("case", {})
    wedding = at(facts, WEDDING)
    if case.get("relationship", "spouse") != "spouse" or not wedding.value:
        return
    statuses = [
        at(facts, f"{part}.marital_status")
        for part in people_in(facts)
        if part in days.SPOUSES
    ]
    said = [one for one in statuses if one.value]
    if len({one.value for one in said}) > 1:
        yield Finding("two_statuses", put_in_order(said))
    elif said and said[0].value not in ("married", "separated"):
        yield Finding("not_married", put_in_order([*said, wedding]))


def _numbers(facts: Facts, on: date) -> Iterator[Finding]:
    """A number that opens doors belongs to one person."""
    for (of, path), entry in catalogue().entries.items():
        if of != "person" or not entry.secret or entry.group or "spouse." in path:
            continue
        said = [at(facts, f"{part}.{path}") for part in people_in(facts)]
        for one, other in combinations(said, 2):
            if one.value and one.value == other.value:
                yield Finding("number_of_two", put_in_order([one, other]))


def _children(facts: Facts, on: date) -> Iterator[Finding]:
    """A child whom two parties tell of."""
    told = [
        (called(row), at(facts, f"{part}.children[].birth_date", row["entry"]))
        for part in people_in(facts)
        for row in rows_of(facts, part, "children")
    ]
    for (name, day), (named, other) in combinations(told, 2):
        if day.of == other.of or likeness(name, named).verdict == "different":
            continue
        if apart(day.value, other.value):
            words = {"name": str(name)}
            yield Finding("child_told_twice", put_in_order([day, other]), words)


_CHECKS: tuple[Check, ...] = (
    _days,
    _earlier_marriages,
    _single_days,
    _stay,
    _stepchildren,
    _marriage,
    whereabouts,
    zip_codes,
    _numbers,
    _children,
    histories,
)
