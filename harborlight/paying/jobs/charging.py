"""Instalments and invoices are charged on their day, where their payers agreed to that.

They are told three days before. What does not go through is told to both sides, and is
not tried again on the same day; after the third try a person looks after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q
from django_tasks import task

from harborlight.billing.models import Invoice, Payment
from harborlight.billing.queries import OPEN
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import current_firm
from harborlight.outside.payments import Asked, ProcessorRefused, declined
from harborlight.paying.actions import plan_charge
from harborlight.paying.falling_due import falls_due, of_the_day
from harborlight.paying.houses import Way, house
from harborlight.paying.jobs.hearing import forget_old_notices
from harborlight.paying.jobs.keeping import note_number, try_charge
from harborlight.paying.jobs.settling import settle
from harborlight.paying.models import Charge, Consent, Planned
from harborlight.paying.queries import ways_to_pay

TOLD_DAYS, AGAIN_DAYS, MOST_TRIES = 3, 3, 3


def look_after_charges(clock: Actor, day: date) -> int:
    """What a day brings: who is told, what is charged; how many charges are tried."""
    tell_of_charges(clock, day)
    forget_old_notices(clock)
    return charge_what_is_due(clock, day)


def tell_of_charges(clock: Actor, day: date) -> int:
    """Tell payers what will be charged; how many were told."""
    told = 0
    agreed = Consent.objects.filter(ended_at__isnull=True, by_itself=True)
    rows = agreed.select_related("till")
    for consent in rows.order_by("agreed_at", "pk"):
        for invoice, due_on in _due_soon(clock, consent, day):
            way = _way(clock, invoice, consent, due_on)
            if way is None:
                continue
            planned = plan_charge(
                clock,
                consent,
                invoice,
                due_on=due_on,
                cents=way.cents,
                on=day,
            )
            told += planned is not None
    return told


def _due_soon(
    clock: Actor, consent: Consent, day: date
) -> Iterator[tuple[Invoice, date]]:
    """What falls due for a payer in the next days: invoices and instalments."""
    until = day + timedelta(days=TOLD_DAYS)
    rows = Invoice.objects.filter(
        case=consent.case_id, payer=consent.payer_id, state__in=OPEN
    ).select_related("payer", "case")
    for invoice in rows.order_by("due_on", "pk"):
        for one in falls_due(clock, invoice):
            if day < one.on <= until:
                yield invoice, one.on


def charge_what_is_due(clock: Actor, day: date) -> int:
    """Have charged what falls due; how many charges are tried."""
    again = Q(tried_on__isnull=True) | Q(tried_on__lte=day - timedelta(days=AGAIN_DAYS))
    rows = Planned.objects.filter(
        again,
        due_on__lte=day,
        told_on__lt=F("due_on"),
        tries__lt=MOST_TRIES,
        consent__ended_at__isnull=True,
    ).exclude(payment__state=Payment.State.RECEIVED)
    keys = [*rows.order_by("due_on", "pk").values_list("pk", flat=True)]
    for pk in keys:
        charge_planned.enqueue(str(pk), f"{day}")
    return len(keys)


@task()
def charge_planned(planned_id: str, day: str) -> str:
    """Charge what was planned, once on its day however often this runs."""
    rows = Planned.objects.select_related(
        "consent__till", "invoice__payer", "invoice__case"
    )
    planned, clock = rows.get(pk=UUID(planned_id)), Actor.clock(current_firm())
    if planned.consent.ended_at:
        return "ended"
    way = _way(clock, planned.invoice, planned.consent, planned.due_on)
    payment = planned.payment
    if way is not None and planned.tried_on != date.fromisoformat(day):
        payment = try_charge(clock, planned, way, on=date.fromisoformat(day))
    if payment is None or payment.state != Payment.State.STARTED:
        return "nothing to charge"
    return _charge(planned, payment)


def _charge(planned: Planned, payment: Payment) -> str:
    """Ask the processor, under a key that charges once."""
    charge = Charge.objects.select_related("till", "payment__invoice").get(
        payment=payment
    )
    actor, consent = Actor.processor(current_firm()), planned.consent
    asked = Asked(
        payment.reference,
        payment.cents,
        payment.trust_cents,
        words=planned.invoice.number,
        back="",
        customer=consent.customer,
    )
    try:
        became = house(charge.till).charge(asked, consent.saved)
    except ProcessorRefused:
        became = declined(asked)
    if became.number and not charge.number:
        note_number(actor, charge, number=became.number, attempt=charge.attempt)
    return settle(actor, payment, charge, became)


def _way(clock: Actor, invoice: Invoice, consent: Consent, on: date) -> Way | None:
    """What a day asks of the part that goes into the account which this payer agreed to."""
    several = ways_to_pay(clock, invoice)
    way = next((one for one in several if one.till == consent.till), None)
    return of_the_day(clock, invoice, way, on) if way else None
