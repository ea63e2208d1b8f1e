"""Tasks that end their worker, or always fail: `python -m tests.faults.jobs WHAT`.

WHAT: `die`, `hand over` and `poison` enqueue one, `look` and `letters` print them,
`backoff` fails one until it is given up, with a clock of its own.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django_tasks import task

from harborlight.firm import working
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, Job
from harborlight.firm.queue import handed_over
from harborlight.firm.tenancy import everywhere
from harborlight.outside.mail import send_letter
from tests.faults.dying import child
from tests.faults.playing import behind_a_door


def begun() -> Path:
    return Path(settings.HOME) / "begun"


@task()
def die_once() -> str:
    """Ends its worker in the middle, the first time."""
    with begun().open("a") as log:
        log.write(".")
    if begun().stat().st_size == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done at last"


@task()
@handed_over
def die_handing_over() -> None:
    """Hands a letter over and ends its worker before that is kept."""
    send_letter(to="ada@example.org", subject="Handed over", text="Once.")
    os.kill(os.getpid(), signal.SIGKILL)


def letters_told() -> int:
    return _given_up()


def letters() -> dict[str, Any]:
    """How it stands with that letter: the job, what was told of it, and the outbox."""
    told = _given_up()
    sent = [*Path(settings.EMAIL_FILE_PATH).glob("*")]
    many = sum("Handed over" in one.read_text() for one in sent)
    return {"job": look("die_handing_over"), "told": told, "letters": many}


@task()
def end_every_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@task()
def always_fail() -> None:
    raise ValueError("This never works.")


@behind_a_door
def look(name: str = "die_once") -> dict[str, Any]:
    names = ("state", "attempts", "result")
    return Job.objects.filter(task__endswith=name).values(*names).get()


@behind_a_door
def _given_up() -> int:
    return Event.objects.filter(kind="job.given-up").count()


def backoff() -> dict[str, Any]:
    """Fail until it is given up: how long it waited each time, and what is told."""
    behind_a_door(always_fail.enqueue)()
    before = _given_up()
    moment, waits = now() + timedelta(seconds=1), []
    for _ in range(20):
        with standing_at(moment):
            for job in working.claim():
                working.run(job)
            with everywhere("a test looks at its job"):
                job = Job.objects.get(task__endswith="always_fail")
        if job.state != Job.READY:
            break
        waits.append((job.run_after - moment).total_seconds())
        moment = job.run_after
    return {
        "waits": waits,
        "state": job.state,
        "attempts": job.attempts,
        "errors": len(job.errors),
        "events": _given_up() - before,
    }


def poison() -> dict[str, Any]:
    """It ends every worker that takes it: after six of them it is given up."""
    behind_a_door(end_every_worker.enqueue)()
    before, moment, runs = _given_up(), now(), 0
    while runs < 20:
        connection.close()
        moment += timedelta(seconds=working.LEASE_SECONDS + 1)
        with standing_at(moment):
            end = child(_work)
        if end.value == 0:
            break
        runs += 1
    return {
        "runs": runs,
        "job": look("end_every_worker"),
        "events": _given_up() - before,
    }


def _work() -> int:
    jobs = working.claim()
    for job in jobs:
        working.run(job)
    return len(jobs)


if __name__ == "__main__":
    # The worker knows the tasks by the module's own name, not as __main__.
    from tests.faults import jobs

    what = sys.argv[1]
    if what == "die":
        behind_a_door(jobs.die_once.enqueue)()
    elif what == "hand over":
        behind_a_door(jobs.die_handing_over.enqueue)()
    else:
        print(json.dumps(getattr(jobs, what)()))
