"""Standard exhibits of the firm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.packets import events
from harborlight.packets.models import ExhibitSet


def save_set(
    actor: Actor,
    before: ExhibitSet | None,
    *,
    name: str,
    entries: Sequence[dict[str, Any]],
) -> ExhibitSet:
    """Keep standard exhibits, new ones or changed ones.

    entries: {"title", "kinds", "is_required"} each, in order.
    """
    with acting(actor, events.SET_SAVED, before or actor.firm) as event:
        saved = before or ExhibitSet(firm=actor.firm)
        saved.name, saved.entries, saved.changed_at = name, [*entries], now()
        saved.save()
        if before is None:
            event.made(saved)
        event.say(name=name)
    return saved


def withdraw_set(actor: Actor, chosen: ExhibitSet) -> None:
    """Offer these standard exhibits no more; packets made with them stay."""
    with acting(actor, events.SET_WITHDRAWN, chosen) as event:
        chosen.withdrawn_at = now()
        chosen.save(update_fields=["withdrawn_at"])
        event.say(name=chosen.name)
