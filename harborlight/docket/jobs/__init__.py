"""What happens to the overview by itself: it follows what happens, and the days."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from harborlight.agency.events import LINE_CHANGED
from harborlight.docket.actions.ending import NotClosed, archive_case
from harborlight.docket.jobs.writing import (
    tend_standings,
    weigh_followed,
    write_standings,
)
from harborlight.docket.queries.ending import to_archive
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events

log = logging.getLogger(__name__)


@reads_events("standings")
def follow(clock: Actor, happened: Sequence[Event]) -> None:
    """Write down anew how every case stands in which something happened."""
    touched = {event.case_id for event in happened if event.case_id}
    day = today(clock.firm.time_zone)
    write_standings(clock, touched, day=day)
    if any(event.kind == LINE_CHANGED.name for event in happened):
        weigh_followed.enqueue()


def tend(clock: Actor, day: date) -> int:
    """What a day that passed makes pressing; how many cases were weighed."""
    return tend_standings(clock, day=day)


# So many cases are put away in one run of the schedule.
ARCHIVED_AT_ONCE = 2000


def put_away(clock: Actor, day: date) -> int:
    """Put closed cases into the archive whose days at hand are over; how many."""
    count = 0
    for case in to_archive(clock, day)[:ARCHIVED_AT_ONCE]:
        try:
            archive_case(clock, case, on=day)
            count += 1
        except NotClosed:
            log.info("A case was opened again while it was put away.")
    return count
