"""The processor's word about a payment is heard; what it says is read again, and posted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from harborlight.billing.actions import (
    AlreadyReceived,
    AmountDiffers,
    fail_payment,
    record_payment,
)
from harborlight.billing.actions.counting import left_of
from harborlight.billing.events import (
    PAID,
    VOIDED,
    WITHDRAWAL_APPROVED,
    WITHDRAWAL_ASKED,
)
from harborlight.billing.methods import OUT_OF_TRUST_INSTEAD, why_taken_back
from harborlight.billing.models import Invoice, Payment, Withdrawal
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm, everywhere, inside
from harborlight.outside.payments import Became, NoProcessor, NoSuchPayment
from harborlight.outside.payments_sandbox import sandbox
from harborlight.paying.actions import keep_consent, note_fee
from harborlight.paying.houses import house
from harborlight.paying.jobs.disputing import hear_contested
from harborlight.paying.jobs.keeping import note_charge
from harborlight.paying.models import Charge
from harborlight.paying.queries import charge_of

NOT_BEGUN = "not begun"


def hear_notice(body: bytes, headers: Mapping[str, str]) -> bool:
    """The sandbox speaks of a payment. BadNotice if it is not the sandbox.

    False: no payment of ours has that reference.
    """
    there = sandbox()
    number = there.verified(body, headers, now())
    return hear_of(number, contested=there.contested(number) is not None)


def hear_of(reference: str, *, contested: bool = False) -> bool:
    """A verified notice spoke of this payment: have it read and posted. Whether we know it."""
    with everywhere("a processor's notice names a payment, not a firm"):
        rows = Payment.objects.filter(reference=reference).select_related("firm")
        payment = rows.first()
    if payment is None:
        return False
    with inside(payment.firm):
        settle_payment.enqueue(reference)
        if contested:
            hear_contested.enqueue(reference)
    return True


def ask_about_payments(clock: Actor) -> int:
    """A notice may get lost: ask the processor what became of what was begun.

    A payment out of a bank account takes days: that is asked for longer.
    """
    moment = now()
    begun = Payment.objects.filter(
        Q(started_at__gt=moment - timedelta(days=3))
        | Q(charge__is_on_its_way=True, started_at__gt=moment - timedelta(days=21)),
        state=Payment.State.STARTED,
        started_at__lt=moment - timedelta(minutes=10),
    )
    references = [*begun.values_list("reference", flat=True)]
    for reference in references:
        settle_payment.enqueue(reference)
    return len(references)


@task()
def settle_payment(reference: str) -> str:
    """Read a payment again at the processor, and post what became of it. Once."""
    rows = Payment.objects.select_related("payer", "invoice")
    payment = rows.get(reference=reference)
    actor = Actor.processor(current_firm())
    charge = charge_of(actor, payment)
    if charge is not None and charge.till and not charge.number:
        return NOT_BEGUN
    till, number = (charge.till, charge.number) if charge else (None, "")
    try:
        became = house(till).read(number or reference)
    except NoProcessor:
        return NOT_BEGUN  # the sandbox that took it is gone
    return settle(actor, payment, charge, became)


def settle(
    actor: Actor, payment: Payment, charge: Charge | None, became: Became
) -> str:
    """Post what became of a payment: all of it at once, or nothing."""
    if became.trust_cents != payment.trust_cents:
        raise AmountDiffers(f"{became.trust_cents} cents went to trust.")
    if became.currency != "usd":
        raise AmountDiffers(f"{became.currency} came where dollars were asked for.")
    try:
        with transaction.atomic():
            if charge is not None:
                note_charge(actor, charge, became)
            if became.state == "paid":
                record_payment(actor, payment, cents=became.cents, method=became.method)
                _besides(actor, charge, became)
            elif became.state == "failed":
                fail_payment(actor, payment, why=became.why)
            elif became.state == "cancelled":
                _cancelled(actor, payment, charge)
    except AlreadyReceived:
        return "known before"
    return became.state


def _besides(actor: Actor, charge: Charge | None, became: Became) -> None:
    if charge is None:
        return
    if became.fee_cents:
        netted = became.is_netted
        note_fee(actor, charge, cents=became.fee_cents, is_netted=netted)
    if charge.keeps and became.saved:
        keep_consent(actor, charge, became)


def _cancelled(actor: Actor, payment: Payment, charge: Charge | None) -> None:
    """It was we who took the asking back, or its page of a day has closed."""
    if charge is not None and charge.till and _is_wanted(payment):
        return
    fail_payment(actor, payment, why=_why_taken_back(payment.invoice))


def _why_taken_back(invoice: Invoice) -> str:
    asked = Withdrawal.objects.filter(invoice=invoice, **Withdrawal.PAYS)
    if invoice.is_open and asked.exists():
        return OUT_OF_TRUST_INSTEAD
    return why_taken_back(invoice.owed_cents if invoice.is_open else 0)


def _is_wanted(payment: Payment) -> bool:
    """Whether the invoice still asks for so much of both: whole, or a part of it."""
    left = left_of(payment.invoice)
    asked = Withdrawal.objects.filter(invoice=payment.invoice, **Withdrawal.PAYS)
    fits = payment.trust_cents <= left.trust and payment.operating_cents <= left.earned
    return payment.invoice.is_open and fits and not asked.exists()


@reads_events("askings")
def take_askings_back(clock: Actor, happened: Sequence[Event]) -> None:
    """Nobody pays by card what was paid meanwhile in another way, is void, or is to be
    paid out of trust.
    """
    ours = (VOIDED, PAID, WITHDRAWAL_ASKED, WITHDRAWAL_APPROVED)
    kinds = {kind.name for kind in ours}
    of = [one.subject_id for one in happened if one.kind in kinds and one.subject_id]
    if not of:
        return
    paying = Q(payments__in=of) | Q(
        pk__in=Withdrawal.objects.filter(pk__in=of).values("invoice")
    )
    touched = Invoice.objects.filter(Q(pk__in=of) | paying)
    begun = Payment.objects.filter(invoice__in=touched, state=Payment.State.STARTED)
    for payment in begun.select_related("invoice"):
        if not _is_wanted(payment):
            take_asking_back.enqueue(payment.reference)


@task()
def take_asking_back(reference: str) -> str:
    """Tell the processor that nothing is to be paid; then see what became of it."""
    payment = Payment.objects.select_related("payer", "invoice").get(
        reference=reference
    )
    actor = Actor.processor(current_firm())
    charge = charge_of(actor, payment)
    till, number = (charge.till, charge.number) if charge else (None, "")
    try:
        became = house(till).cancel(number or reference)
    except (NoSuchPayment, NoProcessor):
        if charge is None or number:
            return NOT_BEGUN
        # Written down, and never asked for there: nobody can pay it.
        became = Became(reference, "cancelled", payment.cents, payment.trust_cents)
    return settle(actor, payment, charge, became)
