"""The transactions of yesterday, for firms that want them every day."""

from __future__ import annotations

from datetime import date, timedelta

from harborlight.firm.actor import Actor
from harborlight.paying.actions import export_transactions
from harborlight.paying.models import Export, ExportPlan


def export_yesterday(clock: Actor, day: date) -> int:
    """Once a day, however often it is asked; how many transactions that were."""
    yesterday = day - timedelta(days=1)
    there = Export.objects.filter(
        first_day=yesterday, last_day=yesterday, made_by__isnull=True
    )
    plan = ExportPlan.objects.filter(is_daily=True)
    if there.exists() or not plan.exists():
        return 0
    made = export_transactions(clock, first=yesterday, last=yesterday, posted=True)
    return made.rows
