"""Money that came by check, in cash or through the bank is written down."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import NothingToPay, may_hold
from harborlight.billing.actions.counting import left_of
from harborlight.billing.actions.mixed import ask_to_move
from harborlight.billing.actions.paying import AlreadyReceived, take
from harborlight.billing.actions.posting import hold
from harborlight.billing.models import BY_HAND, Invoice, Payment
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.words import money
from harborlight.trust.actions import home_of, open_account
from harborlight.trust.actions.depositing import CLEARS_LATER, keep_deposit
from harborlight.trust.models import BankAccount, Book, Deposit, Journal


class TooMuch(Exception):
    """More than an invoice asks for is not taken for it."""

    rule = "T8"


class LooksDouble(Exception):
    """The same sum came in the same way on the same day: it may be the same money."""

    rule = "T8"


def receive_payment(
    actor: Actor,
    invoice: Invoice,
    *,
    cents: int,
    method: str,
    on: date,
    once: str,
    another: bool = False,
    over: bool = False,
    bank: BankAccount | None = None,
) -> Payment:
    """Write down money that came by check, in cash or through the bank.

    once: of this entry; sent twice it is written down once. another: it is known that just
    such a payment came that day. over: it is known that it is more than is owed: it came in
    one piece, and the rest is the client's, in trust. bank: of its part in trust; none: the usual account.
    """
    with acting(actor, events.PAID, invoice) as event:
        _may_be_taken(invoice, cents, method, once, over=over)
        if not another:
            _is_no_double(actor, invoice, cents=cents, method=method, on=on)
        said = {"cents": cents, "method": method, "reference": f"{BY_HAND}{once}"}
        payment = _made(actor, invoice, bank, received_at=_moment_of(actor, on), **said)
        event.made(payment)
        event.say(**take(actor, payment, invoice, on=on))
        came = _clears_later(payment)
        if payment.for_fees_cents:
            ask_to_move(actor, payment, came, on=on, once=once)
        return payment


def _made(
    actor: Actor, invoice: Invoice, bank: BankAccount | None, **said: Any
) -> Payment:
    """A check is deposited once: what pays both, or too much, goes into trust whole (T9)."""
    cents, left = said["cents"], left_of(invoice)
    trust = min(cents, left.trust)
    fees = min(cents - trust, left.earned)
    # Earned fees alone never meet clients' money.
    for_fees = fees if trust or cents > fees else 0
    if cents > fees:
        trust = cents
    may_hold(invoice, trust)
    return Payment.objects.create(
        firm=actor.firm,
        case_id=invoice.case_id,
        invoice=invoice,
        payer_id=invoice.payer_id,
        state=Payment.State.RECEIVED,
        unapplied_cents=cents,
        **{"trust_cents": trust, "unapplied_trust_cents": trust},
        for_fees_cents=for_fees,
        bank=(bank or home_of(actor.firm.pk)) if trust else None,
        started_at=now(),
        started_by_id=actor.user_id,
        **said,
    )


def _clears_later(payment: Payment) -> Deposit | None:
    """What came into trust by check is spent once the bank cleared it (trust.md T3)."""
    if payment.trust_cents and payment.method.startswith(CLEARS_LATER):
        return keep_deposit(
            Journal.objects.get(key=payment.journal_key),
            open_account(
                payment.firm_id,
                Book.CLIENT_TRUST,
                payment.case,
                payment.payer,
                payment.bank_id,
            ),
            Deposit.Purpose.INVOICE,
            payment.trust_cents,
            payment.method,
        )
    return None


def _may_be_taken(
    invoice: Invoice, cents: int, method: str, once: str, *, over: bool
) -> None:
    """Whether money that came by hand is new, and owed; else a refusal.

    Who went back to the page and sends it again has another word for the entry,
    but the same number of the check.
    """
    hold(invoice)
    known = Q(reference=f"{BY_HAND}{once}")
    if " " in method:
        counts = Payment.State.RECEIVED
        known |= Q(invoice=invoice, cents=cents, method=method, state=counts)
    if there := Payment.objects.filter(known).first():
        raise AlreadyReceived(
            gettext(
                "This payment of %(amount)s is written down already: nothing was "
                "written down a second time."
            )
            % {"amount": money(there.cents)}
        )
    if not invoice.is_open:
        raise NothingToPay(gettext("Nothing is owed on this invoice."))
    if cents > invoice.owed_cents and not over:
        raise TooMuch(
            gettext(
                "This is %(more)s more than the invoice still asks for. If all of it "
                "came in one piece, say so here: the rest is the client’s, goes into "
                "trust with it, and is given back from the payment."
            )
            % {"more": money(cents - invoice.owed_cents)}
        )


def _is_no_double(
    actor: Actor, invoice: Invoice, *, cents: int, method: str, on: date
) -> None:
    """Cash has no number: who went back and sends it again is asked whether it is another."""
    zone = ZoneInfo(actor.firm.time_zone)
    begins = datetime.combine(on, time(), zone)
    same = Payment.objects.filter(
        invoice=invoice,
        state=Payment.State.RECEIVED,
        cents=cents,
        method=method,
        received_at__gte=begins,
        received_at__lt=begins + timedelta(days=1),
    )
    if same.exists():
        raise LooksDouble(
            gettext(
                "%(amount)s came in the same way on the same day and is written down "
                "already. If this is other money, say so here."
            )
            % {"amount": money(cents)}
        )


def _moment_of(actor: Actor, on: date) -> datetime:
    """When money of a day came: now if it came today, else at noon of its day."""
    zone = actor.firm.time_zone
    if on == today(zone):
        return now()
    return datetime.combine(on, time(12), ZoneInfo(zone))
