"""What the processor's fees and a payer's dispute mean for the books (trust.md T10, S7).

Each of these touches the operating account alone, whatever the payment was for.
"""

from __future__ import annotations

from harborlight.billing.actions.posting import post_for
from harborlight.firm.actor import Actor
from harborlight.paying.models import Charge, Dispute
from harborlight.trust.actions import Side, release, reserve
from harborlight.trust.models import Account, Book

# The books of their own that the ledger has for these, where it has them.
CLAIMS: Book = getattr(Book, "CLAIMS", Book.RECEIVABLE)
PROCESSING: Book = getattr(Book, "PROCESSING", Book.FEES_EARNED)


def post_fee(actor: Actor, charge: Charge, cents: int) -> None:
    """The processor's fee, out of the operating account whatever was paid."""
    sides = [Side(PROCESSING, debit=cents), Side(Book.OPERATING_BANK, credit=cents)]
    key = f"fee {charge.payment_id}"
    post_for(actor, charge.payment.invoice, sides, memo="processor fee", key=key)


def post_dispute(actor: Actor, dispute: Dispute) -> None:
    """The bank took it back from the operating account; the firm claims it of the payer."""
    taken = dispute.cents + dispute.fee_cents
    sides = [Side(CLAIMS, debit=dispute.cents)]
    if dispute.fee_cents:
        sides.append(Side(PROCESSING, debit=dispute.fee_cents))
    sides.append(Side(Book.OPERATING_BANK, credit=taken))
    invoice = dispute.payment.invoice
    post_for(actor, invoice, sides, memo="chargeback", key=f"dispute {dispute.pk}")


def post_won(actor: Actor, dispute: Dispute) -> None:
    """The bank put it back; its fee it keeps."""
    sides = [
        Side(Book.OPERATING_BANK, debit=dispute.cents),
        Side(CLAIMS, credit=dispute.cents),
    ]
    invoice = dispute.payment.invoice
    key = f"dispute won {dispute.pk}"
    post_for(actor, invoice, sides, memo="chargeback won", key=key)


def hold_trust(dispute: Dispute) -> int:
    """Keep all that is free of the client's money in trust from being spent; how much."""
    account = _account(dispute)
    if account is None or account.free_cents <= 0:
        return 0
    reserve(account, cents=account.free_cents)
    return account.free_cents


def free_trust(dispute: Dispute) -> None:
    """What was held because of a dispute may be spent again."""
    account = _account(dispute)
    if account is not None:
        release(account, cents=dispute.held_cents)


def _account(dispute: Dispute) -> Account | None:
    rows = Account.objects.select_for_update(no_key=True).filter(
        book=Book.CLIENT_TRUST, case=dispute.case_id, person=dispute.payment.payer_id
    )
    return rows.first()
