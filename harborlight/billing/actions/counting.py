"""How much of what came counts towards an invoice: its trust part and its earned part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from harborlight.billing.actions.posting import hold
from harborlight.billing.models import Invoice, Line, Payment, Receipt, Reduction


@dataclass(frozen=True)
class Left:
    """What an invoice still asks for: what is held in trust, and what is earned."""

    trust: int
    earned: int


def left_of(invoice: Invoice) -> Left:
    """What of either part was not paid yet; of an invoice that is not open, nothing."""
    if not invoice.is_open:
        return Left(0, 0)
    came = Payment.objects.filter(state=Payment.State.RECEIVED)
    asked, paid, gone = (
        Invoice.objects.filter(pk=invoice.pk)
        .values_list(
            _sum(Line.objects.filter(to=Line.To.TRUST), F("cents")),
            _sum(
                came,
                F("trust_cents") - F("unapplied_trust_cents") - F("for_fees_cents"),
            ),
            _sum(Reduction.objects.all(), F("trust_cents")),
        )
        .get()
    )
    trust = asked - gone - paid
    return Left(trust, invoice.owed_cents - trust)


def _sum(rows: QuerySet[Any], of: Any) -> Coalesce:
    """Of what belongs to each invoice: asked with it, and not by itself."""
    sums = rows.filter(invoice=OuterRef("pk")).order_by().values("invoice")
    return Coalesce(Subquery(sums.annotate(all=Sum(of)).values("all")), 0)


def count(payment: Payment, invoice: Invoice) -> None:
    """Count what is unapplied of a payment towards its invoice, which is held.

    Two tabs may have paid the same invoice, or it was voided meanwhile: what is not
    owed stays unapplied, for finance to give back. Trust money pays what belongs to
    trust, and nothing else.
    """
    left = left_of(invoice)
    there = payment.unapplied_trust_cents
    trust = min(there, left.trust)
    # One check for both stands in trust whole: what is earned of it pays that.
    fees = min(there - trust, payment.for_fees_cents, left.earned)
    earned = payment.unapplied_cents - payment.unapplied_trust_cents
    counts = trust + fees + min(earned, left.earned - fees)
    payment.unapplied_cents -= counts
    payment.unapplied_trust_cents -= trust + fees
    payment.save(update_fields=["unapplied_cents", "unapplied_trust_cents"])
    _paid(invoice, counts)


def uncount(payment: Payment, invoice: Invoice, *, why: str) -> None:
    """A payment does not count any more; what others paid too much takes its place."""
    counted = payment.counted_cents
    payment.state, payment.why_not = Payment.State.REVERSED, why
    payment.save(update_fields=["state", "why_not"])
    # Nobody is handed the clean paper any more: one is printed that says so.
    Receipt.objects.filter(payment=payment).update(file=None)
    _paid(invoice, -counted)
    others = Payment.objects.filter(
        invoice=invoice,
        state=Payment.State.RECEIVED,
        unapplied_cents__gt=0,
        given_back_at__isnull=True,
    ).exclude(corrections__state="asked")
    for other in others.order_by("received_at", "pk"):
        count(other, invoice)


def held_invoice(payment: Payment) -> Invoice:
    """The invoice of a payment; nobody else changes it before this transaction ends."""
    invoice = payment.invoice
    hold(invoice)
    return invoice


def _paid(invoice: Invoice, cents: int) -> None:
    if not cents:
        return
    invoice.paid_cents += cents
    invoice.state = state_of(invoice)
    invoice.save(update_fields=["paid_cents", "state"])


def state_of(invoice: Invoice) -> str:
    """Of an issued invoice: paid once nothing is owed, void where nothing ever came."""
    if not invoice.owed_cents and not invoice.paid_cents:
        gone = invoice.written_off_cents
        return Invoice.State.WRITTEN_OFF if gone else Invoice.State.VOID
    if not invoice.owed_cents:
        return Invoice.State.PAID
    return Invoice.State.PARTLY_PAID if invoice.paid_cents else Invoice.State.ISSUED


def unapply(payment: Payment, invoice: Invoice, cents: int, *, free: int) -> None:
    """So much of a payment is to go back: the invoice, which is held, asks for it again.

    What was paid too much is among it. The part in trust goes first, as far as it is
    there and free; the rest comes out of operating, where our fees stand.
    """
    more = cents - payment.unapplied_cents
    trust = min(more, free, payment.trust_cents - payment.unapplied_trust_cents)
    payment.unapplied_cents += more
    payment.unapplied_trust_cents += trust
    payment.save(update_fields=["unapplied_cents", "unapplied_trust_cents"])
    _paid(invoice, -more)
