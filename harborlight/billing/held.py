"""What is held back of a client's money, and why."""

from __future__ import annotations

from uuid import UUID

from harborlight.billing.models import Hold
from harborlight.firm.actor import Actor
from harborlight.trust.models import Account


def holds_of(actor: Actor, account: Account) -> list[Hold]:
    """What is held back now, newest first."""
    rows = Hold.objects.visible_to(actor).filter(account=account, released_at=None)
    return [*rows.select_related("invoice", "made_by").order_by("-made_at", "pk")]


def get_hold(actor: Actor, pk: UUID) -> Hold:
    return Hold.objects.one(actor, pk, "account", "case", "invoice")
