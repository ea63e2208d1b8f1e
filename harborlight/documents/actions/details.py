"""What the firm itself asks of papers."""

from __future__ import annotations

from harborlight.documents import events
from harborlight.documents.models import Detail
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def add_detail(
    actor: Actor, *, label: dict[str, str], sort: str, kind: str, is_required: bool
) -> Detail:
    """Ask something of every paper of this kind that is sent from now on."""
    with acting(actor, events.DETAIL_ADDED, actor.firm) as event:
        detail = Detail.objects.create(
            firm=actor.firm,
            label=label,
            sort=sort,
            kind=kind,
            is_required=is_required,
            added_at=now(),
        )
        event.made(detail)
        event.say(label=label)
    return detail


def withdraw_detail(actor: Actor, detail: Detail) -> None:
    """Ask it no more; what was answered stays with each paper."""
    with acting(actor, events.DETAIL_WITHDRAWN, detail) as event:
        if detail.withdrawn_at is None:
            detail.withdrawn_at = now()
            detail.save(update_fields=["withdrawn_at"])
        event.say(label=detail.label)
