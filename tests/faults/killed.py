"""The deeds of a case, each killed at its steps: python -m tests.faults.killed.

Prints, for every deed, what stayed of it after a kill, and what all of it is. With
--all every step is a place to die at, else a few of them: on PostgreSQL, where a kill
costs most, every third deed dies, at its first step and those around the end. Where
files lie in a bucket, a deed dies before and after each call of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import chain, count
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from harborlight.billing.models import Invoice, Payment
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, running_from
from harborlight.firm.models import Event, Job, StoredFile
from harborlight.firm.readers import keep_up
from harborlight.firm.tenancy import everywhere
from harborlight.firm.vault.incoming import remove_left_behind
from harborlight.firm.vault.uploads import remove_untaken
from harborlight.outside.storage import storage
from tests.browser.found import main as found_the_firm
from tests.faults.billed import hear_of_the_payment, work
from tests.faults.deeds import DEEDS, DEEDS_ONCE_PAID, Deed
from tests.faults.dying import child, done, in_a_bucket, kill_at_steps, tried
from tests.faults.playing import behind_a_door, firm

# Seconds ahead: older than that is every file there is, the newest too.
NOT_YET = 60


def places_to_die(steps: int, everything: bool) -> Iterator[int]:
    """Each step, or a few and those around the end, where it is written."""
    if in_a_bucket():
        yield from range(1, steps + 20)
        return
    near = max(1, steps - 4)
    sparse = near if settings.ON_POSTGRES else near // 2
    yield from range(1, near, 1 if everything else max(1, sparse))
    yield from range(near, steps + 20)


def tell(number: int, deed: Deed, everything: bool) -> dict[str, Any]:
    given = done(behind_a_door(deed.prepare))

    @behind_a_door
    def act() -> None:
        deed.act(given)

    steps, whole = tried(act)
    is_third = settings.ON_POSTGRES and number % 3 != 1
    spared = not everything and (deed.is_alike or is_third)
    places = [steps * 10] if spared else places_to_die(steps, everything)
    seen = kill_at_steps(act, places)
    if not seen.changes:
        seen.changes.append({"raised": seen.last.trace})
    return {
        "deed": deed.name,
        "steps": steps,
        "kills": seen.kills,
        "spared": bool(spared),
        "whole": whole,
        "stayed": seen.changes,
    }


def pay(everything: bool) -> dict[str, Any]:
    """The processor's word is heard, and the job is killed at its steps.

    So is then the job that prints the receipt.
    """
    done(hear_of_the_payment)
    kills = _worker_killed(everything)
    done(keep_up)
    return {"kills": kills, "print kills": _worker_killed(everything), **done(_money)}


def _worker_killed(everything: bool) -> int:
    """The worker, killed until its jobs are done; how often."""
    sparse = settings.ON_POSTGRES and not everything
    # The last of them, where all is written, are tried in any case.
    steps = chain(range(1, 60, 4), count(60)) if sparse else count(1)
    for kills, n in enumerate(steps):
        end = child(partial(work, n), dies_at=n)
        if not end.killed:
            assert not end.raised, end.trace
            return kills
        done(_attempts_forgotten)
    raise AssertionError


def _attempts_forgotten() -> None:
    """Here it is the worker that dies, far more often than a job may fail."""
    with everywhere("a test kills a worker many times"):
        Job.objects.update(attempts=0)


@behind_a_door
def _money() -> dict[str, Any]:
    from harborlight.billing.models import Receipt

    paid = Payment.objects.get()
    return {
        "state": paid.state,
        "receipts": Receipt.objects.count(),
        "papers": Receipt.objects.filter(file__isnull=False).count(),
        "paid": Event.objects.filter(kind="payment.posted").count(),
        "invoice": Invoice.objects.get().state,
        "jobs": [
            (task, state, hasattr(import_string(task).func, "handed_over"))
            for task, state in Job.objects.values_list("task", "state")
        ],
    }


@behind_a_door
def _entries() -> int:
    """The sum of all the books: nothing, whatever was killed."""
    from harborlight.trust.models import Entry

    return sum(Entry.objects.values_list("cents", flat=True))


def clean() -> dict[str, int]:
    """What the schedule's cleaning leaves of the files that nobody knows."""
    left = done(_strays)
    done(remove_all_left_behind)
    return {"left by the killed": len(left), "left by the cleaning": len(done(_strays))}


@behind_a_door
def remove_all_left_behind() -> None:
    with running_from(now() + timedelta(days=2)):
        remove_untaken(Actor.clock(firm()))
    with everywhere("a test cleans as the schedule does"):
        remove_left_behind(seconds=-NOT_YET)


@behind_a_door
def _strays() -> list[str]:
    here = {*storage().older_than(-NOT_YET, "")}
    return sorted(here - {file.key for file in StoredFile.objects.all()})


@behind_a_door
def _missing() -> list[str]:
    return [f.key for f in StoredFile.objects.all() if not storage().length(f.key)]


def main() -> None:
    # A worker's leases add up to hours: all of it falls on one day of the firm's.
    with running_from(now().replace(hour=15, minute=0)):
        _killed(everything="--all" in sys.argv[1:])


def _killed(everything: bool) -> None:
    done(found_the_firm)
    told = [tell(number, deed, everything) for number, deed in enumerate(DEEDS)]
    paid = pay(everything)
    told += [tell(1, deed, everything) for deed in DEEDS_ONCE_PAID]
    found = {"deeds": told, "paid": paid, "entries": done(_entries)}
    print(json.dumps(found | {"missing": done(_missing), **clean()}))


if __name__ == "__main__":
    main()
