"""The look through the deadlines, killed again and again: python -m tests.faults.sweeps.

Prints how often each deadline was warned of, how many letters were begun and lie in the
outbox, how many nobody is certain of, and how often it was killed.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from harborlight.deadlines.actions import set_deadline
from harborlight.deadlines.jobs import sweep_deadlines, sweeping
from harborlight.deadlines.models import Deadline, Warning
from harborlight.firm import working
from harborlight.firm.actor import Actor
from harborlight.firm.clock import standing_at
from harborlight.firm.tenancy import inside
from tests.faults.dying import child, done
from tests.faults.playing import behind_a_door, firm, who
from tests.whole_case import begin

# Small, so that a few deadlines are several batches.
sweeping.BATCH = 3
SEVERAL, MOST_KILLS = 7, 60
DAY = date(2027, 3, 1)


@behind_a_door
def prepare() -> None:
    ada = who("Ada")
    case = begin(ada).case
    due = DAY + timedelta(days=30)
    for number in range(SEVERAL):
        set_deadline(ada, case, title=f"Call {number}", due_on=due, because="Agreed.")


def look(tries: int) -> None:
    """As the schedule and the worker do; each try begins after the leases of the last."""
    office = firm()
    zone = ZoneInfo(office.time_zone)
    moment = datetime(DAY.year, DAY.month, DAY.day, 8, tzinfo=zone)
    moment += timedelta(seconds=tries * (working.LEASE_SECONDS + 1))
    with standing_at(moment):
        with inside(office):
            sweep_deadlines(Actor.clock(office), DAY)
        while jobs := working.claim():
            for job in jobs:
                working.run(job)


@behind_a_door
def found() -> dict[str, object]:
    warned = Warning.objects.filter(rung=30, user=who("Ada").user_id)
    begun = warned.exclude(begun_at=None).values_list("begun_at", flat=True)
    letters = [*Path(settings.EMAIL_FILE_PATH).glob("*")]
    return {
        "warnings": sorted(
            warned.filter(deadline=one).count() for one in Deadline.objects.all()
        ),
        "still": Deadline.objects.filter(warn_on__lte=DAY).count(),
        "unbegun": warned.filter(begun_at=None).count(),
        "begun": len({*begun}),
        "letters": sum("need" in one.read_text() for one in letters),
        "doubtful": warned.filter(begun_at__isnull=False, mailed_at=None).count(),
    }


def main() -> None:
    done(prepare)
    kills = 0
    while kills < MOST_KILLS:
        # A prime, so that it dies at ever other places.
        end = child(partial(look, kills), dies_at=3 + kills * 17 % 150)
        if not end.killed:
            assert not end.raised, end.trace
            break
        kills += 1
    done(partial(look, kills + 1))
    print(json.dumps({"kills": kills, **done(found)}))


if __name__ == "__main__":
    main()
