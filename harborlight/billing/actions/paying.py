"""A card pays: what was begun, what became of it, and the receipt."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import (
    NothingToPay,
    may_be_paid,
    not_out_of_trust,
)
from harborlight.billing.actions.counting import count, held_invoice, left_of
from harborlight.billing.actions.posting import hold, post_for
from harborlight.billing.methods import said_why, was_taken_back
from harborlight.billing.models import Invoice, Line, Payment, Receipt
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import StoredFile, next_number
from harborlight.firm.words import in_every_language
from harborlight.trust.actions import Side, home_of
from harborlight.trust.models import Book

# Which part of an invoice is paid: what goes to one account never meets the other's.
ALL, TRUST, OPERATING = "all", Line.To.TRUST.value, Line.To.OPERATING.value


class AmountDiffers(Exception):
    """The processor speaks of another amount than was asked for."""

    rule = "T10"


class AlreadyReceived(Exception):
    """The same payment was received before; nothing was done again."""

    rule = "T8"


def start_payment(
    actor: Actor,
    invoice: Invoice,
    *,
    reference: str,
    part: str = ALL,
    cents: int | None = None,
) -> Payment:
    """Go to the processor's page to pay what is still owed, or one part of it.

    part: ALL, or the account whose part is paid. cents: of that part; all that is left.
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
        sums = _sums(invoice, part, cents)
        may_be_paid(invoice, sums["trust_cents"])
        begun = _begun(actor, invoice, sums, reference)
        if begun is not None and begun.state == Payment.State.STARTED:
            return begun
        with acting(actor, events.PAYMENT_STARTED, invoice) as event:
            if begun is not None:
                begun.state, begun.why_not = Payment.State.STARTED, ""
                begun.save(update_fields=["state", "why_not"])
            payment = begun or _made(actor, invoice, sums, reference)
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
            bank=home_of(actor.firm.pk) if payment.trust_cents else None,
        ):
            raise AlreadyReceived(gettext("This payment was received before."))
        payment.refresh_from_db()
        event.say(**take(actor, payment, held_invoice(payment)))


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


def _sums(invoice: Invoice, part: str, cents: int | None) -> dict[str, int]:
    """How much is paid, and how much of it goes to trust. NothingToPay if nothing is left."""
    left = left_of(invoice)
    most = {ALL: left.trust + left.earned, TRUST: left.trust}.get(part, left.earned)
    paid = most if cents is None else cents
    if not 0 < paid <= most:
        raise NothingToPay(
            gettext("So much is not owed on this invoice. Nothing was charged.")
        )
    trust = 0 if part == OPERATING else min(paid, left.trust)
    return {"cents": paid, "trust_cents": trust}


def _made(
    actor: Actor, invoice: Invoice, sums: dict[str, int], reference: str
) -> Payment:
    return Payment.objects.create(
        firm=actor.firm,
        case_id=invoice.case_id,
        invoice=invoice,
        payer_id=invoice.payer_id,
        **sums,
        reference=reference,
        started_at=now(),
        started_by_id=actor.user_id,
    )


def _begun(
    actor: Actor, invoice: Invoice, sums: dict[str, int], reference: str
) -> Payment | None:
    """A payment of theirs for just this, at the same house, that may still be made."""
    house, line, _rest = reference.partition("_")
    rows = Payment.objects.filter(
        invoice=invoice,
        state__in=(Payment.State.STARTED, Payment.State.FAILED),
        started_by_id=actor.user_id,
        reference__startswith=f"{house}_" if line else "",
        **sums,
    ).order_by("-started_at", "pk")
    return next((one for one in rows if not was_taken_back(one.why_not)), None)


def take(
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
        bank=payment.bank_id,
    )
