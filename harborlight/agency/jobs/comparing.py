"""Which cases became current, or no longer are, by the month that was just confirmed."""

from __future__ import annotations

from datetime import date

from django_tasks import task

from harborlight.agency.actions import note_move
from harborlight.agency.models import Bulletin, Chart, Move, PriorityDate
from harborlight.agency.queries import confirmed_before
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import current_firm
from harborlight.law.bulletin import cell_of, is_current


def compare_soon(month: date) -> None:
    """Have the priority dates compared with a month, once it is confirmed."""
    compare_priorities.enqueue(month.isoformat())


@task()
def compare_priorities(month: str) -> None:
    compare(Actor.clock(current_firm()), date.fromisoformat(month))


def compare(clock: Actor, month: date) -> int:
    """List every place in the line that this month changed; how many did.

    Where no month before is confirmed, what is current now is listed, too.
    """
    now = Bulletin.objects.filter(month=month, confirmed_at__isnull=False).first()
    if now is None:
        return 0
    before = confirmed_before(clock, month)
    rows = PriorityDate.objects.filter(case__closed_on__isnull=True)
    return sum(
        _compare(clock, one, now, before, chart)
        for one in rows.select_related("person", "case").iterator(200)
        for chart in Chart.values
    )


def _compare(
    clock: Actor,
    priority: PriorityDate,
    now: Bulletin,
    before: Bulletin | None,
    chart: str,
) -> bool:
    is_now = stands(now, priority, chart)
    was = bool(before and stands(before, priority, chart))
    if is_now is None or is_now == was:
        return False
    became = Move.Became.CURRENT if is_now else Move.Became.BACK
    made = note_move(clock, priority, month=now.month, chart=chart, became=became)
    return made is not None


def stands(bulletin: Bulletin, priority: PriorityDate, chart: str) -> bool | None:
    """Whether a place is current by a chart; None: it does not say."""
    cell = cell_of(getattr(bulletin, chart), priority.category, priority.area)
    return is_current(cell, priority.on)
