from __future__ import annotations

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.trust import events
from harborlight.trust.models import Terms


def set_terms(
    actor: Actor,
    *,
    state: str,
    float_limit_cents: int | None,
    transfer_notice_days: int = 0,
) -> Terms:
    """Say which state's rules the firm's trust account follows.

    float_limit_cents: the firm's own limit of own money in trust; None: the rule's.
    transfer_notice_days: before fees leave trust; 0: what rule and agreement say.
    """
    with acting(actor, events.TERMS_SET, actor.firm) as event:
        made, _ = Terms.objects.update_or_create(
            firm=actor.firm,
            defaults={
                "state": state,
                "float_limit_cents": float_limit_cents,
                "transfer_notice_days": transfer_notice_days,
            },
        )
        event.note(made)
        event.say(state=state)
    return made
