"""What happens to money by itself: askers are told, receipts are printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import override
from django_tasks import task

from harborlight.billing.actions import (
    keep_receipt_paper,
)
from harborlight.billing.actions.carrying_out import DONE
from harborlight.billing.events import (
    PAYMENT_REVERSED,
    RECEIPT_ISSUED,
    WITHDRAWAL_DECLINED,
)
from harborlight.billing.models import Line, Payment, Receipt, Withdrawal
from harborlight.billing.sheets import receipt_sheet
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event, Notice
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.printing import print_sheet


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
