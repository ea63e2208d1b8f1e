"""Who agreed to be charged, and to instalments, is charged each on its day."""

from __future__ import annotations

from harborlight.agreements.queries import agreed_dues
from harborlight.billing.models import Invoice
from harborlight.firm.actor import Actor
from harborlight.paying.falling_due import Falls, plans


@plans("instalments")
def instalments(actor: Actor, invoice: Invoice) -> list[Falls] | None:
    dues = agreed_dues(actor, invoice)
    return None if dues is None else [Falls(one.on, one.left_cents) for one in dues]
