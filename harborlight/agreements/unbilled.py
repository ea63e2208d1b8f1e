"""The work and the costs of the whole firm that no invoice asks for yet, case by case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from harborlight.agreements.models import Cost, TimeEntry
from harborlight.billing.models import Invoice, Line
from harborlight.billing.queries import may_look
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Unbilled:
    """Of one case: minutes and what they come to, and costs, in whole cents.

    lacks_rate: entries of which nobody has said what an hour costs. since: the day of the
    oldest work, None where there are costs alone.
    """

    case: Case
    minutes: int
    work_cents: int
    cost_cents: int
    lacks_rate: int
    since: Any

    @property
    def cents(self) -> int:
        return self.work_cents + self.cost_cents


def unbilled_sums(actor: Actor) -> tuple[int, int]:
    """Minutes that no invoice asks for yet; and what they and the costs come to."""
    may_look(actor)
    work = _work(actor).aggregate(all=Sum(_worth()), minutes=Sum("minutes"))
    costs = _costs(actor).aggregate(all=Sum("left"))
    return work["minutes"] or 0, (work["all"] or 0) + (costs["all"] or 0)


def unbilled_by_case(actor: Actor) -> Sequence[Unbilled]:
    """Every case with something to bill, what is most on top."""
    may_look(actor)
    work = {row["case"]: row for row in _by_case(_work(actor))}
    costs = _costs(actor).order_by().values("case").annotate(all=Sum("left"))
    spent: dict[UUID, int] = dict(costs.values_list("case", "all"))
    cases = Case.objects.visible_to(actor).filter(pk__in={*work, *spent})
    found = [_of_case(one, work.get(one.pk, {}), spent.get(one.pk, 0)) for one in cases]
    return sorted(found, key=lambda one: (-one.cents, one.case.number))


def _of_case(case: Case, work: Any, spent: int) -> Unbilled:
    return Unbilled(
        case=case,
        minutes=work.get("all_minutes", 0),
        work_cents=work.get("all", 0),
        cost_cents=spent,
        lacks_rate=work.get("bare", 0),
        since=work.get("since"),
    )


def _by_case(rows: QuerySet[TimeEntry]) -> Iterable[Mapping[str, Any]]:
    found: Any = (
        rows.order_by()
        .values("case")
        .annotate(
            all=Sum(_worth()),
            all_minutes=Sum("minutes"),
            bare=Count("pk", filter=Q(rate_cents=None)),
            since=Min("on"),
        )
    )
    return [*found]


def _worth() -> Any:
    """What an entry comes to, half a cent rounded up, as `TimeEntry.cents`."""
    return ExpressionWrapper(
        (Coalesce(F("rate_cents"), 0) * F("minutes") + 30) / 60,
        output_field=BigIntegerField(),
    )


def _lines() -> QuerySet[Line]:
    rows = Line.objects.filter(of_work=OuterRef("pk"))
    return rows.exclude(invoice__state=Invoice.State.VOID)


def _work(actor: Actor) -> QuerySet[TimeEntry]:
    rows = TimeEntry.objects.visible_to(actor).filter(TimeEntry.TO_BE_BILLED)
    return rows.filter(~Exists(_lines()))


def _costs(actor: Actor) -> QuerySet[Cost]:
    """Costs that were spent or agreed to, each with what is `left` to ask for of it."""
    asked = _lines().order_by().values("of_work").annotate(all=Sum("full_cents"))
    known = Coalesce(F("actual_cents"), F("estimate_cents"))
    there = Coalesce(Subquery(asked.values("all")), 0)
    rows = Cost.objects.visible_to(actor).exclude(state=Cost.State.DROPPED)
    rows = rows.filter(Q(actual_cents__isnull=False) | Q(state=Cost.State.APPROVED))
    return rows.annotate(left=known - there).exclude(left=0)
