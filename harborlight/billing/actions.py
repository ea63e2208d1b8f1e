from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Sum

from harborlight.billing import events
from harborlight.billing.models import Invoice, Line, Payment, Receipt
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import StoredFile, next_number
from harborlight.law.fees import fee
from harborlight.people.models import Person
from harborlight.trust.actions import Side, post
from harborlight.trust.models import Book

DAYS_TO_PAY = 14


class AlreadyIssued(Exception):
    """An invoice that was issued does not change; void it and write another."""


class NothingToPay(Exception):
    """The invoice is paid, void, or asks for nothing."""


class AmountDiffers(Exception):
    """The processor speaks of another amount than was asked for."""


def draft_invoice(
    actor: Actor,
    case: Case,
    *,
    payer: Person,
    due_on: date | None = None,
    terms: str = "",
) -> Invoice:
    """Begin an invoice."""
    with acting(actor, events.DRAFTED, case) as event:
        day = due_on or today(actor.firm.time_zone) + timedelta(days=DAYS_TO_PAY)
        invoice = Invoice.objects.create(
            firm=actor.firm, case=case, payer=payer, due_on=day, terms=terms
        )
        event.made(invoice)
        event.say(amount=0)
    return invoice


def add_line(
    actor: Actor,
    invoice: Invoice,
    *,
    kind: str,
    words: str,
    cents: int,
    to: str,
    source: str = "",
) -> Line:
    """Ask for one more thing on a draft."""
    _still_a_draft(invoice)
    with acting(actor, events.LINE_ADDED, invoice) as event:
        line = Line.objects.create(
            firm=actor.firm,
            case_id=invoice.case_id,
            invoice=invoice,
            kind=kind,
            words=words,
            cents=cents,
            to=to,
            source=source,
            position=Line.objects.filter(invoice=invoice).count(),
        )
        _total(invoice)
        event.note(line)
        event.say(words=words)
    return line


def add_government_fee(
    actor: Actor, invoice: Invoice, *, form: str, channel: str, on: date, words: str
) -> Line:
    """Ask for what the government will charge, as the book says for that day."""
    what = fee(form, channel=channel, on=on)
    return add_line(
        actor,
        invoice,
        kind=Line.Kind.GOVERNMENT,
        words=words,
        cents=what.cents,
        to=Line.To.TRUST,
        source=what.source,
    )


def remove_line(actor: Actor, line: Line) -> None:
    """Take something off a draft."""
    invoice = line.invoice
    _still_a_draft(invoice)
    with acting(actor, events.LINE_REMOVED, invoice) as event:
        event.say(words=line.words)
        line.delete()
        _total(invoice)


def issue_invoice(actor: Actor, invoice: Invoice) -> None:
    """Send the invoice; from now on it does not change, and its earned part is owed."""
    _still_a_draft(invoice)
    if invoice.cents <= 0:
        raise NothingToPay("An invoice must ask for something.")
    with acting(actor, events.ISSUED, invoice) as event:
        day = today(actor.firm.time_zone)
        invoice.number = (
            f"{day.year}-{next_number(actor.firm, f'invoices {day.year}'):04}"
        )
        invoice.state, invoice.issued_on = Invoice.State.ISSUED, day
        invoice.save(update_fields=["number", "state", "issued_on"])
        if earned := invoice.cents - _trust_cents(invoice):
            _post(
                actor,
                invoice,
                [
                    Side(Book.RECEIVABLE, debit=earned),
                    Side(Book.FEES_EARNED, credit=earned),
                ],
                memo=f"Invoice {invoice.number}",
                key=f"invoice {invoice.pk}",
            )
        event.say(
            number=invoice.number,
            amount=invoice.cents,
            for_person=str(invoice.payer_id),
        )


def start_payment(actor: Actor, invoice: Invoice, *, reference: str) -> Payment:
    """Go to the processor's page to pay what is still owed."""
    if not invoice.is_open:
        raise NothingToPay("This invoice is paid already.")
    with acting(actor, events.PAYMENT_STARTED, invoice) as event:
        owed = invoice.owed_cents
        trust = min(owed, max(0, _trust_cents(invoice) - _trust_paid(invoice)))
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


def void_invoice(actor: Actor, invoice: Invoice) -> None:
    """Take an unpaid invoice back; what it posted is reversed."""
    if invoice.paid_cents or invoice.state != Invoice.State.ISSUED:
        raise NothingToPay(
            "Only an issued invoice on which nothing was paid can be voided."
        )
    with acting(actor, events.VOIDED, invoice) as event:
        invoice.state = Invoice.State.VOID
        invoice.save(update_fields=["state"])
        if earned := invoice.cents - _trust_cents(invoice):
            _post(
                actor,
                invoice,
                [
                    Side(Book.FEES_EARNED, debit=earned),
                    Side(Book.RECEIVABLE, credit=earned),
                ],
                memo=f"Invoice {invoice.number} voided",
                key=f"void {invoice.pk}",
            )
        event.say(number=invoice.number, for_person=str(invoice.payer_id))


def _still_a_draft(invoice: Invoice) -> None:
    if invoice.state != Invoice.State.DRAFT:
        raise AlreadyIssued("This invoice was issued. Void it and write another.")


def _total(invoice: Invoice) -> None:
    total = Line.objects.filter(invoice=invoice).aggregate(all=Sum("cents"))["all"] or 0
    Invoice.objects.filter(pk=invoice.pk).update(cents=total)
    invoice.cents = total


def _trust_cents(invoice: Invoice) -> int:
    rows = Line.objects.filter(invoice=invoice, to=Line.To.TRUST)
    return rows.aggregate(all=Sum("cents"))["all"] or 0


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
    _post(
        actor,
        invoice,
        sides,
        memo=f"Payment on invoice {invoice.number}",
        key=f"payment {payment.pk}",
    )


def _post(
    actor: Actor, invoice: Invoice, sides: list[Side], *, memo: str, key: str
) -> UUID:
    journal = post(
        actor,
        case=invoice.case,
        person=invoice.payer,
        sides=sides,
        on=today(actor.firm.time_zone),
        memo=memo,
        key=key,
    )
    return journal.pk
