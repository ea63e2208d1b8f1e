"""A payer agreed to be charged when something is due, or no longer agrees."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import override

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language
from harborlight.outside.payments import Became
from harborlight.paying import events
from harborlight.paying.consenting import agreed_words, kept_words
from harborlight.paying.models import Charge, Consent
from harborlight.trust.methods import method_words

_method = lazy(method_words, str)


def keep_consent(actor: Actor, charge: Charge, became: Became) -> None:
    """They agreed before they paid, and the processor keeps what they paid with."""
    payment = charge.payment
    kind = events.CONSENTED if charge.keeps == Charge.Keeps.BY_ITSELF else events.KEPT
    with acting(actor, kind, payment) as event:
        by_itself = charge.keeps == Charge.Keeps.BY_ITSELF
        earlier = Consent.objects.filter(
            case=payment.case_id,
            payer=payment.payer_id,
            till=charge.till,
            ended_at__isnull=True,
        )
        earlier.update(ended_at=now())
        with override(payment.payer.reads_in):
            words = agreed_words() if by_itself else kept_words()
        made = Consent(
            firm=actor.firm,
            case_id=payment.case_id,
            payer_id=payment.payer_id,
            till=charge.till,
            method=became.method,
            by_itself=by_itself,
            words=words,
            agreed_at=payment.started_at,
            agreed_by_id=payment.started_by_id,
        )
        made.customer, made.saved = became.customer, became.saved
        made.save(force_insert=True)
        event.note(made)
        event.say(
            payer=payment.payer.full_name,
            method=in_every_language(_method(became.method)),
            for_person=str(payment.payer_id),
        )


def end_consent(actor: Actor, consent: Consent) -> None:
    """Charge it by itself no more."""
    with acting(actor, events.CONSENT_ENDED, consent) as event:
        consent.ended_at = now()
        consent.save(update_fields=["ended_at"])
        event.say(
            method=in_every_language(_method(consent.method)),
            for_person=str(consent.payer_id),
        )
