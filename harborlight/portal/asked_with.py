"""What of money is asked of a client is read with their cases: no question of its own."""

from __future__ import annotations

from django.db.models import Subquery

from harborlight.agreements.queries import agreement_asked
from harborlight.billing.noticing import told_of_leaving
from harborlight.firm.actor import Actor


def asked_with_case(actor: Actor) -> dict[str, Subquery]:
    """For `annotate`: ids of an agreement to read, and of fees that are to leave trust."""
    return {"to_agree": agreement_asked(actor), "to_leave": told_of_leaving(actor)}
