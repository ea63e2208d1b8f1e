"""What a withdrawal does, once nobody has to agree any more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import NothingToPay
from harborlight.billing.actions.counting import count, held_invoice, left_of, uncount
from harborlight.billing.actions.holding import OnDispute, disputed
from harborlight.billing.actions.paying import issue_receipt
from harborlight.billing.models import OUT_OF_TRUST, Invoice, Payment, Withdrawal
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.events import EventKind
from harborlight.firm.words import in_every_language
from harborlight.trust.actions import Side, open_account, post, release
from harborlight.trust.actions.depositing import note_returned
from harborlight.trust.methods import HELD
from harborlight.trust.models import Book, Deposit

Purpose = Withdrawal.Purpose
REVERSAL = Purpose.REVERSAL
DONE: dict[str, EventKind] = {
    Purpose.EARNED: events.TAKEN_OUT,
    Purpose.MOVED: events.TAKEN_OUT,
    Purpose.GOVERNMENT: events.TAKEN_OUT,
    Purpose.ADVANCED: events.TAKEN_OUT,
    Purpose.REFUND: events.TAKEN_OUT,
    Purpose.OVERPAID: events.GIVEN_BACK,
    Purpose.REVERSAL: events.PAYMENT_REVERSED,
    Purpose.RETURNED: events.TAKEN_OUT,
    Purpose.OTHER_CASE: events.TAKEN_OUT,
    Purpose.OTHER_BANK: events.TAKEN_OUT,
}
MEMOS: dict[str, str] = {
    Purpose.EARNED: "earned",
    Purpose.MOVED: "earned",
    Purpose.GOVERNMENT: "government fee",
    Purpose.ADVANCED: "advance repaid",
    Purpose.REFUND: "refund",
    Purpose.OVERPAID: "given back",
    Purpose.REVERSAL: "payment reversed",
    Purpose.RETURNED: "returned",
    Purpose.OTHER_CASE: "other case",
    Purpose.OTHER_BANK: "other bank",
}


def carry_out(actor: Actor, withdrawal: Withdrawal) -> None:
    """Move the money, and say what that means for the invoice and the payment."""
    with acting(actor, DONE[withdrawal.purpose], withdrawal) as event:
        # Invoices are held before accounts, accounts before numbers, as everywhere.
        paid = _on_invoice(actor, withdrawal)
        if withdrawal.account is not None:
            release(withdrawal.account, cents=withdrawal.trust_cents)
        withdrawal.journal = post(
            actor,
            case=withdrawal.case,
            person=withdrawal.person,
            sides=_sides(withdrawal),
            on=today(actor.firm.time_zone),
            memo=MEMOS[withdrawal.purpose],
            words=_words(withdrawal),
            key=withdrawal.journal_key,
            reverses=_reverses(withdrawal),
            asked_by=withdrawal.asked_by_id,
            bank=_bank_of(withdrawal),
        )
        _is_returned(withdrawal)
        withdrawal.save(update_fields=["journal"])
        if paid is not None:
            issue_receipt(actor, paid, paid.invoice)
        event.say(
            amount=withdrawal.cents,
            what=in_every_language(withdrawal.what),
            for_person=str(withdrawal.person_id),
            **_words(withdrawal),
        )


def _on_invoice(actor: Actor, withdrawal: Withdrawal) -> Payment | None:
    """What it means for the invoice; the payment that it makes, if it makes one."""
    payment = withdrawal.payment
    if withdrawal.purpose == Purpose.EARNED:
        assert withdrawal.invoice is not None
        return _pay(actor, withdrawal, withdrawal.invoice)
    if withdrawal.purpose == REVERSAL:
        assert payment is not None
        uncount(payment, held_invoice(payment), why=withdrawal.why)
    elif withdrawal.purpose == Purpose.OVERPAID:
        assert payment is not None
        payment.given_back_at = now()
        payment.save(update_fields=["given_back_at"])
    return None


def _pay(actor: Actor, withdrawal: Withdrawal, invoice: Invoice) -> Payment:
    """The earned part of an invoice is paid out of trust."""
    moment = now()
    payment = Payment(
        firm=actor.firm,
        case_id=withdrawal.case_id,
        invoice=invoice,
        payer_id=invoice.payer_id,
        state=Payment.State.RECEIVED,
        cents=withdrawal.cents,
        trust_cents=0,
        unapplied_cents=withdrawal.cents,
        reference=f"{OUT_OF_TRUST}{withdrawal.pk}",
        bank_id=_bank_of(withdrawal),
        method=HELD,
        started_at=moment,
        started_by_id=withdrawal.asked_by_id,
        received_at=moment,
    )
    left = left_of(held_invoice(payment)).earned
    if left - disputed(invoice) < withdrawal.cents <= left:
        raise OnDispute(
            gettext(
                "The client disputes a part of this invoice: that stays in trust until it "
                "is settled. Decline this, and ask anew for the rest."
            )
        )
    if withdrawal.cents > left:
        raise NothingToPay(
            gettext(
                "This invoice no longer asks for so much: it was paid another way, or "
                "voided. Decline this, and ask anew for what is left."
            )
        )
    payment.save(force_insert=True)
    count(payment, invoice)
    return payment


def _sides(withdrawal: Withdrawal) -> list[Side]:
    """Out of trust (or back into it), and out of or into what is the firm's."""
    trust, rest = withdrawal.trust_cents, withdrawal.cents - withdrawal.trust_cents
    sides = []
    if withdrawal.payment and withdrawal.payment.is_out_of_trust:
        sides += [
            Side(Book.TRUST_BANK, debit=rest),
            Side(Book.CLIENT_TRUST, credit=rest),
        ]
    if withdrawal.to_case is not None:
        return _to_other_case(withdrawal)
    if withdrawal.to_bank_id is not None:
        return _to_other_bank(withdrawal, withdrawal.to_bank_id)
    if trust:
        sides += [
            Side(Book.CLIENT_TRUST, debit=trust),
            Side(Book.TRUST_BANK, credit=trust),
        ]
    if rest:
        sides += [
            Side(Book.RECEIVABLE, debit=rest),
            Side(Book.OPERATING_BANK, credit=rest),
        ]
    if withdrawal.takes_fees:
        sides += [
            Side(Book.OPERATING_BANK, debit=trust),
            Side(Book.RECEIVABLE, credit=trust),
        ]
    elif withdrawal.purpose == Purpose.ADVANCED:
        sides += [
            Side(Book.OPERATING_BANK, debit=trust),
            Side(Book.COSTS_RECOVERED, credit=trust),
        ]
    return sides


def _to_other_case(withdrawal: Withdrawal) -> list[Side]:
    """It stays in trust and the client's: their account in the other case takes it."""
    other = open_account(
        withdrawal.firm_id,
        Book.CLIENT_TRUST,
        withdrawal.to_case,
        withdrawal.person,
        _bank_of(withdrawal),
    )
    cents = withdrawal.trust_cents
    return [
        Side(Book.CLIENT_TRUST, debit=cents),
        Side(Book.CLIENT_TRUST, credit=cents, account=other),
    ]


def _to_other_bank(withdrawal: Withdrawal, bank: UUID) -> list[Side]:
    """It stays the client's, in the same case: only the account at the bank is another."""
    firm, cents = withdrawal.firm_id, withdrawal.trust_cents
    theirs = open_account(
        firm, Book.CLIENT_TRUST, withdrawal.case, withdrawal.person, bank
    )
    there = open_account(firm, Book.TRUST_BANK, None, None, bank)
    return [
        Side(Book.CLIENT_TRUST, debit=cents),
        Side(Book.TRUST_BANK, credit=cents),
        Side(Book.TRUST_BANK, debit=cents, account=there),
        Side(Book.CLIENT_TRUST, credit=cents, account=theirs),
    ]


def _bank_of(withdrawal: Withdrawal) -> UUID | None:
    """The trust account that it leaves, or comes back into."""
    if withdrawal.account is not None:
        return withdrawal.account.bank_id
    return withdrawal.payment.bank_id if withdrawal.payment else None


def _is_returned(withdrawal: Withdrawal) -> None:
    """The deposit that it took back does not count any more."""
    back = withdrawal.deposit
    payment = withdrawal.payment
    if payment is not None and withdrawal.purpose == REVERSAL:
        back = Deposit.objects.filter(journal__key=payment.journal_key).first()
    if back is not None:
        note_returned(back)


def _words(withdrawal: Withdrawal) -> dict[str, Any]:
    return {
        "number": withdrawal.number,
        "payee": withdrawal.payee,
        "why": withdrawal.why,
    }


def _reverses(withdrawal: Withdrawal) -> str:
    """The key of the movement that is taken back, if one is."""
    if withdrawal.deposit is not None:
        return withdrawal.deposit.journal.key
    payment = withdrawal.payment
    return payment.journal_key if payment and withdrawal.purpose == REVERSAL else ""
