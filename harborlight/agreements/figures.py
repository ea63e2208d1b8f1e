"""Figures of the firm's money: what is owed since when, how soon it comes, and which
retainers are low."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Aggregate,
    Count,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from harborlight.agreements.models import Agreement
from harborlight.billing.models import Invoice, Payment
from harborlight.billing.queries import LEFT, OPEN, may_look
from harborlight.firm.actor import Actor
from harborlight.trust.models import Account, Book

# Days late, up to and with which an invoice stands in this group; the last has no end.
AGES = (0, 30, 60, 90)
QUARTER, YEAR = 90, 365


@dataclass(frozen=True)
class Age:
    """Open invoices of one age: from and to how many days late (to None: no end)."""

    since: int
    until: int | None
    cents: int
    count: int


@dataclass(frozen=True)
class Owed:
    """What open invoices still ask for. ages: by how late it is; late: of it, past its day.

    dso: days sales outstanding over a quarter; None: nothing was billed in it.
    """

    ages: Sequence[Age]
    dso: int | None

    @property
    def cents(self) -> int:
        return sum(one.cents for one in self.ages)

    @property
    def late(self) -> Age:
        """All that is past its day, together."""
        past = [one for one in self.ages if one.since]
        cents, count = (sum(one.cents for one in past), sum(one.count for one in past))
        return Age(1, None, cents, count)


def owed_by_age(actor: Actor, on: date) -> Owed:
    """What is still owed on this day, and how that compares with what was billed."""
    may_look(actor)
    asked = Invoice.objects.visible_to(actor).exclude(number="").exclude(state="void")
    wanted: dict[str, Aggregate] = {}
    for since, until in _stretches():
        late = Q(state__in=OPEN, due_on__lte=on - timedelta(days=since))
        if not since:
            late = Q(state__in=OPEN, due_on__gte=on)
        elif until is not None:
            late &= Q(due_on__gte=on - timedelta(days=until))
        wanted[f"cents_{since}"] = Sum(LEFT, filter=late)
        wanted[f"count_{since}"] = Count("pk", filter=late)
    quarter = Q(issued_on__gt=on - timedelta(days=QUARTER), issued_on__lte=on)
    told = asked.aggregate(billed=Sum("cents", filter=quarter), **wanted)
    ages = [
        Age(since, until, told[f"cents_{since}"] or 0, told[f"count_{since}"])
        for since, until in _stretches()
    ]
    billed = told["billed"] or 0
    left = sum(one.cents for one in ages)
    return Owed(ages, round(left * QUARTER / billed) if billed else None)


def _stretches() -> list[tuple[int, int | None]]:
    """From and to how many days late each group is; the first is not late."""
    return [*zip((0, *(most + 1 for most in AGES)), (*AGES, None), strict=True)]


def days_to_pay(actor: Actor, on: date) -> int | None:
    """Days from the issue of an invoice until it was paid, the mean of a year."""
    may_look(actor)
    came = Payment.objects.visible_to(actor).filter(
        invoice=OuterRef("pk"), state=Payment.State.RECEIVED
    )
    last = came.order_by().values("invoice").annotate(at=Max("received_at"))
    paid = Invoice.objects.visible_to(actor).filter(
        state=Invoice.State.PAID, issued_on__gt=on - timedelta(days=YEAR)
    )
    pairs = paid.annotate(paid_at=Subquery(last.values("at"))).values_list(
        "issued_on", "paid_at"
    )
    days = [max((at.date() - issued).days, 0) for issued, at in pairs if issued and at]
    return round(sum(days) / len(days)) if days else None


def low_retainers(actor: Actor) -> QuerySet[Agreement]:
    """Retainers that are to be kept filled and are not, each with what is held."""
    may_look(actor)
    held = Account.objects.filter(book=Book.CLIENT_TRUST, case=OuterRef("case_id"))
    sums = held.order_by().values("case").annotate(all=Sum("cents")).values("all")
    rows = Agreement.objects.visible_to(actor).filter(
        shape=Agreement.Shape.EVERGREEN,
        accepted_on__isnull=False,
        replaced_at=None,
        case__closed_on=None,
    )
    rows = rows.annotate(held_cents=Coalesce(Subquery(sums), 0))
    rows = rows.filter(held_cents__lt=F("least_cents"))
    return rows.select_related("case").order_by("case__number")
