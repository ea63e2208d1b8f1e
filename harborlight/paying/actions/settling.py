"""What the processor takes for itself of a payment."""

from __future__ import annotations

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.paying import events
from harborlight.paying.books import post_fee
from harborlight.paying.models import Charge


def note_fee(actor: Actor, charge: Charge, *, cents: int, is_netted: bool) -> None:
    """The processor's fee: out of operating; whoever keeps the books hears if it took
    it out of trust."""
    payment = charge.payment
    kind = events.FEE_NETTED if is_netted and payment.trust_cents else events.FEE_TAKEN
    with acting(actor, kind, payment) as event:
        charge.fee_cents = cents
        charge.save(update_fields=["fee_cents"])
        post_fee(actor, charge, cents)
        event.note(charge)
        event.say(amount=cents, number=payment.invoice.number)
