"""The readers of the log, killed at every step: python -m tests.faults.readers.

Prints what they made of a whole case, undisturbed (in a transaction that is undone)
and after the kills; and every moment at which something was not exact.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from django.db import transaction

from harborlight.cases.models import Case, Party, TimelineEntry
from harborlight.firm import chain, readers
from harborlight.firm.models import (
    Event,
    EventLog,
    Job,
    Notice,
    ReaderPosition,
)
from harborlight.workflow.events import TURNED_DOWN
from tests.browser.found import main as found_the_firm
from tests.faults import deeds
from tests.faults.billed import heard_and_paid
from tests.faults.dying import done, kill_until_done
from tests.faults.playing import behind_a_door, firm

# Small, so that a short story has many batches.
readers.BATCH = 40
chain.BATCH = 100
UNTIL = "record receipt"


def play() -> None:
    """A case until the receipt, and its payment: everything that readers read."""
    for deed in deeds.DEEDS:
        given = done(behind_a_door(deed.prepare))
        done(behind_a_door(lambda deed=deed, given=given: deed.act(given)))
    heard_and_paid()


def read_on() -> None:
    """To the very end: what the readers did is read as well."""
    while readers.keep_up():
        pass


@behind_a_door
def made() -> dict[str, Any]:
    """What the readers made, in words that do not depend on when they did."""
    numbers = dict(Event.objects.values_list("pk", "n"))
    return {
        "timeline": sorted(
            numbers[pk] for pk in TimelineEntry.objects.values_list("event_id", flat=1)
        ),
        "notices": sorted(
            [str(user), numbers[pk]]
            for user, pk in Notice.objects.values_list("user_id", "event_id")
        ),
        "stage": Case.objects.get().stage,
        "joined": Party.objects.filter(joined_at__isnull=False).count(),
        "jobs": Job.objects.count(),
        "events": Event.objects.count(),
        "unsealed": Event.objects.filter(n__isnull=True).count(),
        "positions": dict(ReaderPosition.objects.values_list("reader", "n")),
        "sealed": EventLog.objects.get().last_n,
    }


def undisturbed() -> dict[str, Any]:
    with transaction.atomic():
        read_on()
        found = made()
        transaction.set_rollback(True)
    return found


@behind_a_door
def exact() -> None:
    """At any moment: the chain holds, and each reader did what its position says."""
    assert chain.verify(firm()).broken is None
    log = EventLog.objects.get()
    at = dict(ReaderPosition.objects.values_list("reader", "n"))
    assert all(n <= log.last_n for n in at.values()), at
    read = dict(Event.objects.filter(n__isnull=False).values_list("pk", "n"))
    of_a_decision = Notice.objects.filter(kind=TURNED_DOWN.name)
    for rows, name in (
        (TimelineEntry.objects.all(), "timeline"),
        (Notice.objects.exclude(pk__in=of_a_decision), "notices"),
        (of_a_decision, "handed-over"),
    ):
        events = rows.values_list("event_id", flat=True)
        assert all(read[pk] <= at.get(name, 0) for pk in events), (name, at)
    assert not ReaderPosition.objects.exclude(trouble="").exists()


def main() -> None:
    done(found_the_firm)
    play()
    wanted = done(undisturbed)
    # A sample of more than a thousand steps: a prime falls on another part of each round.
    stride = 1 if "--all" in sys.argv else 71
    seen = kill_until_done(read_on, exact, stride=stride)
    told = {"kills": seen.kills, "stages": len(seen.changes)}
    print(json.dumps({"wanted": wanted, "found": done(made), **told}))


if __name__ == "__main__":
    main()
