"""What of the work, the costs and the parts of a fee stands on an invoice already."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum

from harborlight.billing.models import Invoice, Line


def billed(of: Collection[UUID]) -> dict[UUID | None, int]:
    """Whole cents that invoices ask for each of these, before discounts."""
    rows = Line.objects.filter(of_work__in=of).exclude(
        invoice__state=Invoice.State.VOID
    )
    sums = rows.order_by().values("of_work").annotate(all=Sum("full_cents"))
    return dict(sums.values_list("of_work", "all"))


def is_billed(pk: UUID) -> bool:
    return pk in billed([pk])
