"""Counting a deadline: day 0 is not counted, mail days are added, then it rolls once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from harborlight.law.deadlines import special
from harborlight.law.deadlines.adding import ONE, add, open_day, rolled
from harborlight.law.deadlines.reading import get_rule
from harborlight.law.deadlines.told import whole
from harborlight.law.deadlines.types import (
    EARLIER,
    FORWARD,
    IN_FORCE,
    ON_PAPER,
    Closures,
    Counted,
    Four,
    Named,
    NotCounted,
    Result,
    Rule,
    Step,
    Version,
    Words,
)

NO_CLOSURES: Closures = {}


def count(
    key: str, told: Mapping[str, Any], *, closures: Closures = NO_CLOSURES
) -> Result:
    """What rule `key` says of `told` (values by the names of its inputs).

    closures: days on which its office was closed besides weekends and holidays, and why.
    NotCounted: what lacks, or is beyond what is known; a rule never guesses.
    """
    rule = get_rule(key)
    known = whole(rule, told)
    day = known.get(rule.selector)
    chosen = _in_force(rule, day)
    counted = _count(rule, chosen, known, closures) if chosen else None
    others = tuple(
        _count(rule, version, known, closures)
        for version in rule.versions
        if version.status != IN_FORCE and _is_of_interest(version, day)
    )
    if counted is None and not others:
        raise NotCounted(f"{rule.id}: no version of the rule is known for {day}.")
    return Result(rule=rule, told=known, counted=counted, others=others)


def _in_force(rule: Rule, day: date | None) -> Version | None:
    found = [
        one for one in rule.versions if one.status == IN_FORCE and one.holds_on(day)
    ]
    if len(found) > 1 and day is not None:
        raise NotCounted(f"{rule.id}: two versions are in force on {day}.")
    # Where nothing chooses, the newest one.
    return max(found, key=lambda one: one.version) if found else None


def _is_of_interest(version: Version, day: date | None) -> bool:
    """A text that may come back, or come: litigation and rule making turn."""
    return version.status in ("proposed", "pending_publication") or version.holds_on(
        day
    )


def _count(
    rule: Rule, version: Version, known: Mapping[str, Any], closures: Closures
) -> Counted:
    version = _as_chosen(version, known)
    if rule.special:
        return special.FUNCTIONS[rule.special](rule, version, known, closures)
    return one_after_another(rule, version, known, closures)


def _as_chosen(version: Version, known: Mapping[str, Any]) -> Version:
    """The version with what it says of the choice that was made."""
    if not version.by_choice:
        return version
    changed = version.by_choice["of"].get(known[version.by_choice["input"]], {})
    dates = (*version.dates, *changed.get("dates", ()))
    return replace(version, **{**changed, "dates": dates})


def one_after_another(
    rule: Rule, version: Version, known: Mapping[str, Any], closures: Closures
) -> Counted:
    """Each date of the version, in its order; those after it may count from it."""
    named: dict[str, date] = {}
    steps: list[Step] = []
    main: Four | None = None
    for one in version.dates:
        base = named.get(one.of) or known.get(one.of)
        if base is None:
            continue  # of what was not said, nothing follows
        day = _raw(one, version, base, known, closures, steps)
        day = _ended_by(one, day, {**known, **named}, steps)
        named[one.name] = day
        if one.main:
            main = _four(one, day, known, closures, steps)
            named[one.name] = main.last
        elif one.roll == EARLIER:
            named[one.name] = open_day(day, closures, by=-ONE)
    return Counted(
        rule=rule,
        version=version,
        named=named,
        main=main,
        steps=tuple(steps),
        verdict=version.verdict or _late(version, named, known),
        findings=("printed later",) if main and main.disagrees else (),
    )


def _late(
    version: Version, named: Mapping[str, date], known: Mapping[str, Any]
) -> Words | None:
    """What follows of being sent after a date that says so; the first such one."""
    sent = known.get("sent_on")
    for one in version.dates:
        if one.late and sent and one.name in named and sent > named[one.name]:
            return one.late
    return None


def _raw(
    one: Named,
    version: Version,
    base: date,
    known: Mapping[str, Any],
    closures: Closures,
    steps: list[Step],
) -> date:
    day = base
    steps.append(Step("from", day, {"of": one.of, "for": one.label}))
    for step in one.add:
        ((unit, amount),) = step.items()
        n = _amount(amount, known)
        day = add(day, unit, n, up=one.clamp == "up", closures=closures)
        steps.append(Step("add", day, {"n": n, "unit": unit}))
    mail = version.mail_days.get(known.get("served") or "", 0) if one.main else 0
    if mail:
        day = add(day, "days", mail, up=False, closures=closures)
        steps.append(Step("mail", day, {"n": mail, "served": known["served"]}))
    return day


def _amount(said: int | str, known: Mapping[str, Any]) -> int:
    if isinstance(said, int):
        return said
    n: int = known[said.removeprefix("-")]
    return -n if said.startswith("-") else n


def _ended_by(
    one: Named, day: date, known: Mapping[str, Any], steps: list[Step]
) -> date:
    for name in one.earliest_of:
        other = known.get(name)
        if other is not None and other < day:
            day = other
            steps.append(Step("ended", day, {"of": name}))
    return day


def _four(
    one: Named,
    raw: date,
    known: Mapping[str, Any],
    closures: Closures,
    steps: list[Step],
) -> Four:
    firm = open_day(raw, closures, by=-ONE)
    last = raw
    passed: Iterable[tuple[date, str]] = ()
    if one.roll == FORWARD or (one.roll == ON_PAPER and known["answered"] == "paper"):
        *passed, (last, _open) = rolled(raw, closures)
    elif one.roll == EARLIER:
        *passed, (last, _open) = rolled(raw, closures, by=-ONE)
    elif one.roll == ON_PAPER and firm != raw:
        steps.append(Step("online", raw))
    steps += [Step("closed", day, {"why": why}) for day, why in passed]
    if passed:
        steps.append(Step("rolled", last, {"earlier": one.roll == EARLIER}))
    steps.append(Step("firm", firm, {"raw": raw}))
    four = Four(raw=raw, last=last, firm=firm, printed=known.get("printed"))
    if four.printed:
        steps.append(Step("printed", four.printed, {"later": four.disagrees}))
    return four
