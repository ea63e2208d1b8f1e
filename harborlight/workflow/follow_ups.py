"""Days years ahead of a case: counted from what is known of it, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.cases.queries import milestones, parties
from harborlight.facts.queries import named
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.law.deadlines.adding import add
from harborlight.law.deadlines.counting import count
from harborlight.law.deadlines.reading import get_rule
from harborlight.law.deadlines.types import NotCounted
from harborlight.workflow.models import FollowUpStart
from harborlight.workflow.playbook_later import (
    CLOSED,
    MILESTONE,
    STARTS,
    FollowUp,
    Texts,
)
from harborlight.workflow.queries import course_of


@dataclass(frozen=True)
class Ahead:
    """One follow-up of a case. starts: the day it counts from, None while nobody knows it.

    days: what the book calls each day ({} for none), and the day; empty while unknown.
    is_noted: staff typed the day it counts from. why_not: why a known day gives none.
    """

    what: FollowUp
    starts: date | None
    days: Sequence[tuple[Texts, date]] = ()
    is_noted: bool = False
    why_not: str = ""

    @property
    def first(self) -> date | None:
        return min((day for _name, day in self.days), default=None)


def follow_ups_of(actor: Actor, case: Case) -> list[Ahead]:
    """What comes after this case, in the order of its playbook.

    A client sees only what may be told them: those whose day is known.
    """
    several = course_of(actor, case).follow_ups
    if not several:
        return []
    noted = {row.follow_up: row.on for row in _starts(actor, case)}
    # Of facts a client reads their own.
    known = _known(actor, case, several)
    found = [_ahead(one, noted, known) for one in several]
    return [one for one in found if one.days] if actor.is_client else found


def get_follow_up(actor: Actor, case: Case, name: str) -> Ahead:
    """One of them; NotFound if the playbook of the case names none so."""
    for one in follow_ups_of(actor, case):
        if one.what.id == name:
            return one
    raise NotFound


def _starts(actor: Actor, case: Case) -> Sequence[FollowUpStart]:
    return [*FollowUpStart.objects.visible_in(actor, case)]


def _known(actor: Actor, case: Case, several: Sequence[FollowUp]) -> Mapping[str, date]:
    """The days that the record knows, by what follow-ups count from."""
    found: dict[str, date] = {}
    if case.closed_on:
        found[CLOSED] = case.closed_on
    wanted = {one.counts_from for one in several}
    if any(one.startswith(MILESTONE) for one in wanted):
        for row in milestones(actor, case):
            found[f"{MILESTONE}{row.kind}"] = row.on
    paths = {one for one in wanted if "." in one}
    if paths:
        part_of: dict[UUID | None, str] = {
            row.person_id: row.part for row in parties(actor, case)
        }
        for fact in named(actor, case, {one.partition(".")[2] for one in paths}):
            path = f"{part_of.get(fact.person_id, '')}.{fact.name}"
            if path in paths and (day := _day(fact.value)):
                found[path] = day
    return found


def _day(value: str) -> date | None:
    """A whole date; part of one ("2024-05") gives no day to count from."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _ahead(
    one: FollowUp, noted: Mapping[str, date], known: Mapping[str, date]
) -> Ahead:
    starts = noted.get(one.id) or known.get(one.counts_from)
    if starts is None:
        return Ahead(one, None)
    try:
        return Ahead(one, starts, days_after(one, starts), one.id in noted)
    except NotCounted as why:
        return Ahead(one, starts, (), one.id in noted, str(why))


def days_after(one: FollowUp, starts: date) -> list[tuple[Texts, date]]:
    """The days that come of this one. NotCounted, if the rule gives one of them not."""
    day = starts
    for unit, number in one.add.items():
        day = add(day, unit, number, up=False, closures={})
    if not one.rule:
        return [({}, day)]
    rule = get_rule(one.rule)
    told = {name: day if said == STARTS else said for name, said in one.told.items()}
    result = count(one.rule, {rule.counts_from: day, **told})
    counted = result.counted
    if counted is None:
        raise NotCounted(f"{one.rule}: no version of it is in force.")
    labels = {named.name: named.label for named in counted.version.all_dates}
    if missing := [name for name in one.days if name not in counted.named]:
        raise NotCounted(f"{one.rule}: too little is known for {', '.join(missing)}.")
    return [(labels[name], counted.named[name]) for name in one.days]
