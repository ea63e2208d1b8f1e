"""A payer disputes a payment at their bank: what that means, what we say, how it ends."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext

from harborlight.billing.models import Payment
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language
from harborlight.outside.payments import Contested
from harborlight.paying import events
from harborlight.paying.books import free_trust, hold_trust, post_dispute, post_won
from harborlight.paying.models import Dispute

State = Dispute.State


class CannotBeAnswered(Exception):
    """It is over, or was answered: the bank hears us once."""


def open_dispute(actor: Actor, payment: Payment, *, said: Contested) -> Dispute:
    """Write it down once: operating pays, trust is not debited and not spent (S7)."""
    known = Dispute.objects.filter(number=said.number).first()
    if known is not None:
        return known
    with acting(actor, events.DISPUTED, payment) as event:
        made = Dispute(
            firm=actor.firm,
            case_id=payment.case_id,
            payment=payment,
            number=said.number,
            cents=said.cents,
            fee_cents=said.fee_cents,
            reason=said.why[:120],
            until=said.until,
            opened_at=now(),
        )
        made.held_cents = hold_trust(made)
        made.save(force_insert=True)
        post_dispute(actor, made)
        event.made(made)
        event.say(
            amount=made.cents, held=made.held_cents, number=payment.invoice.number
        )
    return made


def answer_dispute(actor: Actor, dispute: Dispute, *, evidence: str) -> None:
    """Say what speaks for the payment; a job hands it to the payer's bank, once."""
    with acting(actor, events.DISPUTE_ANSWERED, dispute) as event:
        fresh = Dispute.objects.filter(
            pk=dispute.pk, state=State.OPEN, answered_at__isnull=True
        )
        if not fresh.update(
            evidence=evidence, answered_at=now(), answered_by=actor.user_id
        ):
            raise CannotBeAnswered(
                gettext(
                    "This dispute was answered already, or is over. The bank hears us "
                    "once."
                )
            )
        dispute.refresh_from_db()
        event.say(number=dispute.payment.invoice.number)


def decide_dispute(actor: Actor, dispute: Dispute, *, state: str) -> None:
    """The payer's bank has decided. What is held stays held until an attorney says so."""
    fresh = Dispute.objects.filter(pk=dispute.pk, state=State.OPEN)
    with acting(actor, events.DISPUTE_DECIDED, dispute) as event:
        if not fresh.update(state=state, decided_at=now()):
            raise CannotBeAnswered(gettext("This dispute was decided before."))
        dispute.refresh_from_db()
        if state == State.WON:
            post_won(actor, dispute)
        event.say(
            number=dispute.payment.invoice.number,
            result=in_every_language(lazy(dispute.get_state_display, str)()),
        )


def release_hold(actor: Actor, dispute: Dispute, *, note: str) -> None:
    """An attorney lets the client's money in trust be spent again, and says why (T14)."""
    with acting(actor, events.HOLD_RELEASED, dispute) as event:
        held = Dispute.objects.filter(
            pk=dispute.pk, released_at__isnull=True, held_cents__gt=0
        )
        if not held.update(
            released_at=now(), released_by=actor.user_id, release_note=note
        ):
            raise CannotBeAnswered(gettext("Nothing is held because of this dispute."))
        dispute.refresh_from_db()
        free_trust(dispute)
        event.say(amount=dispute.held_cents, why=note)
