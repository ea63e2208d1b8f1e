"""Tags of the firm's own, and those that stand on a paper."""

from __future__ import annotations

from collections.abc import Sequence

from harborlight.documents import events
from harborlight.documents.models import Document, PaperTag
from harborlight.documents.tags import code_of
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def add_tag(
    actor: Actor, *, label: dict[str, str], kind: str, at_upload: bool
) -> PaperTag:
    """Offer a word of the firm's own for papers of this kind."""
    with acting(actor, events.TAG_ADDED, actor.firm) as event:
        taken = PaperTag.objects.values_list("code", flat=True)
        tag = PaperTag.objects.create(
            firm=actor.firm,
            code=code_of(label["en"], taken),
            label=label,
            kind=kind,
            at_upload=at_upload,
            added_at=now(),
        )
        event.made(tag)
        event.say(label=label)
    return tag


def withdraw_tag(actor: Actor, tag: PaperTag) -> None:
    """Offer it no more; it stays on the papers that have it."""
    with acting(actor, events.TAG_WITHDRAWN, tag) as event:
        if tag.withdrawn_at is None:
            tag.withdrawn_at = now()
            tag.save(update_fields=["withdrawn_at"])
        event.say(label=tag.label)


def retag(actor: Actor, document: Document, *, tags: Sequence[str]) -> None:
    """Say which words stand on a paper. What its sender said of each version stays."""
    with acting(actor, events.RETAGGED, document) as event:
        document.tags = [*tags]
        document.save(update_fields=["tags"])
        event.say(title=document.titles, tags=", ".join(tags))
