"""What the firm earned: by kind of case, and month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum
from django.db.models.functions import TruncMonth

from harborlight.billing.models import Invoice, Line, Reduction
from harborlight.billing.queries import may_look
from harborlight.firm.actor import Actor

MONTHS = 12


@dataclass(frozen=True)
class Earned:
    """Fees that invoices asked for as earned, less credit notes, in whole cents.

    kinds: by kind of case, the most first. months: the first day of each of the last
    twelve, the oldest first; the last is not over.
    """

    kinds: Sequence[tuple[str, int]]
    months: Sequence[tuple[date, int]]

    @property
    def cents(self) -> int:
        return sum(cents for _month, cents in self.months)


def earned(actor: Actor, on: date) -> Earned:
    """What was earned in the twelve months that end with the one of this day."""
    may_look(actor)
    first = months_to(on)[0]
    kinds: dict[str, int] = {}
    months = dict.fromkeys(months_to(on), 0)
    for kind, month, cents in [*_asked(actor, first, on), *_back(actor, first, on)]:
        kinds[kind] = kinds.get(kind, 0) + cents
        months[month] += cents
    by_size = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    return Earned(by_size, [*months.items()])


def months_to(on: date) -> list[date]:
    """The first days of twelve months, the oldest first, the last the one of this day."""
    last = on.year * 12 + on.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(last - MONTHS + 1, last + 1)]


def _asked(actor: Actor, first: date, on: date) -> list[tuple[str, date, int]]:
    rows = Line.objects.visible_to(actor).filter(
        kind=Line.Kind.FEE,
        to=Line.To.OPERATING,
        invoice__issued_on__gte=first,
        invoice__issued_on__lte=on,
    )
    rows = rows.exclude(invoice__state=Invoice.State.VOID).order_by()
    told = rows.annotate(month=TruncMonth("invoice__issued_on"))
    return [
        *told.values("case__kind", "month")
        .annotate(all=Sum("cents"))
        .values_list("case__kind", "month", "all")
    ]


def _back(actor: Actor, first: date, on: date) -> list[tuple[str, date, int]]:
    """What credit notes took off again, as negative cents."""
    rows = Reduction.objects.visible_to(actor).filter(
        kind=Reduction.Kind.CREDIT, on__gte=first, on__lte=on
    )
    rows = rows.exclude(invoice__state=Invoice.State.VOID).order_by()
    told = rows.annotate(month=TruncMonth("on"))
    return [
        *told.values("case__kind", "month")
        .annotate(all=Sum(F("trust_cents") - F("cents")))
        .values_list("case__kind", "month", "all")
    ]
