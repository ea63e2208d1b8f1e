"""A payment as the processor knows it: begun there, and what came of it."""

from __future__ import annotations

from harborlight.billing.models import Payment
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.outside.payments import Became
from harborlight.paying import events
from harborlight.paying.books import post_fee
from harborlight.paying.models import Charge, Till


def begin_charge(
    actor: Actor, payment: Payment, *, till: Till | None, keeps: bool = False
) -> Charge:
    """Write down where a payment is taken, before the processor is asked for it."""
    charge, _made = Charge.objects.get_or_create(
        payment=payment,
        defaults={"firm": actor.firm, "case_id": payment.case_id, "till": till},
    )
    if charge.keeps != keeps:
        charge.keeps = keeps
        # Its page was made for the other answer.
        charge.attempt += 1 if charge.number else 0
        charge.number = ""
        charge.save(update_fields=["keeps", "attempt", "number"])
    return charge


def note_number(actor: Actor, charge: Charge, *, number: str, attempt: int) -> None:
    """The processor's number of it, as soon as it has one."""
    charge.number, charge.attempt = number, attempt
    charge.save(update_fields=["number", "attempt"])


def note_charge(actor: Actor, charge: Charge, became: Became) -> None:
    """Under which number the money moved, or that it is on its way."""
    charge.charge = became.charge or charge.charge
    charge.is_on_its_way = became.state == "on its way"
    charge.save(update_fields=["charge", "is_on_its_way"])


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
