"""The processor's own numbers of what was begun, paid or given back.

No events: the payment, the withdrawal or the charge that was told of are events themselves.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from harborlight.billing.actions import NothingToPay, start_payment
from harborlight.billing.models import Payment, Withdrawal
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.outside.payments import Became, Returned
from harborlight.paying.actions.returning import tell_returned
from harborlight.paying.houses import Way
from harborlight.paying.models import Charge, Dispute, Planned, Return, Till

State = Return.State


def begin_charge(
    actor: Actor, payment: Payment, *, till: Till | None, keeps: str | None = None
) -> Charge:
    """Write down where a payment is taken, before the processor is asked for it.

    keeps: of Charge.Keeps, as the payer said on this page; None: it did not ask.
    """
    charge, _made = Charge.objects.get_or_create(
        payment=payment,
        defaults={"firm": actor.firm, "case_id": payment.case_id, "till": till},
    )
    if keeps is not None and charge.keeps != keeps:
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


def begin_return(actor: Actor, withdrawal: Withdrawal) -> Return:
    """Write down what goes back, before the processor is asked. Once a withdrawal."""
    payment = withdrawal.payment
    assert payment is not None
    disputed = Dispute.objects.filter(payment=payment, state=Dispute.State.OPEN)
    row, _made = Return.objects.get_or_create(
        withdrawal=withdrawal,
        defaults={
            "firm": actor.firm,
            "case_id": payment.case_id,
            "payment": payment,
            "cents": withdrawal.cents,
            "begun_at": now(),
            "state": State.WAITING if disputed.exists() else State.OPEN,
        },
    )
    if row.state == State.WAITING and not disputed.exists():
        lost = Dispute.objects.filter(payment=payment, state=Dispute.State.LOST)
        # Its bank gave it back to the payer already.
        row.state = State.FAILED if lost.exists() else State.OPEN
        row.save(update_fields=["state"])
    return row


def finish_return(actor: Actor, row: Return, returned: Returned) -> None:
    """What became of it at the processor."""
    fresh = Return.objects.filter(pk=row.pk, state=State.OPEN)
    if returned.state == "open":
        fresh.update(number=returned.number)
        return
    done = returned.state == "done"
    if not fresh.update(
        state=State.DONE if done else State.FAILED,
        number=returned.number,
        why_not=returned.why[:300],
        done_at=now(),
    ):
        return
    tell_returned(actor, row, returned)


def try_charge(clock: Actor, planned: Planned, way: Way, *, on: date) -> Payment | None:
    """Begin the payment of this day. Once a day; None if nothing is to be charged.

    Whoever died after this goes on with the same payment, under the same reference.
    """
    with transaction.atomic():
        fresh = Planned.objects.filter(pk=planned.pk).exclude(tried_on=on)
        tries = planned.tries + 1
        if not fresh.update(tried_on=on, tries=tries):
            planned.refresh_from_db()
            return planned.payment
        house = way.new_reference().partition("_")[0]
        try:
            payment = start_payment(
                clock,
                planned.invoice,
                # Of this try alone: Stripe says again what it said under an old key.
                reference=f"{house}-{planned.key}-{tries}_",
                part=way.part,
                cents=min(planned.cents, way.cents),
            )
        except NothingToPay:
            return None
        Planned.objects.filter(pk=planned.pk).update(payment=payment)
        begin_charge(clock, payment, till=way.till)
    return payment
