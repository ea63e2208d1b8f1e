"""What a payer agreed to is charged on its day: told before, tried once a day."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from harborlight.billing.actions import NothingToPay, start_payment
from harborlight.billing.methods import method_words
from harborlight.billing.models import Invoice, Payment
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.paying import events
from harborlight.paying.actions.settling import begin_charge
from harborlight.paying.houses import Way
from harborlight.paying.models import Consent, Planned


def plan_charge(
    clock: Actor,
    consent: Consent,
    invoice: Invoice,
    *,
    due_on: date,
    cents: int,
    on: date,
) -> Planned | None:
    """Tell the payer what is charged on which day. Once; None if it was told before."""
    known = Planned.objects.filter(invoice=invoice, consent=consent, due_on=due_on)
    if known.exists():
        return None
    with acting(clock, events.CHARGE_TOLD, invoice) as event:
        made = Planned.objects.create(
            firm=clock.firm,
            case_id=invoice.case_id,
            invoice=invoice,
            consent=consent,
            due_on=due_on,
            cents=cents,
            told_on=on,
        )
        event.note(made)
        event.say(
            payer=invoice.payer.full_name,
            amount=cents,
            number=invoice.number,
            day=due_on,
            method=method_words(consent.method),
            for_person=str(invoice.payer_id),
        )
    return made


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
