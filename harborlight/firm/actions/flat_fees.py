"""Whether our flat fees are earned when they are paid, or held in trust (trust.md T9)."""

from __future__ import annotations

from harborlight.firm import events
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm

KEPT = ["flat_fees_rest_on", "flat_fees_said_by", "flat_fees_said_at"]


def earn_flat_fees(actor: Actor, firm: Firm, *, rests_on: str) -> None:
    """Record that flat fees are earned when they are paid, and what that rests on."""
    with acting(actor, events.FLAT_FEES_EARNED, firm) as event:
        firm.flat_fees_rest_on = rests_on
        firm.flat_fees_said_by_id = actor.account
        firm.flat_fees_said_at = now()
        firm.save(update_fields=KEPT)
        event.say(rests_on=rests_on)


def hold_flat_fees(actor: Actor, firm: Firm) -> None:
    """Record that flat fees are the client's until they are earned."""
    with acting(actor, events.FLAT_FEES_HELD, firm):
        firm.flat_fees_rest_on = ""
        firm.flat_fees_said_by = firm.flat_fees_said_at = None
        firm.save(update_fields=KEPT)
