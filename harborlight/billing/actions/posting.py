from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Sum

from harborlight.billing.models import Invoice, Line
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.trust.actions import Side, post


def trust_cents(invoice: Invoice) -> int:
    rows = Line.objects.filter(invoice=invoice, to=Line.To.TRUST)
    return rows.aggregate(all=Sum("cents"))["all"] or 0


def hold(invoice: Invoice) -> None:
    """Read the invoice anew; nobody else changes it before this transaction ends."""
    invoice.refresh_from_db(from_queryset=Invoice.objects.select_for_update())


def post_for(
    actor: Actor,
    invoice: Invoice,
    sides: list[Side],
    *,
    memo: str,
    key: str,
    on: date | None = None,
    reverses: str = "",
) -> UUID:
    """Post what an invoice or a payment means for the books."""
    journal = post(
        actor,
        case=invoice.case,
        person=invoice.payer,
        sides=sides,
        on=on or today(actor.firm.time_zone),
        memo=memo,
        key=key,
        reverses=reverses,
    )
    return journal.pk
