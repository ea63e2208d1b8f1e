"""What holds of what the firm decided of its invoices."""

from __future__ import annotations

from datetime import date

from harborlight.billing.models import LatePolicy, Letterhead

DAYS_TO_PAY = 14


def letterhead() -> Letterhead | None:
    rows = Letterhead.objects.filter(withdrawn_at=None).select_related("logo")
    return rows.order_by("-decided_at").first()


def days_to_pay(head: Letterhead | None) -> int:
    return head.days_to_pay if head else DAYS_TO_PAY


def late_policy(on: date) -> LatePolicy | None:
    rows = LatePolicy.objects.filter(withdrawn_at=None, from_on__lte=on)
    return rows.order_by("-from_on", "-decided_at").first()
