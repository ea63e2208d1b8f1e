"""What an automation would have done lately: nothing is performed.

Whether a condition was so is answered by the record of now: how it was then is not kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from harborlight.automation.days import due_between
from harborlight.automation.judging import Lot
from harborlight.automation.rule import Rule
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event

DAYS, MOST = 90, 2000


@dataclass(frozen=True)
class Tried:
    """One occasion: when, in which case, and of each condition whether it is so."""

    case: Case
    at: datetime | date
    so: Sequence[bool]

    @property
    def acts(self) -> bool:
        return all(self.so)


@dataclass(frozen=True)
class Trial:
    """Every occasion, the last one first. cut: there were more than are looked at."""

    rows: Sequence[Tried]
    cut: bool

    @property
    def acting(self) -> list[Tried]:
        return [one for one in self.rows if one.acts]

    @property
    def cases(self) -> int:
        return len({one.case.pk for one in self.acting})


def try_out(actor: Actor, rule: Rule, today: date, moment: datetime) -> Trial:
    """What it waited for in the last 90 days, in open cases that this actor may open."""
    if rule.when is None:
        return Trial((), cut=False)
    if rule.kind:
        met, cut = _events(actor, rule.kind, moment)
    else:
        due = due_between(actor, rule.when, today - timedelta(days=DAYS), today)
        met = [(one.case, one.on) for one in reversed(due)][:MOST]
        cut = len(due) > MOST
    lot = Lot(actor, {case for case, _at in met}, [rule], today)
    rows = [
        Tried(lot.cases[case], at, lot.so(rule, lot.cases[case]))
        for case, at in met
        if case in lot.cases
    ]
    return Trial(rows, cut=cut)


def _events(
    actor: Actor, kind: str, moment: datetime
) -> tuple[list[tuple[UUID, datetime | date]], bool]:
    since = moment - timedelta(days=DAYS)
    open_cases = Case.objects.visible_to(actor).filter(closed_on__isnull=True)
    rows = Event.objects.filter(kind=kind, at__gte=since, case_id__in=open_cases)
    found = [*rows.order_by("-at").values_list("case_id", "at")[: MOST + 1]]
    met: list[tuple[UUID, datetime | date]] = [
        (case, at) for case, at in found[:MOST] if case
    ]
    return met, len(found) > MOST
