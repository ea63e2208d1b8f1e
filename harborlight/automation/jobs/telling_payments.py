"""Every payment that is posted is told to the programs that want it: `payment.posted`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from harborlight.automation.jobs.hooking import tell_program
from harborlight.automation.models import Delivery, Hook
from harborlight.billing.events import PAID
from harborlight.billing.models import Payment
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown
from harborlight.firm.models import Event
from harborlight.firm.queue import enqueue_many
from harborlight.firm.readers import reads_events


@reads_events("payments-told")
def tell_of_payments(clock: Actor, happened: Sequence[Event]) -> None:
    """A message for each payment and program; nothing of sensitive cases."""
    paid = {
        one.subject_id: one
        for one in happened
        if one.kind == PAID.name and one.subject_id
    }
    if not paid:
        return
    wanting = [
        *Hook.objects.filter(
            tells_payments=True, removed_at__isnull=True, gone_at__isnull=True
        )
    ]
    rows = Payment.objects.filter(pk__in=paid, case__is_sensitive=False)
    made = [
        Delivery(
            firm=clock.firm,
            case_id=payment.case_id,
            hook=hook,
            body=posted(payment, paid[payment.pk].at),
            asked_at=paid[payment.pk].at,
        )
        for payment in rows.select_related("case", "invoice").order_by("pk")
        for hook in wanting
    ]
    Delivery.objects.bulk_create(made, batch_size=200)
    enqueue_many(tell_program, [[str(one.pk)] for one in made])


def posted(payment: Payment, at: datetime) -> dict[str, Any]:
    """The message, as accounting knows it; the amount in whole cents until it is sent."""
    assert payment.received_at is not None
    return {
        "event": "payment.posted",
        "timestamp": _moment(at),
        "payload": {
            "paymentId": shown(payment.pk),
            "matterId": payment.case.number,
            "clientId": shown(payment.payer_id),
            "amount": payment.cents,
            "currency": "USD",
            "method": _method(payment),
            "status": "completed",
            "invoiceId": payment.invoice.number,
            "receivedAt": _moment(payment.received_at),
        },
    }


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _method(payment: Payment) -> str:
    """One word: card, bank, check, money-order, cash or transfer."""
    if payment.is_by_card:
        return "bank" if payment.method.startswith("Bank account") else "card"
    return payment.method.partition(" ")[0]
