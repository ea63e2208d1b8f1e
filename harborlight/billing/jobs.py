"""What happens to money by itself: the processor's word is heard, receipts are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import override
from django_tasks import task

from harborlight.billing.actions import (
    AlreadyReceived,
    AmountDiffers,
    fail_payment,
    keep_receipt_paper,
    record_payment,
)
from harborlight.billing.actions.carrying_out import DONE
from harborlight.billing.events import (
    PAID,
    PAYMENT_REVERSED,
    RECEIPT_ISSUED,
    VOIDED,
    WITHDRAWAL_APPROVED,
    WITHDRAWAL_ASKED,
    WITHDRAWAL_DECLINED,
)
from harborlight.billing.methods import OUT_OF_TRUST_INSTEAD, why_taken_back
from harborlight.billing.models import Invoice, Line, Payment, Receipt, Withdrawal
from harborlight.billing.sheets import receipt_sheet
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Event, Notice
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm, everywhere, inside
from harborlight.firm.vault.stored import keep_bytes
from harborlight.outside.payments import processor, takes_cards
from harborlight.papers.printing import print_sheet


def hear_notice(body: bytes, headers: Mapping[str, str]) -> bool:
    """The processor speaks of a payment. BadNotice if it is not the processor.

    False: no payment of ours has that reference.
    """
    return hear_of(processor().verified(body, headers, now()))


def hear_of(reference: str) -> bool:
    """A verified notice spoke of this payment: have it read and posted. Whether we know it."""
    with everywhere("a processor's notice names a payment, not a firm"):
        payment = (
            Payment.objects.filter(reference=reference).select_related("firm").first()
        )
    if payment is None:
        return False
    with inside(payment.firm):
        settle_payment.enqueue(reference)
    return True


def ask_about_payments(clock: Actor) -> int:
    """A notice may get lost: ask the processor what became of what was begun."""
    moment = now()
    begun = Payment.objects.filter(
        state=Payment.State.STARTED,
        started_at__lt=moment - timedelta(minutes=10),
        started_at__gt=moment - timedelta(days=3),
    )
    references = [*begun.values_list("reference", flat=True)] if takes_cards() else []
    for reference in references:
        settle_payment.enqueue(reference)
    return len(references)


@task()
def settle_payment(reference: str) -> str:
    """Read a payment again at the processor, and post what became of it. Once."""
    payment = Payment.objects.select_related("payer", "invoice").get(
        reference=reference
    )
    became = processor().read(reference)
    actor = Actor.processor(current_firm())
    if became.trust_cents != payment.trust_cents:
        raise AmountDiffers(f"{became.trust_cents} cents went to trust.")
    try:
        if became.state == "paid":
            record_payment(actor, payment, cents=became.cents, method=became.method)
        elif became.state == "failed":
            fail_payment(actor, payment, why=became.why)
        elif became.state == "cancelled":
            # It was we who took the asking back: the processor does not know why.
            fail_payment(actor, payment, why=_why_taken_back(payment.invoice))
    except AlreadyReceived:
        return "known before"
    return became.state


def _why_taken_back(invoice: Invoice) -> str:
    asked = Withdrawal.objects.filter(invoice=invoice, **Withdrawal.PAYS)
    if invoice.is_open and asked.exists():
        return OUT_OF_TRUST_INSTEAD
    return why_taken_back(invoice.owed_cents if invoice.is_open else 0)


@reads_events("askings")
def take_askings_back(clock: Actor, happened: Sequence[Event]) -> None:
    """Nobody pays by card what was paid meanwhile in another way, is void, or is to be
    paid out of trust.
    """
    ours = (VOIDED, PAID, WITHDRAWAL_ASKED, WITHDRAWAL_APPROVED)
    kinds = {kind.name for kind in ours}
    of = [one.subject_id for one in happened if one.kind in kinds and one.subject_id]
    if not of or not takes_cards():
        return
    paying = Q(payments__in=of) | Q(
        pk__in=Withdrawal.objects.filter(pk__in=of).values("invoice")
    )
    touched = Invoice.objects.filter(Q(pk__in=of) | paying)
    begun = Payment.objects.filter(invoice__in=touched, state=Payment.State.STARTED)
    asked = Withdrawal.objects.filter(invoice__in=touched, **Withdrawal.PAYS)
    instead = {*asked.values_list("invoice_id", flat=True)}
    for payment in begun.select_related("invoice"):
        invoice = payment.invoice
        asks = invoice.is_open and invoice.pk not in instead
        if not asks or payment.cents != invoice.owed_cents:
            take_asking_back.enqueue(payment.reference)


@task()
def take_asking_back(reference: str) -> str:
    """Tell the processor that nothing is to be paid; then see what became of it."""
    processor().cancel(reference)
    return settle_payment.call(reference)


@reads_events("decided")
def tell_who_asked_for_money(clock: Actor, happened: Sequence[Event]) -> None:
    """Write a notice of the decision to whoever asked, on the team of the case or not.

    Not if they did it alone. Whom a wall keeps from the case reads no notice of it.
    """
    kinds = {kind.name for kind in (WITHDRAWAL_DECLINED, *DONE.values())}
    decided = {
        one.subject_id: one for one in happened if one.kind in kinds and one.subject_id
    }
    rows = Withdrawal.objects.filter(pk__in=decided)
    notices = [
        Notice.of(decided[pk], asker)
        for pk, asker in rows.values_list("pk", "asked_by_id")
        if decided[pk].user_id != asker
    ]
    # Who works on the case was told already.
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=200)


@reads_events("receipts")
def have_receipts_printed(clock: Actor, happened: Sequence[Event]) -> None:
    """Every receipt gets its paper, and another one when its payment does not count."""
    of: dict[str, list[UUID | None]] = {
        kind.name: [] for kind in (RECEIPT_ISSUED, PAYMENT_REVERSED)
    }
    for event in happened:
        of.get(event.kind, []).append(event.subject_id)
    withdrawn = Receipt.objects.filter(
        payment__corrections__in=of[PAYMENT_REVERSED.name]
    )
    for pk in (*of[RECEIPT_ISSUED.name], *withdrawn.values_list("pk", flat=True)):
        print_receipt.enqueue(str(pk))


@task()
def print_receipt(receipt_id: str) -> None:
    """Set a receipt as PDF in the payer's language and file it."""
    receipt = Receipt.objects.select_related(
        "payment__payer__login", "payment__invoice", "case"
    ).get(pk=UUID(receipt_id))
    if receipt.file_id:
        return
    firm, payment = current_firm(), receipt.payment
    lines = [*Line.objects.filter(invoice=payment.invoice).order_by("position", "pk")]
    with override(payment.payer.reads_in):
        sheet = receipt_sheet(firm, receipt, lines, withdrawn_on=_reversed_on(payment))
        pdf = print_sheet("receipt", sheet)
    keep_receipt_paper(
        Actor.clock(firm), receipt, file=keep_bytes(firm, receipt.case_id, pdf)
    )


def _reversed_on(payment: Payment) -> date | None:
    """The day since which a payment does not count, if it does not."""
    reversals = Withdrawal.objects.filter(
        payment=payment,
        purpose=Withdrawal.Purpose.REVERSAL,
        state=Withdrawal.State.APPROVED,
    )
    return reversals.values_list("journal__on", flat=True).first()
