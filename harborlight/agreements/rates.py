"""What an hour of somebody's costs on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, Q

from harborlight.agreements.models import Rate


def rate_of(user: UUID, work: str, on: date) -> int | None:
    """Whole cents: their own rate, else everybody's; None: nobody has said."""
    rows = Rate.objects.filter(Q(user=user) | Q(user=None), work=work, from_on__lte=on)
    own_first = F("user").asc(nulls_last=True)
    newest = rows.order_by(own_first, "-from_on", "-set_at")
    return newest.values_list("cents", flat=True).first()
