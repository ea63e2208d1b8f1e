"""The worker's side of the queue: taking jobs, running them, keeping what became of them.

A worker takes a lease; when the worker dies, the lease ends and another one takes
the job over. A job that fails is tried again, later each time, and in the end
given up, where an administrator sees it with its errors.
"""

from __future__ import annotations

import json
import os
import random
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string
from django_tasks.base import TaskContext

from harborlight.firm import events, trouble
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Job
from harborlight.firm.queue import SLOW, result_of
from harborlight.firm.tenancy import bound_to, everywhere, inside
from harborlight.outside.mail import MaybeSent

LEASE_SECONDS = 120
MAX_ATTEMPTS = 6
FIRST_WAIT, LONGEST_WAIT = 5, 3600
# A task of which no run took as long is quick: what became of it may wait so long.
QUICK_SECONDS = 0.05
WORKER = f"{socket.gethostname()}:{os.getpid()}"
_longest: dict[str, float] = {}


# Set while this process ends: work that takes minutes looks at it, and stops.
stopping = threading.Event()


class Stopped(Exception):
    """A job left off because its worker ends; another worker begins it again."""


class WorkerDied(Exception):
    """A job ended its worker every time, and is not given to another one."""


class NobodyKnows(Exception):
    """A message was begun to be handed over, and the worker died: it is not begun again."""


def claim(count: int = 10, *, slow: bool = False) -> list[Job]:
    """Take up to `count` jobs that are due, under a lease: of the slow queue, or others."""
    moment = now()
    ours = Q(queue=SLOW) if slow else ~Q(queue=SLOW)
    due = ours & Q(state=Job.READY, run_after__lte=moment)
    forsaken = ours & Q(state=Job.RUNNING, lease_until__lt=moment)
    with everywhere("the worker takes the next jobs of any firm"), transaction.atomic():
        rows = Job.objects.filter(due).order_by("-priority", "run_after")
        orphans = Job.objects.filter(forsaken).order_by("lease_until")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
            orphans = orphans.select_for_update(skip_locked=True, of=("self",))
        # What may have killed its worker comes alone: its neighbours are not to die
        # with it, try after try.
        jobs = [*orphans[:1]] or [*rows[:count]]
        _lease(jobs, moment)
    return jobs


def _lease(jobs: list[Job], moment: datetime) -> None:
    if not jobs:
        return
    until = moment + timedelta(seconds=LEASE_SECONDS)
    Job.objects.filter(pk__in=[job.pk for job in jobs]).update(
        state=Job.RUNNING,
        attempts=F("attempts") + 1,
        lease_until=until,
        leased_by=WORKER,
        started_at=moment,
    )
    for job in jobs:
        job.state, job.attempts, job.started_at = Job.RUNNING, job.attempts + 1, moment
        job.lease_until, job.leased_by = until, WORKER


def renew(jobs: Sequence[Job]) -> None:
    """Still at it: hold the leases of these jobs a while longer."""
    with everywhere("the worker holds on to its jobs"):
        Job.objects.filter(
            pk__in=[job.pk for job in jobs], state=Job.RUNNING, leased_by=WORKER
        ).update(lease_until=now() + timedelta(seconds=LEASE_SECONDS))


def give_back(jobs: Sequence[Job]) -> None:
    """Not begun, and not to be by us: let another worker take these at once."""
    if not jobs:
        return
    with everywhere("a worker that stops gives its jobs back"):
        Job.objects.filter(
            pk__in=[job.pk for job in jobs], state=Job.RUNNING, leased_by=WORKER
        ).update(state=Job.READY, attempts=F("attempts") - 1, lease_until=None)


def run(job: Job) -> None:
    """Run one claimed job and keep what became of it."""
    several = Round()
    several.run(job)
    several.keep()


class Round:
    """Claimed jobs, run one after the other.

    Quick jobs that went well are kept together, in one statement: a queue of small
    jobs is mostly keeping. Before a job that may take long what is done is kept, so
    that nothing looks at work that is done.
    """

    def __init__(self) -> None:
        self.done: list[Job] = []

    def run(self, job: Job) -> None:
        """Run this one; what became of it is kept by `keep` at the latest."""
        if _longest.get(job.task, QUICK_SECONDS) >= QUICK_SECONDS:
            self.keep()
        begun = time.monotonic()
        try:
            if job.attempts > MAX_ATTEMPTS:
                raise WorkerDied(f"The worker died {MAX_ATTEMPTS} times at this job.")
            task = import_string(job.task)
            if hands_over := _is(task, "handed_over"):
                _begin(job)
            job.result = _call(task, job)
            # What cannot be kept is this job's failure, not that of its neighbours.
            json.dumps(job.result)
        except Stopped:
            give_back([job])
        except Exception as error:
            _failed(job, error)
        else:
            job.finished_at = now()
            self.done.append(job)
            if hands_over:
                self.keep()
        taken = time.monotonic() - begun
        _longest[job.task] = max(taken, _longest.get(job.task, 0.0))

    def keep(self) -> None:
        """Whatever is done by now, and still ours, is kept as done."""
        if not self.done:
            return
        rows = [_as_done(job) for job in self.done]
        with (
            everywhere("the worker keeps what became of its jobs"),
            # Or SQLite, left to itself, syncs the disk for each of them.
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.executemany(_KEEP_DONE, rows)
        self.done = []


# Only the holder of the lease says what became of a job.
_KEEP_DONE = (
    "UPDATE firm_job SET state = %s, lease_until = NULL, finished_at = %s, result = %s "
    "WHERE id = %s AND leased_by = %s AND attempts = %s AND state = %s"
)


def _as_done(job: Job) -> list[Any]:
    job.state = Job.DONE
    fields = {field.name: field for field in Job._meta.concrete_fields}
    columns = ("state", "finished_at", "result", "id", "leased_by", "attempts")
    return [
        *(
            fields[name].get_db_prep_save(getattr(job, name), connection)
            for name in columns
        ),
        Job.RUNNING,
    ]


def _is(task: Any, mark: str) -> bool:
    """Whether it is marked as queue.py says: "in_parts" or "handed_over"."""
    return bool(getattr(task.func, mark, False))


def _begin(job: Job) -> None:
    """Keep that a message is about to be handed over.

    NobodyKnows: it was before, or the lease is another worker's by now.
    """
    with everywhere("the worker keeps that a message is begun"):
        mine = Job.objects.filter(
            pk=job.pk, leased_by=WORKER, attempts=job.attempts, state=Job.RUNNING
        )
        if job.result == Job.BEGUN or not mine.update(result=Job.BEGUN):
            raise NobodyKnows


def _call(task: Any, job: Job) -> Any:
    args = list(job.arguments["args"])
    if task.takes_context:
        args.insert(0, TaskContext(task_result=result_of(job, task, task.backend)))
    enter = bound_to if _is(task, "in_parts") else inside
    with enter(job.firm) if job.firm else nullcontext():
        return task.func(*args, **job.arguments["kwargs"])


def _failed(job: Job, error: Exception) -> None:
    moment = now()
    job.errors.append(
        {
            "at": moment.isoformat(),
            "kind": trouble.kind(error),
            "trace": trouble.where(error),
        }
    )
    # Nobody knows whether the message is on its way: once more may be twice.
    unknown = isinstance(error, NobodyKnows | MaybeSent)
    if job.attempts >= MAX_ATTEMPTS or unknown:
        _give_up(job, result=Job.BEGUN if unknown else None)
        return
    _finish(
        job,
        state=Job.READY,
        result=None,
        errors=job.errors,
        run_after=moment + timedelta(seconds=wait_before(job.attempts + 1)),
    )


def _give_up(job: Job, *, result: str | None) -> None:
    """Stop trying, and tell those who look after the firm."""
    if job.firm is None:
        _finish(job, state=Job.GIVEN_UP, errors=job.errors, result=result)
        return
    with inside(job.firm), transaction.atomic():
        if _finish(job, state=Job.GIVEN_UP, errors=job.errors, result=result):
            clock = Actor.clock(job.firm)
            with acting(clock, events.JOB_GIVEN_UP, job.firm) as event:
                event.say(task=job.task)


def wait_before(attempt: int) -> float:
    """Seconds: 5, 10, 20 ... up to an hour, spread so that failures do not march in step."""
    longest: float = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 2))
    return longest * random.uniform(0.75, 1.25)  # noqa: S311 - not a secret


def _finish(job: Job, **values: Any) -> bool:
    """Only the holder of the lease says what became of the job. Whether that is us."""
    if values["state"] != Job.READY:
        values["finished_at"] = now()
    with everywhere("the worker keeps what became of a job"):
        mine = Job.objects.filter(
            pk=job.pk, leased_by=WORKER, attempts=job.attempts, state=Job.RUNNING
        )
        kept = mine.update(lease_until=None, **values)
    for name, value in values.items():
        setattr(job, name, value)
    return bool(kept)
