"""What happens to papers by itself: each finds who looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from harborlight.cases.queries import people_on
from harborlight.documents.actions import route_version
from harborlight.documents.events import ASSIGNED
from harborlight.documents.made import made_by
from harborlight.documents.models import Assignment, Version
from harborlight.documents.routing import (
    facts_of,
    may_look,
    route,
    waiting_assignments,
)
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event, Membership, Notice
from harborlight.firm.readers import reads_events

# After these a paper waits for somebody: anew, or as another paper than before.
ARRIVING = frozenset(
    {"document.received", "document.scanned", "document.moved", "document.reopened"}
)
# After these somebody may not look at papers any more which they were given.
LEAVING = frozenset({"member.left", "member.gave-up"})
CLOSING = frozenset({"case.team-left", "case.wall-raised", "case.access-changed"})


@reads_events("routing")
def route_papers(clock: Actor, happened: Sequence[Event]) -> None:
    """Give every paper that came to whom the rules name; and again, who lost theirs."""
    came = {e.subject_id for e in happened if e.kind in ARRIVING and e.subject_id}
    came |= made_by(clock, happened)
    rows = Version.objects.filter(pk__in=came, state=Version.State.RECEIVED)
    related = ("document__person", "document__request", "case")
    for version in rows.select_related(*related).order_by("uploaded_at", "pk"):
        _route(clock, version)
    left = {e.subject_id for e in happened if e.kind in LEAVING and e.subject_id}
    cases = {e.case_id for e in happened if e.kind in CLOSING and e.case_id}
    if left or cases:
        _route_again(clock, left, cases)


def _route(clock: Actor, version: Version) -> None:
    routed = route(clock, facts_of(clock, version), version.case)
    if routed.user is not None:
        route_version(clock, version, routed=routed)


def _route_again(clock: Actor, left: set[UUID], cases: set[UUID]) -> None:
    """Papers of whoever may look at them no more go to somebody else."""
    gone = Membership.objects.filter(pk__in=left).values("user")
    waiting = waiting_assignments(clock)
    several = [*waiting.filter(user__in=gone), *waiting.filter(case__in=cases)]
    for one in {row.pk: row for row in several}.values():
        if one.user_id not in may_look(clock, one.case):
            _route(clock, one.version)


@reads_events("assigned")
def tell_reviewer(clock: Actor, happened: Sequence[Event]) -> None:
    """Write a notice to whoever was given a paper, not to who took it themselves.

    Whoever is on the team was told already that it came, and reads it in the queue.
    """
    given = [event for event in happened if event.kind == ASSIGNED.name]
    if not given:
        return
    on_case = people_on(clock, [event.case_id for event in given if event.case_id])
    rows = Assignment.objects.filter(
        version__in=[event.subject_id for event in given], ended_at__isnull=True
    )
    holds = {row.version_id: row for row in rows}
    notices = []
    for event in given:
        row = holds.get(event.subject_id) if event.subject_id else None
        if row is None or row.user_id == event.user_id:
            continue
        knows = event.user_id is None and row.rule_id is not None
        if not (knows and row.user_id in on_case.get(row.case_id, ())):
            notices.append(Notice.of(event, row.user_id))
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=200)
