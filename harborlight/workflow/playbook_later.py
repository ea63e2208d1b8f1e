"""What comes after a case, and what its client may need besides: read and checked.

related:    a need that is no part of the case, such as a tax number: who decides, and what
            the client reads if they are told.
follow_ups: a day years ahead. It counts from a fact ("beneficiary.residence.date"), from
            a milestone ("milestone:receipt"), from the closing ("closed"), or from a day that
            staff type ("noted"; `asks` says which). `add` first, then the dates `days` of
            the rule of the book that `rule` names, with what `told` says besides ("starts"
            is the day it counts from).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from harborlight.law.deadlines.reading import rules
from harborlight.workflow.playbook_shape import Fault

Texts = Mapping[str, str]
CLOSED = "closed"
NOTED = "noted"
STARTS = "starts"
MILESTONE = "milestone:"
STEPS = ("years", "months", "days")


@dataclass(frozen=True)
class Related:
    """Something the client may need that this case does not give.

    form, playbook: what it would be done with, "" for neither. reviewed: whether a lawyer
    has looked at it.
    """

    id: str
    name: Texts
    why: Texts
    told: Texts
    form: str = ""
    playbook: str = ""
    source: str = ""
    reviewed: bool = False


@dataclass(frozen=True)
class FollowUp:
    """A day after the case. rule: of the book, "" where `add` alone gives the day."""

    id: str
    title: Texts
    words: Texts
    counts_from: str
    source: str
    reviewed: bool
    asks: Texts = field(default_factory=dict)
    rule: str = ""
    days: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    add: Mapping[str, int] = field(default_factory=dict)


def later_faults(definition: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the needs and the days that a playbook names."""
    parts = {one["id"] for one in definition["parts"]}
    milestones = {one["id"] for one in definition["milestones"]}
    for n, row in enumerate(definition.get("related", ())):
        if row.get("playbook") == definition["key"]:
            said = _("A case cannot be a need of its own kind.")
            yield Fault(("related", n, "playbook"), said)
    for n, row in enumerate(definition.get("follow_ups", ())):
        start = row["counts_from"]
        if not _is_start(start, parts, milestones):
            said = _("“%(start)s” is no day that this kind of case can know.")
            yield Fault(("follow_ups", n, "counts_from"), said % {"start": start})
        yield from _rule(n, row)
        if start == NOTED and not row.get("asks"):
            said = _("Say in “asks” which day staff type.")
            yield Fault(("follow_ups", n, "asks"), said)
        if not _is_length(row.get("add", {})):
            said = _("A length is whole years, months or days: {years: 2}.")
            yield Fault(("follow_ups", n, "add"), said)
        elif not row.get("rule") and not row.get("add"):
            said = _("Name a rule of the book, or how long after the day it is.")
            yield Fault(("follow_ups", n), said)


def _rule(n: int, row: Mapping[str, Any]) -> Iterator[Fault]:
    if not row.get("rule"):
        return
    rule = rules().get(row["rule"])
    if rule is None:
        said = _("The book has no rule %(rule)s.") % {"rule": row["rule"]}
        yield Fault(("follow_ups", n, "rule"), said)
        return
    known = {one.name for version in rule.versions for one in version.all_dates}
    wrong = [one for one in row.get("days", ()) if one not in known]
    if wrong or not row.get("days"):
        said = _("Rule %(rule)s counts these days: %(days)s.")
        words = {"rule": rule.id, "days": ", ".join(sorted(known))}
        yield Fault(("follow_ups", n, "days"), said % words)


def _is_start(start: str, parts: set[str], milestones: set[str]) -> bool:
    if start.startswith(MILESTONE):
        return start.removeprefix(MILESTONE) in milestones
    return start in (CLOSED, NOTED) or start.partition(".")[0] in parts


def _is_length(add: object) -> bool:
    return isinstance(add, Mapping) and all(
        name in STEPS and isinstance(number, int) and not isinstance(number, bool)
        for name, number in add.items()
    )
