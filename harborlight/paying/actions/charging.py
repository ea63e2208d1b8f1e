"""What a payer agreed to is charged on its day: told before."""

from __future__ import annotations

from datetime import date

from django.utils.functional import lazy

from harborlight.billing.models import Invoice
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_every_language
from harborlight.paying import events
from harborlight.paying.models import Consent, Planned
from harborlight.trust.methods import method_words

_method = lazy(method_words, str)


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
            method=in_every_language(_method(consent.method)),
            for_person=str(invoice.payer_id),
        )
    return made
