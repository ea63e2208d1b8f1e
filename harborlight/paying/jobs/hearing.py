"""Notices of Stripe's: proved, kept as they came, and acted on by reading again.

What a notice says is never believed but of which object it speaks. Two notices in the
wrong order lead to the same reading, and one that comes twice is kept once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django_tasks import task

from harborlight.billing.models import Payment
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.tenancy import current_firm, everywhere, inside
from harborlight.outside.payments import BadNotice, NoSuchPayment
from harborlight.outside.payments_stripe import Spoken
from harborlight.paying.houses import stripe_house
from harborlight.paying.jobs.disputing import hear_dispute
from harborlight.paying.jobs.keeping import note_number
from harborlight.paying.jobs.returning import hear_return
from harborlight.paying.jobs.settling import settle, settle_payment
from harborlight.paying.models import Charge, Heard, Till
from harborlight.paying.queries import charge_of

LARGEST = 256 * 1024
KEPT_DAYS = 90
UNKNOWN, NOT_OURS = "unknown", "not for us"


class NoSuchTill(Exception):
    """Nobody here has this account at Stripe."""


def hear_stripe(till_id: UUID, body: bytes, headers: Mapping[str, str]) -> bool:
    """Prove a notice and keep it; a worker does the rest. False: it was kept before.

    BadNotice, NoSuchTill.
    """
    if len(body) > LARGEST:
        raise BadNotice("This is larger than any notice.")
    with everywhere("a notice of Stripe's names its account, not a firm"):
        till = Till.objects.select_related("firm").filter(pk=till_id).first()
    if till is None:
        raise NoSuchTill
    with inside(till.firm):
        spoken = stripe_house(till).heard(body, headers, now())
        if spoken.is_live != till.is_live:
            raise BadNotice("A notice of the test account, or of the real one, here.")
        return _kept(till, spoken, body)


def _kept(till: Till, spoken: Spoken, body: bytes) -> bool:
    heard = Heard(
        firm=till.firm,
        till=till,
        number=spoken.number[:120],
        kind=spoken.kind[:80],
        about=spoken.about[:120],
        heard_at=now(),
    )
    heard.raw = body.decode()
    try:
        with transaction.atomic():
            heard.save(force_insert=True)
            hear_word.enqueue(str(heard.pk))
    except IntegrityError:
        return False
    return True


@task()
def hear_word(heard_id: str) -> str:
    """Do what a notice asks for: read its object again, and act on that."""
    heard = Heard.objects.select_related("till").get(pk=UUID(heard_id))
    if heard.done_at:
        return heard.became
    became = _acted(heard)
    heard.became, heard.done_at = became[:40], now()
    heard.save(update_fields=["became", "done_at"])
    return became


def _acted(heard: Heard) -> str:
    kind, till = heard.kind, heard.till
    try:
        if kind.startswith(("checkout.session.", "payment_intent.")):
            return _settled(till, heard.about)
        if kind.startswith("charge.dispute."):
            return hear_dispute(till, heard.about)
        if kind.startswith("refund."):
            return hear_return(till, heard.about)
    except NoSuchPayment:
        return UNKNOWN
    return NOT_OURS


def _settled(till: Till, number: str) -> str:
    known = Charge.objects.filter(till=till, number=number).select_related("payment")
    if charge := known.first():
        return settle_payment.call(charge.payment.reference)
    became = stripe_house(till).read(number)
    rows = Payment.objects.select_related("payer", "invoice")
    payment = rows.filter(reference=became.reference, charge__till=till).first()
    if payment is None:
        return UNKNOWN
    actor = Actor.processor(current_firm())
    charge = charge_of(actor, payment)
    assert charge is not None
    if charge.number:
        # Its page is what was asked for; the money behind it is read with that.
        return settle_payment.call(payment.reference)
    note_number(actor, charge, number=number, attempt=charge.attempt)
    return settle(actor, payment, charge, became)


def forget_old_notices(clock: Actor) -> int:
    """What a notice said stands in the books; its raw words are kept for a while."""
    old = Heard.objects.filter(heard_at__lt=now() - timedelta(days=KEPT_DAYS))
    return old.exclude(done_at=None).delete()[0]
