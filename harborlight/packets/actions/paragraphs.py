"""Standard paragraphs of the firm."""

from __future__ import annotations

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.packets import events
from harborlight.packets.models import Paragraph


def save_paragraph(
    actor: Actor, before: Paragraph | None, *, name: str, text: str
) -> Paragraph:
    """Keep a standard paragraph, a new one or a changed one; what was said with it
    before stays as it was said."""
    with acting(actor, events.PARAGRAPH_SAVED, before or actor.firm) as event:
        saved = before or Paragraph(firm=actor.firm)
        saved.name, saved.text, saved.changed_at = name, text, now()
        saved.save()
        if before is None:
            event.made(saved)
        event.say(name=name)
    return saved


def withdraw_paragraph(actor: Actor, chosen: Paragraph) -> None:
    """Offer this paragraph no more; exhibits that say it keep it."""
    with acting(actor, events.PARAGRAPH_WITHDRAWN, chosen) as event:
        chosen.withdrawn_at = now()
        chosen.save(update_fields=["withdrawn_at"])
        event.say(name=chosen.name)
