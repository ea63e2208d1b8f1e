from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.invoicing import NothingToPay
from harborlight.billing.actions.posting import hold, post_for, trust_cents
from harborlight.billing.models import Invoice, Payment, Receipt
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import StoredFile, next_number
from harborlight.trust.actions import Side
from harborlight.trust.models import Book


class AmountDiffers(Exception):
    """The processor speaks of another amount than was asked for."""


class AlreadyReceived(Exception):
    """The same payment was received before; nothing was done again."""


class TooMuch(Exception):
    """More than an invoice asks for is not taken for it."""


def start_payment(actor: Actor, invoice: Invoice, *, reference: str) -> Payment:
    """Go to the processor's page to pay what is still owed.

    Who presses twice, or comes back to pay after all, goes on with the payment
    that they began: one invoice is not asked for twice.
    """
    with transaction.atomic():
        hold(invoice)
        if not invoice.is_open:
            raise NothingToPay(gettext("This invoice is paid already."))
        begun = _begun(actor, invoice)
        if begun is not None:
            return begun
        with acting(actor, events.PAYMENT_STARTED, invoice) as event:
            payment = Payment.objects.create(
                firm=actor.firm,
                case_id=invoice.case_id,
                invoice=invoice,
                payer_id=invoice.payer_id,
                cents=invoice.owed_cents,
                trust_cents=_trust_of(invoice, invoice.owed_cents),
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
        fresh = Payment.objects.filter(pk=payment.pk).exclude(
            state=Payment.State.RECEIVED
        )
        moment = now()
        if not fresh.update(
            state=Payment.State.RECEIVED, received_at=moment, method=method
        ):
            raise AlreadyReceived("This payment was received before.")
        payment.refresh_from_db()
        invoice = _credit(payment)
        _post_payment(actor, payment, invoice)
        issue_receipt(actor, payment, invoice)
        event.say(
            payer=payment.payer.full_name,
            amount=cents,
            number=invoice.number,
            for_person=str(payment.payer_id),
        )


def receive_payment(
    actor: Actor, invoice: Invoice, *, cents: int, method: str, on: date, once: str
) -> Payment:
    """Write down money that came by check, in cash or through the bank.

    once: a word that stands for this entry; sent twice it is written down once.
    """
    with acting(actor, events.PAID, invoice) as event:
        _may_be_taken(invoice, cents, method, once)
        payment = Payment.objects.create(
            firm=actor.firm,
            case_id=invoice.case_id,
            invoice=invoice,
            payer_id=invoice.payer_id,
            state=Payment.State.RECEIVED,
            cents=cents,
            trust_cents=_trust_of(invoice, cents),
            reference=f"desk {once}",
            method=method,
            started_at=now(),
            started_by_id=actor.user_id,
            received_at=_moment_of(actor, on),
        )
        event.made(payment)
        credited = _credit(payment)
        _post_payment(actor, payment, credited, on=on)
        issue_receipt(actor, payment, credited)
        event.say(
            payer=payment.payer.full_name,
            amount=cents,
            number=invoice.number,
            for_person=str(payment.payer_id),
        )
    return payment


def fail_payment(actor: Actor, payment: Payment, *, why: str) -> None:
    """The processor could not take the money."""
    with acting(actor, events.PAYMENT_FAILED, payment) as event:
        started = Payment.objects.filter(pk=payment.pk, state=Payment.State.STARTED)
        if not started.update(state=Payment.State.FAILED, why_not=why):
            raise AlreadyReceived("What became of this payment is known already.")
        event.say(
            number=payment.invoice.number, why=why, for_person=str(payment.payer_id)
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
    Receipt.objects.filter(pk=receipt.pk, file__isnull=True).update(file=file)


def _may_be_taken(invoice: Invoice, cents: int, method: str, once: str) -> None:
    """Whether money that came by hand is new, and owed; else a refusal.

    Who went back to the page and sends it again has another word for the entry,
    but the same number of the check.
    """
    hold(invoice)
    known = Q(reference=f"desk {once}")
    if " " in method:
        known |= Q(invoice=invoice, cents=cents, method=method)
    if Payment.objects.filter(known).exists():
        raise AlreadyReceived(gettext("This payment is written down already."))
    if not invoice.is_open:
        raise NothingToPay(gettext("Nothing is owed on this invoice."))
    if cents > invoice.owed_cents:
        raise TooMuch(
            gettext("This is more than the invoice still asks for. Give the rest back.")
        )


def _begun(actor: Actor, invoice: Invoice) -> Payment | None:
    """A payment of theirs for just what is owed now, of which nothing was heard yet."""
    return Payment.objects.filter(
        invoice=invoice,
        state=Payment.State.STARTED,
        started_by_id=actor.user_id,
        cents=invoice.owed_cents,
        trust_cents=_trust_of(invoice, invoice.owed_cents),
    ).first()


def _trust_of(invoice: Invoice, cents: int) -> int:
    """How much of so much money goes to trust: what is the client's comes first."""
    paid = Payment.objects.filter(
        invoice=invoice, state=Payment.State.RECEIVED
    ).aggregate(all=Sum("trust_cents"))["all"]
    return min(cents, max(0, trust_cents(invoice) - (paid or 0)))


def _moment_of(actor: Actor, on: date) -> datetime:
    """When money of a day came: now if it came today, else at noon of its day."""
    zone = actor.firm.time_zone
    if on == today(zone):
        return now()
    return datetime.combine(on, time(12), ZoneInfo(zone))


def _credit(payment: Payment) -> Invoice:
    """Count the money towards its invoice.

    Two tabs may have paid the same invoice, or it was voided meanwhile: what is not
    owed is received all the same and kept apart as unapplied, for finance to give
    back.
    """
    invoice = Invoice.objects.select_for_update().get(pk=payment.invoice_id)
    applied = min(payment.cents, invoice.owed_cents) if invoice.is_open else 0
    if applied < payment.cents:
        payment.unapplied_cents = payment.cents - applied
        payment.save(update_fields=["unapplied_cents"])
    if not applied:
        return invoice
    Invoice.objects.filter(pk=payment.invoice_id).update(
        paid_cents=F("paid_cents") + applied
    )
    invoice.refresh_from_db()
    paid = invoice.paid_cents == invoice.cents
    invoice.state = Invoice.State.PAID if paid else Invoice.State.PARTLY_PAID
    invoice.save(update_fields=["state"])
    return invoice


def _post_payment(
    actor: Actor, payment: Payment, invoice: Invoice, on: date | None = None
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
        memo=f"Payment on invoice {invoice.number}",
        key=f"payment {payment.pk}",
        on=on,
    )
