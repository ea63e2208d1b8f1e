"""What happens in the file by itself: the client's timeline, the firm's notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from harborlight.cases.models import TimelineEntry
from harborlight.cases.queries import people_on
from harborlight.firm.actor import Actor
from harborlight.firm.events import KINDS
from harborlight.firm.models import Event, Membership, Notice
from harborlight.firm.readers import reads_events
from harborlight.firm.vault.events import words_of


@reads_events("timeline")
def keep_timeline(clock: Actor, happened: Sequence[Event]) -> None:
    """Give the client's timeline a line for every event they may know of."""
    theirs = [e for e in happened if KINDS[e.kind].client_sees]
    said = words_of(clock.firm, theirs)
    lines = [
        TimelineEntry(
            firm=clock.firm,
            case_id=event.case_id,
            event_id=event.pk,
            kind=event.kind,
            at=event.at,
            person_id=said[event.pk].get("for_person"),
        )
        for event in theirs
        # Whom a line is for stands in its words: unreadable, it is for nobody.
        if event.case_id and said[event.pk]
    ]
    TimelineEntry.objects.bulk_create(lines, ignore_conflicts=True, batch_size=200)


@reads_events("notices")
def tell(clock: Actor, happened: Sequence[Event]) -> None:
    """Write a notice to the people an event concerns, except to who caused it.

    Of a case, only its team is told; of the firm's own affairs, everybody who
    plays one of the parts.
    """
    wanted = [event for event in happened if KINDS[event.kind].tells]
    if not wanted:
        return
    playing = _people_by_role()
    on_case = people_on(clock, [event.case_id for event in wanted if event.case_id])
    notices = [
        Notice(
            firm=clock.firm,
            user_id=user_id,
            event_id=event.pk,
            case_id=event.case_id,
            kind=event.kind,
            at=event.at,
        )
        for event in wanted
        for user_id in _to_tell(event, playing, on_case)
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=200)


def _people_by_role() -> dict[str, set[UUID]]:
    playing: dict[str, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(until__isnull=True).values_list("role", "user_id")
    for role, user_id in rows:
        playing[role].add(user_id)
    return playing


def _to_tell(
    event: Event, playing: dict[str, set[UUID]], on_case: dict[UUID, set[UUID]]
) -> set[UUID]:
    told = {user for role in KINDS[event.kind].tells for user in playing[role]}
    if event.case_id:
        told &= on_case.get(event.case_id, set())
    return told - ({event.user_id} if event.user_id else set())
