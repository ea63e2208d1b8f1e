"""The work and the costs of a case that no invoice asks for yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format

from harborlight.agreements.draft_words import duration
from harborlight.agreements.models import Cost, TimeEntry
from harborlight.agreements.rates import Rates
from harborlight.agreements.standing import billed
from harborlight.billing.models import Line
from harborlight.cases.models import Case


@dataclass(frozen=True)
class Billable:
    """One thing to ask for. cents: what is left of it; negative: too much was asked.

    is_earned: done or spent, so that its money is ours when it is paid.
    """

    pk: UUID
    kind: str
    words: str
    cents: int
    is_earned: bool
    lacks_rate: bool = False


def billable_of(case: Case, costs: Iterable[Cost] | None = None) -> list[Billable]:
    """What is left to ask for in a case, work first, the oldest on top.

    costs: all of the case, where they were read already.
    """
    entries = TimeEntry.objects.filter(TimeEntry.TO_BE_BILLED, case=case)
    rows = [*entries.select_related("user").order_by("on", "written_at", "pk")]
    known = Cost.objects.filter(case=case) if costs is None else costs
    spent = sorted(known, key=lambda one: (one.noted_at, one.pk))
    there = billed([row.pk for row in (*rows, *spent)])
    return [*_work(rows, there), *_costs(spent, there)]


def _work(rows: list[TimeEntry], there: dict[UUID | None, int]) -> Iterator[Billable]:
    left = [row for row in rows if row.pk not in there]
    known = Rates.all() if any(row.rate_cents is None for row in left) else None
    for row in left:
        if known and row.rate_cents is None:
            row.rate_cents = known.of(row.user_id, row.work, row.on)
        day = date_format(row.on, "SHORT_DATE_FORMAT")
        said = f"{day} {row.user.name}, {duration(row.minutes)}: {row.words}"
        yield Billable(
            row.pk,
            Line.Kind.FEE,
            said[:300],
            row.cents,
            is_earned=True,
            lacks_rate=row.rate_cents is None,
        )


def _costs(rows: list[Cost], there: dict[UUID | None, int]) -> Iterator[Billable]:
    """What was spent; and, in advance, what a client agreed to: that goes to trust."""
    for row in rows:
        spent = row.actual_cents is not None
        if row.state == Cost.State.DROPPED:
            continue
        if not spent and row.state != Cost.State.APPROVED:
            continue
        left = row.known_cents - there.get(row.pk, 0)
        if left:
            yield Billable(row.pk, Line.Kind.COST, row.words, left, is_earned=spent)
