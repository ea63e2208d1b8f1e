from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import (
    NothingToPay,
    may_be_paid,
    may_hold,
    not_out_of_trust,
)
from harborlight.billing.actions.counting import count, held_invoice, trust_share
from harborlight.billing.actions.posting import hold, post_for
from harborlight.billing.methods import said_why, was_taken_back
from harborlight.billing.models import BY_HAND, Invoice, Payment, Receipt
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import StoredFile, next_number
from harborlight.firm.words import in_every_language, money
from harborlight.trust.actions import Side
from harborlight.trust.models import Book


class AmountDiffers(Exception):
    """The processor speaks of another amount than was asked for."""


class AlreadyReceived(Exception):
    """The same payment was received before; nothing was done again."""


class TooMuch(Exception):
    """More than an invoice asks for is not taken for it."""


class LooksDouble(Exception):
    """The same sum came in the same way on the same day: it may be the same money."""


def start_payment(actor: Actor, invoice: Invoice, *, reference: str) -> Payment:
    """Go to the processor's page to pay what is still owed.

    Who presses twice, or comes back to pay after all, goes on with the payment
    that they began, also after a card was declined: its page still stands in some
    tab, and with a second page the same invoice could be paid twice.
    """
    with transaction.atomic():
        hold(invoice)
        if not invoice.is_open:
            raise NothingToPay(
                gettext("Nothing is owed on this invoice. Nothing was charged.")
            )
        not_out_of_trust(invoice)
        may_be_paid(invoice, trust_share(invoice, invoice.owed_cents))
        begun = _begun(actor, invoice)
        if begun is not None and begun.state == Payment.State.STARTED:
            return begun
        with acting(actor, events.PAYMENT_STARTED, invoice) as event:
            if begun is not None:
                begun.state, begun.why_not = Payment.State.STARTED, ""
                begun.save(update_fields=["state", "why_not"])
            payment = begun or Payment.objects.create(
                firm=actor.firm,
                case_id=invoice.case_id,
                invoice=invoice,
                payer_id=invoice.payer_id,
                cents=invoice.owed_cents,
                trust_cents=trust_share(invoice, invoice.owed_cents),
                reference=reference,
                started_at=now(),
                started_by_id=actor.user_id,
            )
            event.made(payment)
            event.say(number=invoice.number)
    return payment


def record_payment(actor: Actor, payment: Payment, *, cents: int, method: str) -> None:
    """The money came: post it where it belongs, and issue the receipt. Once.

    A processor may say the same thing twice, or two payers pay at once: what
    was already received is not received again.
    """
    if cents != payment.cents:
        raise AmountDiffers(f"{cents} cents came where {payment.cents} were asked for.")
    with acting(actor, events.PAID, payment) as event:
        known = (Payment.State.RECEIVED, Payment.State.REVERSED)
        fresh = Payment.objects.filter(pk=payment.pk).exclude(state__in=known)
        moment = now()
        if not fresh.update(
            state=Payment.State.RECEIVED,
            received_at=moment,
            method=method,
            # The card may have been declined before it was taken.
            why_not="",
            unapplied_cents=F("cents"),
            unapplied_trust_cents=F("trust_cents"),
        ):
            raise AlreadyReceived(gettext("This payment was received before."))
        payment.refresh_from_db()
        event.say(**_take(actor, payment, held_invoice(payment)))


def receive_payment(
    actor: Actor,
    invoice: Invoice,
    *,
    cents: int,
    method: str,
    on: date,
    once: str,
    another: bool = False,
) -> Payment:
    """Write down money that came by check, in cash or through the bank.

    once: a word that stands for this entry; sent twice it is written down once.
    another: it is known that just such a payment came on the same day.
    """
    with acting(actor, events.PAID, invoice) as event:
        _may_be_taken(invoice, cents, method, once)
        if not another:
            _is_no_double(actor, invoice, cents=cents, method=method, on=on)
        trust = trust_share(invoice, cents)
        may_hold(invoice, trust)
        payment = Payment.objects.create(
            firm=actor.firm,
            case_id=invoice.case_id,
            invoice=invoice,
            payer_id=invoice.payer_id,
            state=Payment.State.RECEIVED,
            cents=cents,
            trust_cents=trust,
            unapplied_cents=cents,
            unapplied_trust_cents=trust,
            reference=f"{BY_HAND}{once}",
            method=method,
            started_at=now(),
            started_by_id=actor.user_id,
            received_at=_moment_of(actor, on),
        )
        event.made(payment)
        event.say(**_take(actor, payment, invoice, on=on))
    return payment


def fail_payment(actor: Actor, payment: Payment, *, why: str) -> None:
    """The processor could not take the money."""
    with acting(actor, events.PAYMENT_FAILED, payment) as event:
        started = Payment.objects.filter(pk=payment.pk, state=Payment.State.STARTED)
        if not started.update(state=Payment.State.FAILED, why_not=why):
            raise AlreadyReceived(
                gettext("What became of this payment is known already.")
            )
        event.say(
            number=payment.invoice.number,
            why=in_every_language(said_why(why)),
            for_person=str(payment.payer_id),
        )


def issue_receipt(actor: Actor, payment: Payment, invoice: Invoice) -> Receipt:
    """Give the payer proof; its paper is made by a job."""
    with acting(actor, events.RECEIPT_ISSUED, payment) as event:
        day = today(actor.firm.time_zone)
        receipt = Receipt.objects.create(
            firm=actor.firm,
            case_id=payment.case_id,
            payment=payment,
            number=f"R-{day.year}-{next_number(actor.firm, f'receipts {day.year}'):04}",
            issued_at=now(),
        )
        event.made(receipt)
        event.say(number=receipt.number, for_person=str(payment.payer_id))
    return receipt


def keep_receipt_paper(clock: Actor, receipt: Receipt, *, file: StoredFile) -> None:
    """File the printed receipt. No event: the receipt itself was one."""
    with transaction.atomic():
        held = Payment.objects.select_for_update(no_key=True)
        # Reversed while this was printed: the next paper says so, and this one is none.
        if held.get(pk=receipt.payment_id).state == receipt.payment.state:
            Receipt.objects.filter(pk=receipt.pk, file__isnull=True).update(file=file)


def _may_be_taken(invoice: Invoice, cents: int, method: str, once: str) -> None:
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
    if cents > invoice.owed_cents:
        raise TooMuch(
            gettext("This is more than the invoice still asks for. Give the rest back.")
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


def _begun(actor: Actor, invoice: Invoice) -> Payment | None:
    """A payment of theirs for just what is owed now, that may still be made."""
    rows = Payment.objects.filter(
        invoice=invoice,
        state__in=(Payment.State.STARTED, Payment.State.FAILED),
        started_by_id=actor.user_id,
        cents=invoice.owed_cents,
        trust_cents=trust_share(invoice, invoice.owed_cents),
    ).order_by("-started_at", "pk")
    return next((one for one in rows if not was_taken_back(one.why_not)), None)


def _moment_of(actor: Actor, on: date) -> datetime:
    """When money of a day came: now if it came today, else at noon of its day."""
    zone = actor.firm.time_zone
    if on == today(zone):
        return now()
    return datetime.combine(on, time(12), ZoneInfo(zone))


def _take(
    actor: Actor, payment: Payment, invoice: Invoice, on: date | None = None
) -> dict[str, Any]:
    """Count it, post it, give a receipt for it; what the event says of it."""
    count(payment, invoice)
    _post_payment(actor, payment, invoice, on)
    issue_receipt(actor, payment, invoice)
    return {
        "payer": payment.payer.full_name,
        "amount": payment.cents,
        "number": invoice.number,
        "for_person": str(payment.payer_id),
    }


def _post_payment(
    actor: Actor, payment: Payment, invoice: Invoice, on: date | None
) -> None:
    """The gross amount, each part into its own bank account (trust.md T9, T10)."""
    sides = []
    if payment.trust_cents:
        sides += [
            Side(Book.TRUST_BANK, debit=payment.trust_cents),
            Side(Book.CLIENT_TRUST, credit=payment.trust_cents),
        ]
    if payment.operating_cents:
        sides += [
            Side(Book.OPERATING_BANK, debit=payment.operating_cents),
            Side(Book.RECEIVABLE, credit=payment.operating_cents),
        ]
    post_for(
        actor,
        invoice,
        sides,
        memo="payment",
        key=payment.journal_key,
        on=on,
    )
