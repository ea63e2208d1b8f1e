"""What came is put right: paid too much, never paid, or taken back by the bank."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import may_come_back
from harborlight.billing.actions.askings import decide, must_be_new, tell, write_down
from harborlight.billing.actions.carrying_out import carry_out
from harborlight.billing.actions.counting import held_invoice
from harborlight.billing.actions.earmarking import (
    CannotBePutRight,
    may_leave,
    still_held,
)
from harborlight.billing.actions.posting import hold_account
from harborlight.billing.models import Payment, Withdrawal
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.trust.actions.depositing import free_again, take_to_return
from harborlight.trust.actions.spending import release
from harborlight.trust.models import Account, Book, Deposit

Purpose, State = Withdrawal.Purpose, Withdrawal.State


def ask_to_give_back(
    actor: Actor, payment: Payment, *, why: str, once: str
) -> Withdrawal:
    """Ask for what was paid too much to go back (trust.md T11)."""
    return _ask_correction(actor, payment, Purpose.OVERPAID, why, once)


def ask_to_reverse(
    actor: Actor, payment: Payment, *, why: str, once: str
) -> Withdrawal:
    """Say that a payment never was one (trust.md T16)."""
    return _ask_correction(actor, payment, Purpose.REVERSAL, why, once)


def ask_to_return(actor: Actor, deposit: Deposit, *, why: str, once: str) -> Withdrawal:
    """Say that a deposit does not count: its check came back, or it was a mistake (T16)."""
    account = deposit.account
    with acting(actor, events.CORRECTION_ASKED, deposit) as event:
        hold_account(account)
        deposit.refresh_from_db()
        must_be_new(once)
        _may_be_returned(deposit)
        waits = deposit.waits
        if waits:
            take_to_return(deposit)
        else:
            may_leave(account, deposit.cents, None)
        made = write_down(
            account,
            actor,
            purpose=Purpose.RETURNED,
            cents=deposit.cents,
            trust_cents=deposit.cents,
            why=why,
            once=once,
            payee=deposit.method[:200],
            deposit=deposit,
            aside=waits,
        )
        event.made(made)
        tell(event, made)
    return made


def _may_be_returned(deposit: Deposit) -> None:
    if Withdrawal.objects.filter(deposit=deposit, state=State.ASKED).exists():
        raise CannotBePutRight(
            gettext("Somebody asked for this already. It waits for a second person.")
        )
    of_invoice = deposit.purpose == Deposit.Purpose.INVOICE
    if of_invoice or deposit.state == Deposit.State.RETURNED:
        raise CannotBePutRight(
            gettext(
                "This does not count already, or it paid an invoice: then put that "
                "payment right."
            )
        )


def _ask_correction(
    actor: Actor, payment: Payment, purpose: str, why: str, once: str
) -> Withdrawal:
    with acting(actor, events.CORRECTION_ASKED, payment) as event:
        invoice = held_invoice(payment)
        payment.refresh_from_db()
        must_be_new(once)
        _may_be_put_right(payment, purpose)
        may_come_back(payment)
        back = purpose == Purpose.OVERPAID
        if not back:
            _moves_no_more(actor, payment, why)
        trust = payment.unapplied_trust_cents if back else payment.trust_cents
        aside = not back and _is_aside(payment)
        made = write_down(
            _account_of(payment, trust, purpose, aside),
            actor,
            aside=aside,
            purpose=purpose,
            cents=payment.unapplied_cents if back else payment.cents,
            trust_cents=trust,
            case_id=payment.case_id,
            person_id=payment.payer_id,
            why=why,
            once=once,
            invoice=invoice,
            payment=payment,
        )
        event.made(made)
        tell(event, made)
        if not made.takes_two:
            with acting(actor, events.CORRECTED_ALONE, made) as alone:
                decide(made, actor, State.APPROVED)
                carry_out(actor, made)
                tell(alone, made)
    return made


def _moves_no_more(actor: Actor, payment: Payment, why: str) -> None:
    """Nobody moves the earned part of what does not count."""
    for one in Withdrawal.objects.filter(moves=payment, state=State.ASKED):
        decide(one, actor, State.TAKEN_BACK, why)
        if one.once_clears is not None:
            free_again(one.once_clears, cents=one.trust_cents)
        elif one.account is not None:
            release(one.account, cents=one.trust_cents)


def _is_aside(payment: Payment) -> bool:
    """Whether its check had not cleared, so that it is nobody else's: it is set aside."""
    found = Deposit.objects.filter(journal__key=payment.journal_key).first()
    if found is None or not found.waits:
        return False
    take_to_return(found)
    return True


def _account_of(
    payment: Payment, trust: int, purpose: str, aside: bool
) -> Account | None:
    """Where its trust part is, if it has one and it is still there."""
    if not aside:
        return still_held(payment, trust, purpose) if trust else None
    return Account.objects.get(
        book=Book.CLIENT_TRUST,
        case=payment.case_id,
        person=payment.payer_id,
        bank=payment.bank_id,
    )


def _may_be_put_right(payment: Payment, purpose: str) -> None:
    if Withdrawal.objects.filter(payment=payment, state=State.ASKED).exists():
        raise CannotBePutRight(
            gettext("Somebody asked for this already. It waits for a second person.")
        )
    if purpose == Purpose.OVERPAID and not payment.to_give_back_cents:
        raise CannotBePutRight(gettext("Nothing of this payment is to be given back."))
    if purpose == Purpose.REVERSAL and not payment.may_be_reversed:
        raise CannotBePutRight(
            gettext(
                "A card payment, or one of which something was given back, cannot be "
                "reversed here."
            )
        )
