"""What happens to money by itself: the processor's word is heard, receipts are printed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from harborlight.billing.actions import (
    AlreadyReceived,
    fail_payment,
    keep_receipt_paper,
    record_payment,
)
from harborlight.billing.models import Line, Payment, Receipt
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm, everywhere, inside
from harborlight.firm.vault.stored import keep_bytes
from harborlight.firm.words import money
from harborlight.outside.payments import processor
from harborlight.papers.printing import print_sheet


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


@task()
def settle_payment(reference: str) -> str:
    """Read a payment again at the processor, and post what became of it. Once."""
    payment = Payment.objects.select_related("payer", "invoice").get(
        reference=reference
    )
    became = processor().read(reference)
    actor = Actor.processor(current_firm())
    if became.state == "paid":
        try:
            record_payment(actor, payment, cents=became.cents, method=became.method)
        except AlreadyReceived:
            return "received before"
    elif became.state == "failed" and payment.state == Payment.State.STARTED:
        fail_payment(actor, payment, why=became.why)
    return became.state


@reads_events("receipts")
def have_receipts_printed(clock: Actor, happened: Sequence[Event]) -> None:
    """Every receipt gets its paper."""
    for event in happened:
        if event.kind == "receipt.issued":
            print_receipt.enqueue(str(event.subject_id))


@task()
def print_receipt(receipt_id: str) -> None:
    """Set a receipt as PDF in the payer's language and file it."""
    receipt = Receipt.objects.select_related(
        "payment__payer", "payment__invoice", "case"
    ).get(pk=UUID(receipt_id))
    if receipt.file_id:
        return
    firm = current_firm()
    with override(receipt.payment.payer.language):
        pdf = print_sheet("receipt", _sheet(receipt))
    keep_receipt_paper(
        Actor.clock(firm), receipt, file=keep_bytes(firm, receipt.case_id, pdf)
    )


def _sheet(receipt: Receipt) -> dict[str, object]:
    payment, invoice, firm = receipt.payment, receipt.payment.invoice, current_firm()
    lines = Line.objects.filter(invoice=invoice).order_by("position", "pk")
    received = payment.received_at or receipt.issued_at
    where = " · ".join(
        filter(None, [firm.street, firm.city, firm.state, firm.zip, firm.phone])
    )
    return {
        "language": payment.payer.language,
        "firm": firm.name,
        "address": where,
        "title": _("Receipt"),
        "number": receipt.number,
        "facts": [
            [_("Received from"), payment.payer.full_name],
            [_("On"), formats.date_format(received, "DATE_FORMAT")],
            [_("Paid with"), payment.method],
            [_("For invoice"), invoice.number],
            [_("Case"), receipt.case.number],
        ],
        "what": _("For"),
        "amount": _("Amount"),
        "lines": [
            {
                "words": line.words,
                "goes_to": line.get_to_display(),
                "amount": money(line.cents),
            }
            for line in lines
        ],
        "total_words": _("Received"),
        "total": money(payment.cents),
        "note": _(
            "Money in the trust account stays yours until it is spent for you or earned."
        ),
    }
