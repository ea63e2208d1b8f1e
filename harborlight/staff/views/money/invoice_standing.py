"""What an invoice's page shows besides its lines: plan, reductions, taxes, a late fee."""

from __future__ import annotations

from datetime import date
from typing import Any

from harborlight.agreements.queries import plans
from harborlight.billing.late import late_fee_of, policy_words
from harborlight.billing.models import Invoice
from harborlight.billing.rules import reductions, taxes
from harborlight.firm.actor import Actor


def standing_of(actor: Actor, found: Invoice, day: date) -> dict[str, Any]:
    if found.state == Invoice.State.DRAFT:
        return {"taxes": [*taxes(actor)]}
    policy = found.late_policy
    return {
        "scheduled": plans(actor, [found]).get(found.pk),
        "reductions": [*reductions(actor, found)],
        "late_fee_cents": late_fee_of(found, day),
        "late_words": policy_words(policy) if policy else "",
    }
