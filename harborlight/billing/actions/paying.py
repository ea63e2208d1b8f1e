from __future__ import annotations

from django.db.models import F, Sum

from harborlight.billing import events
from harborlight.billing.actions.invoicing import NothingToPay
from harborlight.billing.actions.posting import post_for, trust_cents
from harborlight.billing.models import Invoice, Payment, Receipt
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import StoredFile, next_number
from harborlight.trust.actions import Side
from harborlight.trust.models import Book


class AmountDiffers(Exception):
    """The processor speaks of another amount than was asked for."""


def start_payment(actor: Actor, invoice: Invoice, *, reference: str) -> Payment:
    """Go to the processor's page to pay what is still owed."""
    if not invoice.is_open:
        raise NothingToPay("This invoice is paid already.")
    with acting(actor, events.PAYMENT_STARTED, invoice) as event:
        owed = invoice.owed_cents
        trust = min(owed, max(0, trust_cents(invoice) - _trust_paid(invoice)))
        payment = Payment.objects.create(
            firm=actor.firm,
            case_id=invoice.case_id,
            invoice=invoice,
            payer_id=invoice.payer_id,
            cents=owed,
            trust_cents=trust,
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


class AlreadyReceived(Exception):
    """The same payment was received before; nothing was done again."""


def fail_payment(actor: Actor, payment: Payment, *, why: str) -> None:
    """The processor could not take the money."""
    with acting(actor, events.PAYMENT_FAILED, payment) as event:
        Payment.objects.filter(pk=payment.pk, state=Payment.State.STARTED).update(
            state=Payment.State.FAILED, why_not=why
        )
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


def _trust_paid(invoice: Invoice) -> int:
    rows = Payment.objects.filter(invoice=invoice, state=Payment.State.RECEIVED)
    return rows.aggregate(all=Sum("trust_cents"))["all"] or 0


def _credit(payment: Payment) -> Invoice:
    """Count the money towards its invoice.

    Two tabs may have paid the same invoice: what came on top is received all the
    same and kept apart as unapplied, for finance to give back.
    """
    invoice = Invoice.objects.select_for_update().get(pk=payment.invoice_id)
    applied = min(payment.cents, invoice.owed_cents)
    if applied < payment.cents:
        Payment.objects.filter(pk=payment.pk).update(
            unapplied_cents=payment.cents - applied
        )
    Invoice.objects.filter(pk=payment.invoice_id).update(
        paid_cents=F("paid_cents") + applied
    )
    invoice.refresh_from_db()
    paid = invoice.paid_cents == invoice.cents
    invoice.state = Invoice.State.PAID if paid else Invoice.State.PARTLY_PAID
    invoice.save(update_fields=["state"])
    return invoice


def _post_payment(actor: Actor, payment: Payment, invoice: Invoice) -> None:
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
    )
