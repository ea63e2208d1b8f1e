"""Who is a member of which firm: the one question asked before any firm is entered."""

from __future__ import annotations

from typing import Any

from harborlight.firm.models import Membership
from harborlight.firm.tenancy import everywhere


def memberships_of(user: Any) -> list[Membership]:
    """Every part this account plays now, oldest first, with its firm."""
    with everywhere("whoever signs in belongs to firms we do not know yet"):
        return [
            *Membership.objects.filter(user=user.pk, until__isnull=True)
            .select_related("firm")
            .order_by("since", "pk")
        ]
