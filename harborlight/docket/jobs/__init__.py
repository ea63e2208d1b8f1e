"""What happens to the overview by itself: it follows what happens, and the days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django_tasks import task

from harborlight.docket.jobs.writing import (
    rewrite_stage,
    tend_standings,
    write_standings,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm


@reads_events("standings")
def follow(clock: Actor, happened: Sequence[Event]) -> None:
    """Write down anew how every case stands in which something happened."""
    touched = {event.case_id for event in happened if event.case_id}
    day = today(clock.firm.time_zone)
    write_standings(clock, touched, day=day)


def tend(clock: Actor, day: date) -> int:
    """What a day that passed makes pressing; how many cases were weighed."""
    return tend_standings(clock, day=day)


@task()
def weigh_stage(stage: str) -> None:
    """Weigh every case in a stage whose usual time was set anew."""
    firm = current_firm()
    rewrite_stage(Actor.clock(firm), stage, day=today(firm.time_zone))
