"""What the processor's fees and a dispute that was won mean for the books (T10, S7).

What a dispute takes is posted by `billing.take_chargeback`. Each of these touches the operating account alone, whatever the payment was for.
"""

from __future__ import annotations

from harborlight.billing.actions.posting import post_for
from harborlight.firm.actor import Actor
from harborlight.paying.models import Charge, Dispute
from harborlight.trust.actions import Side
from harborlight.trust.models import Book


def post_fee(actor: Actor, charge: Charge, cents: int) -> None:
    """The processor's fee, out of the operating account whatever was paid."""
    sides = [
        Side(Book.PROCESSING, debit=cents),
        Side(Book.OPERATING_BANK, credit=cents),
    ]
    key = f"fee {charge.payment_id}"
    post_for(actor, charge.payment.invoice, sides, memo="processor fee", key=key)


def post_won(actor: Actor, dispute: Dispute) -> None:
    """The bank put it back; its fee it keeps."""
    sides = [
        Side(Book.OPERATING_BANK, debit=dispute.cents),
        Side(Book.CLAIMS, credit=dispute.cents),
    ]
    invoice = dispute.payment.invoice
    key = f"dispute won {dispute.pk}"
    post_for(actor, invoice, sides, memo="chargeback won", key=key)
