"""Money that is to leave again: somebody asks, and a second person decides."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import NothingToPay
from harborlight.billing.actions.carrying_out import carry_out
from harborlight.billing.actions.counting import count, held_invoice, left_of
from harborlight.billing.actions.earmarking import (
    CannotBePutRight,
    is_still_free,
    may_leave,
    still_held,
)
from harborlight.billing.actions.posting import hold, hold_account
from harborlight.billing.models import Invoice, Line, Payment, Withdrawal
from harborlight.firm.acting import Happening, Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import is_behind
from harborlight.firm.words import in_every_language, money
from harborlight.trust.actions import release, reserve
from harborlight.trust.models import Account

Purpose, State = Withdrawal.Purpose, Withdrawal.State


class NotYourOwn(Refused):
    """Nobody agrees to what they asked for themselves, under whatever account."""


class AlreadyAsked(Exception):
    """The same asking was sent before; nothing was done again."""


class NotWaiting(Exception):
    """It was decided already, or taken back."""


class NotTheirs(Exception):
    """One client's money never pays what another one owes (trust.md T4)."""


def ask_withdrawal(
    actor: Actor,
    account: Account,
    *,
    purpose: str,
    cents: int,
    why: str,
    once: str,
    payee: str = "",
    invoice: Invoice | None = None,
    line: Line | None = None,
) -> Withdrawal:
    """Ask for money to leave a client's trust; until it is decided it is set aside.

    line: the government fee that it is held for; else only what is held for none leaves.
    """
    assert account.case is not None
    with acting(actor, events.WITHDRAWAL_ASKED, account.case) as event:
        _hold_both(account, invoice)
        _is_new(once)
        may_leave(account, cents, line)
        if invoice is not None:
            _may_pay(invoice, account, cents)
        made = _ask(
            actor,
            account,
            purpose=purpose,
            cents=cents,
            trust_cents=cents,
            case_id=account.case_id,
            person_id=account.person_id,
            why=why,
            once=once,
            payee=payee,
            invoice=invoice,
            line=line,
        )
        event.made(made)
        _say(event, made)
    return made


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


def approve_withdrawal(actor: Actor, withdrawal: Withdrawal) -> None:
    """Agree, as the second person: it is done and stands in the books."""
    with acting(actor, events.WITHDRAWAL_APPROVED, withdrawal) as event:
        # Also where the firm waives the second pair of eyes: that is for forms.
        if is_behind(actor, withdrawal.asked_by_id):
            raise NotYourOwn(
                gettext(
                    "A second person must approve this: you asked for it yourself. "
                    "Money in trust always needs two persons."
                )
            )
        if withdrawal.invoice is not None:
            # Before the withdrawal itself, as whoever declines it does.
            hold(withdrawal.invoice)
        _decide(actor, withdrawal, State.APPROVED)
        is_still_free(withdrawal)
        carry_out(actor, withdrawal)
        _say(event, withdrawal)


def decline_withdrawal(actor: Actor, withdrawal: Withdrawal, *, comment: str) -> None:
    """Say no, and why; the money is free again."""
    with acting(actor, events.WITHDRAWAL_DECLINED, withdrawal) as event:
        invoice = _of_correction(withdrawal)
        _decide(actor, withdrawal, State.DECLINED, comment)
        _set_free(withdrawal, invoice)
        _say(event, withdrawal, comment=comment)


def take_back_withdrawal(actor: Actor, withdrawal: Withdrawal) -> None:
    """Whoever asked does not ask any more; the money is free again."""
    with acting(actor, events.WITHDRAWAL_TAKEN_BACK, withdrawal) as event:
        if not is_behind(actor, withdrawal.asked_by_id):
            raise Refused(gettext("Only the person who asked can take this back."))
        invoice = _of_correction(withdrawal)
        _decide(actor, withdrawal, State.TAKEN_BACK)
        _set_free(withdrawal, invoice)
        _say(event, withdrawal)


def _ask_correction(
    actor: Actor, payment: Payment, purpose: str, why: str, once: str
) -> Withdrawal:
    with acting(actor, events.CORRECTION_ASKED, payment) as event:
        invoice = held_invoice(payment)
        payment.refresh_from_db()
        _is_new(once)
        _may_be_put_right(payment, purpose)
        back = purpose == Purpose.OVERPAID
        trust = payment.unapplied_trust_cents if back else payment.trust_cents
        made = _ask(
            actor,
            still_held(payment, trust, purpose) if trust else None,
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
        _say(event, made)
        if not made.takes_two:
            with acting(actor, events.CORRECTED_ALONE, made) as alone:
                _decide(actor, made, State.APPROVED)
                carry_out(actor, made)
                _say(alone, made)
    return made


def _ask(actor: Actor, account: Account | None, **about: Any) -> Withdrawal:
    """Set the money aside, and write down that it was asked for."""
    if account is not None:
        reserve(account, cents=about["trust_cents"])
    return Withdrawal.objects.create(
        firm=actor.firm,
        account=account,
        asked_at=now(),
        asked_by_id=actor.account,
        **about,
    )


def _hold_both(account: Account, invoice: Invoice | None) -> None:
    """Invoices before accounts, as everywhere."""
    if invoice is not None:
        hold(invoice)
    hold_account(account)


def _is_new(once: str) -> None:
    """Asked behind a lock, so that of two at once the second one sees the first."""
    if Withdrawal.objects.filter(once=once).exists():
        raise AlreadyAsked(gettext("This was asked for already. It is asked for once."))


def _decide(
    actor: Actor, withdrawal: Withdrawal, state: str, comment: str = ""
) -> None:
    """Of two who decide at once, one does."""
    asked = Withdrawal.objects.filter(pk=withdrawal.pk, state=State.ASKED)
    decided = asked.update(
        state=state, comment=comment, decided_at=now(), decided_by=actor.user_id
    )
    withdrawal.refresh_from_db()
    if not decided:
        raise NotWaiting(
            gettext("This was decided already, or taken back. Nothing was changed.")
        )


def _of_correction(withdrawal: Withdrawal) -> Invoice | None:
    """The invoice of a payment that was to go back, held: before accounts, as everywhere."""
    goes_back = withdrawal.purpose == Purpose.OVERPAID
    return (
        held_invoice(withdrawal.payment) if goes_back and withdrawal.payment else None
    )


def _set_free(withdrawal: Withdrawal, invoice: Invoice | None) -> None:
    if withdrawal.account is not None:
        release(withdrawal.account, cents=withdrawal.trust_cents)
    if withdrawal.payment is not None and invoice is not None:
        # The invoice may ask for this money again since it was to go back.
        withdrawal.payment.refresh_from_db()
        count(withdrawal.payment, invoice)


def _may_pay(invoice: Invoice, account: Account, cents: int) -> None:
    """Fees are taken for an issued invoice of the same client and case, and once (T7, T8)."""
    if (invoice.case_id, invoice.payer_id) != (account.case_id, account.person_id):
        raise NotTheirs(gettext("This invoice is not this client's in this case."))
    asked = Withdrawal.objects.filter(invoice=invoice, state=State.ASKED)
    earned = asked.filter(purpose=Purpose.EARNED).values_list("cents", flat=True)
    left = left_of(invoice).earned - sum(earned)
    if cents > left:
        raise NothingToPay(
            gettext(
                "Of the earned part of this invoice only %(left)s is unpaid and not "
                "asked for yet."
            )
            % {"left": money(left)}
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


def _say(event: Happening, withdrawal: Withdrawal, **also: Any) -> None:
    event.say(
        amount=withdrawal.cents,
        what=in_every_language(withdrawal.what),
        why=withdrawal.why,
        number=withdrawal.number,
        **also,
    )
