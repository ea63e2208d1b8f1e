from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum

from harborlight.billing.models import Invoice, Line, Payment, Receipt
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor

OPEN = (Invoice.State.ISSUED, Invoice.State.PARTLY_PAID)


def get_invoice(actor: Actor, pk: UUID) -> Invoice:
    return Invoice.objects.one(actor, pk)


def get_line(actor: Actor, pk: UUID) -> Line:
    return Line.objects.one(actor, pk)


def get_payment(actor: Actor, pk: UUID) -> Payment:
    return Payment.objects.one(actor, pk)


def get_receipt(actor: Actor, pk: UUID) -> Receipt:
    return Receipt.objects.one(actor, pk)


def invoices(
    actor: Actor, case: Case | None = None, *, only_open: bool = False
) -> QuerySet[Invoice]:
    """Invoices with their payer, the one due first on top."""
    rows = Invoice.objects.visible_to(actor).select_related("payer", "case")
    if case is not None:
        rows = rows.filter(case=case)
    if only_open:
        rows = rows.filter(state__in=OPEN)
    return rows.order_by("due_on", "pk")


def lines(actor: Actor, invoice: Invoice) -> QuerySet[Line]:
    return (
        Line.objects.visible_to(actor)
        .filter(invoice=invoice)
        .order_by("position", "pk")
    )


def payments(actor: Actor, invoice: Invoice) -> QuerySet[Payment]:
    """What was paid, or tried, newest first, each with its receipt."""
    receipts = Prefetch("receipt", Receipt.objects.visible_to(actor))
    rows = Payment.objects.visible_to(actor).filter(invoice=invoice)
    return rows.prefetch_related(receipts).order_by("-started_at")


def owed(actor: Actor) -> int:
    """Whole cents that this actor's open invoices still ask for."""
    sums = invoices(actor, only_open=True).aggregate(
        all=Sum("cents"), paid=Sum("paid_cents")
    )
    return (sums["all"] or 0) - (sums["paid"] or 0)


def trust_part(actor: Actor, invoice: Invoice) -> int:
    """How many cents of the invoice go to the trust account."""
    rows = lines(actor, invoice).filter(to=Line.To.TRUST)
    return rows.aggregate(all=Sum("cents"))["all"] or 0
