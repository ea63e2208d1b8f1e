from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext

from harborlight.billing.models import Invoice, Line
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.trust.actions import Side, post
from harborlight.trust.models import Account, Book


def trust_cents(invoice: Invoice) -> int:
    rows = Line.objects.filter(invoice=invoice, to=Line.To.TRUST)
    return rows.aggregate(all=Sum("cents"))["all"] or 0


def earned_parts(invoice: Invoice) -> dict[Book, int]:
    """What an invoice asks for that is not held in trust: our fees, and costs."""
    rows = Line.objects.filter(invoice=invoice).exclude(to=Line.To.TRUST)
    cents = rows.aggregate(all=Sum("cents"))["all"] or 0
    costs = rows.filter(kind=Line.Kind.COST).aggregate(all=Sum("cents"))["all"] or 0
    tax = rows.filter(kind=Line.Kind.TAX).aggregate(all=Sum("cents"))["all"] or 0
    parts = {
        Book.FEES_EARNED: cents - costs - tax,
        Book.COSTS_RECOVERED: costs,
        Book.SALES_TAX: tax,
    }
    return {book: part for book, part in parts.items() if part}


class AlreadyIssued(Exception):
    """An invoice that was issued does not change; void it and write another."""


def still_a_draft(invoice: Invoice) -> None:
    """Two people may have the same draft open, and one of them issues it."""
    hold(invoice)
    if invoice.state != Invoice.State.DRAFT:
        raise AlreadyIssued(
            gettext("This invoice is no longer a draft. Void it and write another.")
        )


def hold(invoice: Invoice) -> None:
    """Read the invoice anew; nobody else changes it before this transaction ends."""
    invoice.refresh_from_db(
        from_queryset=Invoice.objects.select_for_update(no_key=True)
    )


def hold_account(account: Account) -> None:
    """Read what is held anew; nobody else changes it before this transaction ends."""
    account.refresh_from_db(
        from_queryset=Account.objects.select_for_update(no_key=True)
    )


def post_for(
    actor: Actor,
    invoice: Invoice,
    sides: list[Side],
    *,
    memo: str,
    key: str,
    on: date | None = None,
    reverses: str = "",
    bank: UUID | None = None,
) -> None:
    """Post what an invoice or a payment means for the books."""
    post(
        actor,
        case=invoice.case,
        person=invoice.payer,
        sides=sides,
        on=on or today(actor.firm.time_zone),
        memo=memo,
        words={"number": invoice.number},
        key=key,
        reverses=reverses,
        bank=bank,
    )
