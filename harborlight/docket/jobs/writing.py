"""How open cases stand is written down anew, a few hundred at a time.

A derived table, as the timeline is: no action, no event, and nothing lost where it is
emptied, for the schedule makes it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django_tasks import task

from harborlight.agency.models import Tracked
from harborlight.cases.models import Access, Case
from harborlight.docket.gathering import Gathered, gather
from harborlight.docket.models import Standing
from harborlight.docket.weighing import weigh
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.tenancy import current_firm

BATCH = 200
# At most so many in one run of the schedule, so that it ends; the next goes on.
AT_ONCE = 200_000


def write_standings(clock: Actor, cases: Iterable[UUID], *, day: date) -> int:
    """Write down how these cases stand on a day; how many are open of them."""
    ids, count = sorted(set(cases)), 0
    for some in _batches(ids):
        count += _write(clock, some, day)
    return count


def tend_standings(clock: Actor, *, day: date) -> int:
    """Weigh again what may press more by now, write what has no row, and forget what is
    closed; how many were written."""
    due = Standing.objects.filter(again_on__lte=day).order_by("again_on")
    ids = [*due.values_list("case", flat=True)[:AT_ONCE]]
    ids += _unwritten().values_list("pk", flat=True)[:AT_ONCE]
    over = Standing.objects.filter(case__closed_on__isnull=False)
    over.delete()
    return write_standings(clock, ids, day=day)


def rewrite_stage(clock: Actor, stage: str, *, day: date) -> int:
    """The same of every case in a stage, whose usual time is another now."""
    rows = Standing.objects.filter(stage=stage).values_list("case", flat=True)
    return write_standings(clock, [*rows], day=day)


def rewrite_followed(clock: Actor, *, day: date) -> int:
    """The same of every case with a number that an agency's service is asked about."""
    rows = Tracked.objects.filter(ask_at__isnull=False, ended_on__isnull=True)
    return write_standings(clock, rows.values_list("case", flat=True), day=day)


def _unwritten() -> QuerySet[Case]:
    there = Standing.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.filter(closed_on__isnull=True).exclude(access=Access.INQUIRY)
    return rows.filter(~Exists(there))


def _batches(ids: Sequence[UUID]) -> Iterator[list[UUID]]:
    several = iter(ids)
    while some := [*islice(several, BATCH)]:
        yield some


def _write(clock: Actor, ids: Sequence[UUID], day: date) -> int:
    rows = Case.objects.filter(pk__in=ids, closed_on__isnull=True)
    cases = [*rows.exclude(access=Access.INQUIRY)]
    gathered = gather(clock, cases) if cases else {}
    Standing.objects.filter(case__in=ids).exclude(case__in=cases).delete()
    written = [_row(case, gathered[case.pk], day) for case in cases]
    Standing.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=_COLUMNS,
        batch_size=BATCH,
    )
    return len(written)


_COLUMNS = [
    "kind",
    "stage",
    "stage_since",
    "opened_on",
    "lead",
    "level",
    "since",
    "reasons",
    "next_due_on",
    "on_client",
    "on_us",
    "again_on",
]


def _row(case: Case, gathered: Gathered, day: date) -> Standing:
    found = weigh(gathered.reasons, day)
    return Standing(
        firm_id=case.firm_id,
        case=case,
        kind=case.kind,
        stage=case.stage,
        stage_since=gathered.stage_since,
        opened_on=case.opened_on,
        lead_id=case.lead_id,
        level=found.level,
        since=found.since or gathered.stage_since,
        reasons=[[one.code, one.day.isoformat(), one.count] for one in found.reasons],
        next_due_on=gathered.next_due_on,
        on_client=gathered.on_client,
        on_us=gathered.on_us,
        again_on=found.again_on,
    )


@task()
def weigh_stage(stage: str) -> None:
    """Weigh every case in a stage whose usual time was set anew."""
    firm = current_firm()
    rewrite_stage(Actor.clock(firm), stage, day=today(firm.time_zone))


@task()
def weigh_followed() -> None:
    """Weigh every followed case: whether the service is asked is decided anew."""
    firm = current_firm()
    rewrite_followed(Actor.clock(firm), day=today(firm.time_zone))
