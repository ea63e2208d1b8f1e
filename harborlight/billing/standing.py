"""What somebody who only looks is told before they press: the action would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harborlight.billing.actions.counting import left_of
from harborlight.billing.models import Invoice, Withdrawal

if TYPE_CHECKING:
    from harborlight.billing.models.invoices import AskedInvoice


def may_be_paid_now(invoice: AskedInvoice) -> bool:
    """Whether a client is offered to pay it; what we take out of trust they do not pay."""
    return invoice.is_open and not invoice.asked_cents and not must_ask_first(invoice)


def must_ask_first(invoice: Invoice) -> bool:
    """Whether a client asks us before they pay: the case is closed, and this money
    would go into trust for it."""
    return invoice.case.closed_on is not None and left_of(invoice).trust > 0


def comes_too_late(withdrawal: Withdrawal) -> bool:
    """Whether the invoice that it is to pay does not ask for so much any more."""
    invoice = withdrawal.invoice
    if invoice is None or not (withdrawal.waits and withdrawal.pays_fees):
        return False
    return withdrawal.cents > left_of(invoice).earned
