"""Figures of the firm's money: what is owed since when, how soon it comes, what is left to
bill, what was earned by kind of case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from harborlight.agreements.models import Agreement, TimeEntry
from harborlight.billing.models import Invoice, Line, Payment, Reduction
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
class Pace:
    """How soon money comes. dso: days sales outstanding over a quarter; None: nothing was
    billed in it. days_to_pay: the mean over invoices that were paid in a year."""

    dso: int | None
    days_to_pay: int | None


def ages(actor: Actor, on: date) -> list[Age]:
    """What is still owed on open invoices, by how late it is on this day."""
    may_look(actor)
    groups = [
        When(due_on__gte=on - timedelta(days=most), then=Value(at))
        for at, most in enumerate(AGES)
    ]
    rows = Invoice.objects.visible_to(actor).filter(state__in=OPEN)
    rows = rows.annotate(
        age=Case(*groups, default=Value(len(AGES)), output_field=IntegerField())
    )
    told = rows.order_by().values("age").annotate(all=Sum(LEFT), many=Count("pk"))
    sums = {row["age"]: (row["all"] or 0, row["many"]) for row in told}
    starts = (0, *(most + 1 for most in AGES))
    return [
        Age(since, until, *sums.get(at, (0, 0)))
        for at, (since, until) in enumerate(zip(starts, (*AGES, None), strict=True))
    ]


def pace(actor: Actor, on: date) -> Pace:
    """How many days pass between what we ask and what comes."""
    may_look(actor)
    asked = Invoice.objects.visible_to(actor).exclude(number="").exclude(state="void")
    quarter = Q(issued_on__gt=on - timedelta(days=QUARTER), issued_on__lte=on)
    sums = asked.aggregate(
        open=Sum(LEFT, filter=Q(state__in=OPEN)), billed=Sum("cents", filter=quarter)
    )
    billed, left = sums["billed"] or 0, sums["open"] or 0
    return Pace(
        dso=round(left * QUARTER / billed) if billed else None,
        days_to_pay=_days_to_pay(actor, asked, on),
    )


def _days_to_pay(actor: Actor, asked: QuerySet[Invoice], on: date) -> int | None:
    came = Payment.objects.visible_to(actor).filter(
        invoice=OuterRef("pk"), state=Payment.State.RECEIVED
    )
    last = came.order_by().values("invoice").annotate(at=Max("received_at"))
    paid = asked.filter(state="paid", issued_on__gt=on - timedelta(days=YEAR))
    pairs = paid.annotate(paid_at=Subquery(last.values("at"))).values_list(
        "issued_on", "paid_at"
    )
    days = [max((at.date() - issued).days, 0) for issued, at in pairs if at]
    return round(sum(days) / len(days)) if days else None


def unbilled_hours(actor: Actor) -> tuple[int, int]:
    """Minutes that no invoice asks for yet, and what they come to at their rates."""
    may_look(actor)
    lines = Line.objects.filter(of_work=OuterRef("pk"))
    lines = lines.exclude(invoice__state=Invoice.State.VOID)
    rows = TimeEntry.objects.visible_to(actor).filter(billable=True, dropped_at=None)
    rows = rows.filter(~Exists(lines))
    each = ExpressionWrapper(
        (Coalesce(F("rate_cents"), 0) * F("minutes") + 30) / 60,
        output_field=BigIntegerField(),
    )
    sums = rows.aggregate(all=Sum(each), minutes=Sum("minutes"))
    return sums["minutes"] or 0, sums["all"] or 0


def earned_by_kind(actor: Actor, on: date) -> list[tuple[str, int]]:
    """What fees were asked for as earned in a year, less credit notes, by kind of case."""
    may_look(actor)
    year = on - timedelta(days=YEAR)
    lines = Line.objects.visible_to(actor).filter(
        kind=Line.Kind.FEE, to=Line.To.OPERATING, invoice__issued_on__gt=year
    )
    lines = lines.exclude(invoice__state=Invoice.State.VOID).order_by()
    earned = dict(
        lines.values("case__kind")
        .annotate(all=Sum("cents"))
        .values_list("case__kind", "all")
    )
    notes = Reduction.objects.visible_to(actor).filter(kind="credit note", on__gt=year)
    notes = notes.exclude(invoice__state=Invoice.State.VOID).order_by()
    back = notes.values("case__kind").annotate(all=Sum(F("cents") - F("trust_cents")))
    for row in back:
        kind = row["case__kind"]
        earned[kind] = earned.get(kind, 0) - row["all"]
    return sorted(earned.items(), key=lambda one: (-one[1], one[0]))


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
