"""Money that is to leave again: somebody asks, and a second person decides."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import NothingToPay
from harborlight.billing.actions.askings import decide, must_be_new, tell, write_down
from harborlight.billing.actions.carrying_out import carry_out
from harborlight.billing.actions.counting import count, held_invoice, left_of
from harborlight.billing.actions.earmarking import is_still_free, may_leave
from harborlight.billing.actions.holding import (
    OnDispute,
    disputed,
    may_go_back,
    payment_may_go_back,
)
from harborlight.billing.actions.noticing import (
    PORTAL,
    give_notice,
    must_be_noticed,
)
from harborlight.billing.actions.paying_out import may_go_to
from harborlight.billing.actions.posting import hold, hold_account
from harborlight.billing.models import Invoice, Line, Withdrawal
from harborlight.billing.noticing import notice_days
from harborlight.cases.models import Case, Party
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.membership import is_behind
from harborlight.firm.words import money
from harborlight.trust.actions import release
from harborlight.trust.actions.banks import bank_for
from harborlight.trust.actions.depositing import free_again, keep_after_all
from harborlight.trust.actions.payees import may_be_paid
from harborlight.trust.models import Account, BankAccount, Deposit, PayeeBank

Purpose, State = Withdrawal.Purpose, Withdrawal.State


class NotYourOwn(Refused):
    """Nobody agrees to what they asked for themselves, under whatever account."""

    rule = "T16"


class NotTheirs(Exception):
    """One client's money never pays what another one owes (trust.md T4)."""

    rule = "T4"


class NotTheClients(NotTheirs):
    """Money moves between cases of one client, with their consent, and no further (T4)."""


class NoInvoice(Exception):
    """Fees are taken out of trust for an invoice that was issued (trust.md T7)."""

    rule = "T7"


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
    to_case: Case | None = None,
    to_bank: BankAccount | None = None,
    to: PayeeBank | None = None,
    other_payee_why: str = "",
) -> Withdrawal:
    """Ask for money to leave a client's trust; until it is decided it is set aside.

    line: the government fee that it is held for; else only what is held for none leaves.
    to_case: the other case of the same client, whose written consent `payee` names.
    to_bank: the other trust account that takes it, for the same client and case.
    to: the account it is transferred to; None: a check. other_payee_why: of NotWhoPaid.
    """
    assert account.case is not None
    with acting(actor, events.WITHDRAWAL_ASKED, account.case) as event:
        _hold_both(account, invoice, once)
        may_leave(account, cents, line)
        _may_be_for(purpose, account, cents, invoice)
        _may_move_to(purpose, account, to_case, payee, to_bank)
        may_go_to(actor, purpose, account, payee, to, other_payee_why)
        about: dict[str, Any] = {"purpose": purpose, "why": why, "once": once}
        about |= {"payee": f"{to.payee.name}, {to.called}" if to else payee}
        about |= {"invoice": invoice, "line": line, "to": to, "to_case": to_case}
        about |= {"to_bank": to_bank, "other_payee_why": other_payee_why}
        about["notice_days"] = days_of_notice(actor, account.case, purpose)
        made = write_down(account, actor, cents=cents, trust_cents=cents, **about)
        event.made(made)
        tell(event, made)
        tell_at_once(actor, made)
    return made


def days_of_notice(actor: Actor, case: Case, purpose: str) -> int:
    """Of notice that the client is given before this leaves."""
    on = today(actor.firm.time_zone)
    ours = purpose in (Purpose.EARNED, Purpose.MOVED)
    return notice_days(actor, case, on) if ours else 0


def tell_at_once(actor: Actor, made: Withdrawal) -> None:
    """Whoever is in the portal reads it there; to others a person sends a letter."""
    if made.notice_days and made.person.login_id:
        give_notice(actor, made, how=PORTAL, on=today(actor.firm.time_zone))


def _may_be_for(
    purpose: str, account: Account, cents: int, invoice: Invoice | None
) -> None:
    if purpose == Purpose.EARNED:
        _may_pay(invoice, account, cents)
    elif purpose == Purpose.REFUND:
        may_go_back(account)


def _may_move_to(
    purpose: str,
    account: Account,
    to_case: Case | None,
    consent: str,
    to_bank: BankAccount | None,
) -> None:
    if purpose == Purpose.OTHER_CASE:
        _may_move(account, to_case, consent)
    elif purpose == Purpose.OTHER_BANK:
        _may_change_banks(account, to_bank)


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
        must_be_noticed(actor, withdrawal)
        if withdrawal.to_case is not None:
            # Closed meanwhile it would hold money that nobody looks at any more (T15).
            _is_open(withdrawal.to_case)
        decide(withdrawal, actor, State.APPROVED)
        is_still_free(withdrawal)
        if withdrawal.to is not None:
            may_be_paid(actor, withdrawal.to, withdrawal.case)
        if withdrawal.purpose == Purpose.REFUND and withdrawal.account:
            may_go_back(withdrawal.account)
        elif withdrawal.purpose == Purpose.OVERPAID:
            payment_may_go_back(withdrawal.payment)
        carry_out(actor, withdrawal)
        tell(event, withdrawal)


def decline_withdrawal(actor: Actor, withdrawal: Withdrawal, *, comment: str) -> None:
    """Say no, and why; the money is free again."""
    with acting(actor, events.WITHDRAWAL_DECLINED, withdrawal) as event:
        invoice = _of_correction(withdrawal)
        decide(withdrawal, actor, State.DECLINED, comment)
        _set_free(withdrawal, invoice)
        tell(event, withdrawal, comment=comment)


def take_back_withdrawal(actor: Actor, withdrawal: Withdrawal) -> None:
    """Whoever asked does not ask any more; the money is free again."""
    with acting(actor, events.WITHDRAWAL_TAKEN_BACK, withdrawal) as event:
        if not is_behind(actor, withdrawal.asked_by_id):
            raise Refused(gettext("Only the person who asked can take this back."))
        invoice = _of_correction(withdrawal)
        decide(withdrawal, actor, State.TAKEN_BACK)
        _set_free(withdrawal, invoice)
        tell(event, withdrawal)


def _hold_both(account: Account, invoice: Invoice | None, once: str) -> None:
    """Invoices before accounts, as everywhere; behind both, whether it is new."""
    if invoice is not None:
        hold(invoice)
    hold_account(account)
    must_be_new(once)


def _of_correction(withdrawal: Withdrawal) -> Invoice | None:
    """The invoice of a payment that was to go back, held: before accounts, as everywhere."""
    goes_back = withdrawal.purpose == Purpose.OVERPAID
    return (
        held_invoice(withdrawal.payment) if goes_back and withdrawal.payment else None
    )


def _set_free(withdrawal: Withdrawal, invoice: Invoice | None) -> None:
    if withdrawal.once_clears is not None:
        free_again(withdrawal.once_clears, cents=withdrawal.trust_cents)
    elif withdrawal.account is not None:
        release(withdrawal.account, cents=withdrawal.trust_cents)
    if (came := _came(withdrawal)) is not None:
        keep_after_all(came)
    if withdrawal.payment is not None and invoice is not None:
        # The invoice may ask for this money again since it was to go back.
        withdrawal.payment.refresh_from_db()
        count(withdrawal.payment, invoice)


def _came(withdrawal: Withdrawal) -> Deposit | None:
    """What came by check and was to be taken back."""
    payment = withdrawal.payment
    if payment is None or withdrawal.purpose != Purpose.REVERSAL:
        return withdrawal.deposit
    return Deposit.objects.filter(journal__key=payment.journal_key).first()


def _may_move(account: Account, to_case: Case | None, consent: str) -> None:
    """Between cases of one client, with their written consent; between clients never."""
    theirs = to_case is not None and to_case.pk != account.case_id
    theirs = (
        theirs and Party.objects.filter(case=to_case, person=account.person_id).exists()
    )
    if not theirs or to_case is None:
        raise NotTheClients(
            gettext(
                "Money moves to another case of the same client only: what is held for "
                "one client never pays for another."
            )
        )
    if not consent.strip():
        raise NotTheClients(
            gettext("Name the writing in which the client agreed that it is moved.")
        )
    _is_open(to_case)


def _is_open(to_case: Case) -> None:
    """Nobody closes it before the transaction ends."""
    if Case.objects.select_for_update(no_key=True).get(pk=to_case.pk).closed_on:
        raise NotTheClients(
            gettext("That case is closed, and holds no client’s money.")
        )


def _may_change_banks(account: Account, to_bank: BankAccount | None) -> None:
    """Into another trust account that is open, and theirs where it is of one client."""
    if to_bank is None or not to_bank.is_trust or to_bank.pk == account.bank_id:
        raise NotTheClients(gettext("Say which other trust account takes it."))
    bank_for(account.firm_id, to_bank.pk, account.person)


def _may_pay(invoice: Invoice | None, account: Account, cents: int) -> None:
    """Fees are taken for an issued invoice of the same client and case, and once (T7, T8)."""
    if invoice is None or not invoice.number:
        raise NoInvoice(
            gettext(
                "Fees leave trust for an invoice that was issued, with a line that is "
                "earned. Write it first."
            )
        )
    if (invoice.case_id, invoice.payer_id) != (account.case_id, account.person_id):
        raise NotTheirs(gettext("This invoice is not this client's in this case."))
    asked = Withdrawal.objects.filter(invoice=invoice, state=State.ASKED)
    earned = asked.filter(purpose=Purpose.EARNED).values_list("cents", flat=True)
    left = left_of(invoice).earned - sum(earned)
    argued = disputed(invoice)
    if left - argued < cents <= left:
        raise OnDispute(
            gettext(
                "The client disputes %(argued)s of this invoice: that stays in trust until "
                "it is settled. %(left)s can be taken."
            )
            % {"argued": money(argued), "left": money(max(0, left - argued))}
        )
    if cents > left:
        raise NothingToPay(
            gettext(
                "Of the earned part of this invoice only %(left)s is unpaid and not "
                "asked for yet."
            )
            % {"left": money(left)}
        )
