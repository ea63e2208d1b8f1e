"""Reminders that clients set for themselves come when their time has come."""

from __future__ import annotations

from harborlight.automation.actions.own import remind_of_own
from harborlight.automation.models import OwnReminder
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now

MOST_AT_ONCE = 500


def remind_of_their_own(clock: Actor) -> int:
    """How many came; each once, whoever else looks at the same time."""
    rows = OwnReminder.objects.select_for_update(
        of=("self",), no_key=True, skip_locked=True
    )
    due = rows.filter(
        at__lte=now(),
        came_at__isnull=True,
        removed_at__isnull=True,
        case__closed_on__isnull=True,
    )
    found = [*due.order_by("at", "pk")[:MOST_AT_ONCE]]
    for one in found:
        remind_of_own(clock, one)
    return len(found)
