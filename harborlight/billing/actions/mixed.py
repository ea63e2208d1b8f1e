"""One check for what belongs to trust and for what is earned: it enters trust whole (T9).

A check is deposited once. The invoice is paid by all of it; what is earned of that stands in
trust until two persons have moved it to the operating account. That is asked for in the
same moment, so that nobody spends it otherwise.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from harborlight.billing import events
from harborlight.billing.actions.askings import must_be_new, tell, write_down
from harborlight.billing.actions.counting import held_invoice
from harborlight.billing.actions.holding import disputed
from harborlight.billing.actions.posting import hold_account
from harborlight.billing.actions.withdrawing import (
    days_of_notice,
    tell_at_once,
)
from harborlight.billing.models import Payment, Withdrawal
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.law.deadlines.adding import add_business_days
from harborlight.law.reconciling import move_within
from harborlight.trust.actions.depositing import set_aside_of
from harborlight.trust.actions.spending import Overdrawn
from harborlight.trust.models import Account, Book, Deposit

MOVED = Withdrawal.Purpose.MOVED


class MovesAlready(Exception):
    """What is earned of it was moved, is asked for, or may not leave."""

    rule = "T9"


def move_by(day: date) -> date:
    """The day by which what is earned of money that came on a day leaves trust."""
    return add_business_days(day, move_within(), {})


def ask_to_move(
    actor: Actor, payment: Payment, came: Deposit | None, *, on: date, once: str
) -> Withdrawal | None:
    """Ask for the earned part of a payment that stands in trust whole; None: it stays.

    came: its check, where the bank has not cleared it. What the client disputes, or an
    account that is held, keeps it there until an attorney says otherwise.
    """
    if disputed(payment.invoice):
        return None
    try:
        with transaction.atomic():
            return _asked(actor, payment, came, on=on, once=once)
    except Overdrawn:
        return None


def move_earned(actor: Actor, payment: Payment, *, once: str) -> Withdrawal:
    """Ask again for what was declined, or was in dispute when it came.

    Raises MovesAlready, or Overdrawn where it is held back.
    """
    with transaction.atomic():
        held_invoice(payment)
        payment.refresh_from_db()
        received = payment.state == Payment.State.RECEIVED
        if not received or not payment.for_fees_cents or payment.is_moved:
            raise MovesAlready(
                gettext("Nothing of this payment waits in trust to be moved.")
            )
        must_be_new(f"{once} moves")
        if disputed(payment.invoice):
            raise MovesAlready(
                gettext(
                    "The client disputes this invoice: what they paid stays in trust "
                    "until that is settled."
                )
            )
        came = Deposit.objects.filter(journal__key=payment.journal_key).first()
        waits = came if came is not None and came.waits else None
        on = today(actor.firm.time_zone)
        return _asked(actor, payment, waits, on=on, once=once)


def _asked(
    actor: Actor, payment: Payment, came: Deposit | None, *, on: date, once: str
) -> Withdrawal:
    cents = payment.for_fees_cents
    account = Account.objects.select_related("case").get(
        book=Book.CLIENT_TRUST,
        case=payment.case_id,
        person=payment.payer_id,
        bank=payment.bank_id,
    )
    assert account.case is not None
    with acting(actor, events.WITHDRAWAL_ASKED, account.case) as event:
        hold_account(account)
        if came is not None:
            set_aside_of(came, cents=cents)
        made = write_down(
            account,
            actor,
            aside=came is not None,
            purpose=MOVED,
            cents=cents,
            trust_cents=cents,
            why=_why(payment, on),
            once=f"{once} moves",
            invoice=payment.invoice,
            moves=payment,
            notice_days=days_of_notice(actor, account.case, MOVED),
            once_clears=came,
        )
        event.made(made)
        tell(event, made)
        tell_at_once(actor, made)
    return made


def _why(payment: Payment, on: date) -> str:
    """As its payer reads it: they are told before it leaves."""
    with override(payment.payer.reads_in):
        day = date_format(on, "DATE_FORMAT")
        return gettext("Earned part of the payment of %(day)s") % {"day": day}
