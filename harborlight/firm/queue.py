"""The job queue: one leased table behind Django's Tasks API.

A job is enqueued in the transaction that causes it and runs at least once. A
worker takes a lease; when the worker dies, the lease ends and another one takes
the job over. A job that fails is tried again, later each time, and in the end
given up, where an administrator sees it with its errors.
"""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from harborlight.firm import events, trouble
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Fired, Firm, Job
from harborlight.firm.tenancy import current_firm_or_none, everywhere, inside

LEASE_SECONDS = 120
MAX_ATTEMPTS = 6
FIRST_WAIT, LONGEST_WAIT = 5, 3600
KEEP_DAYS = 14
WORKER = f"{socket.gethostname()}:{os.getpid()}"


class WorkerDied(Exception):
    """A job ended its worker every time, and is not given to another one."""


class LeasedBackend(BaseTaskBackend):
    """Django's Tasks over our table."""

    task_class = Task
    supports_defer = True
    supports_async_task = False
    supports_get_result = True
    supports_priority = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        params.setdefault("QUEUES", [])
        super().__init__(alias, params)

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        job = new_job(task, args, kwargs)
        job.save(force_insert=True)
        return result_of(job, task, self.alias)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        try:
            job = Job.objects.get(pk=UUID(result_id))
        except (Job.DoesNotExist, ValueError):
            raise TaskResultDoesNotExist(result_id) from None
        return result_of(job, import_string(job.task), self.alias)


def new_job(
    task: Any, args: Sequence[Any], kwargs: dict[str, Any], firm: Firm | None = None
) -> Job:
    """A job not saved yet; it runs inside this firm, or the one we are in now."""
    moment = now()
    return Job(
        firm=firm or current_firm_or_none(),
        task=task.module_path,
        queue=task.queue_name,
        priority=task.priority,
        arguments={"args": list(args), "kwargs": dict(kwargs)},
        run_after=task.run_after or moment,
        enqueued_at=moment,
    )


def enqueue_many(task: Any, many: Sequence[Sequence[Any]]) -> None:
    """Enqueue the same task with many arguments, in few statements."""
    Job.objects.bulk_create([new_job(task, args, {}) for args in many], batch_size=500)


def fire_once(
    name: str, moment: datetime, task: Any, many: Sequence[tuple[Firm | None, Any]]
) -> bool:
    """Enqueue the task for each of `many` (a firm, arguments), if nobody did so yet.

    False if this moment of the schedule was acted on before, or is the first that
    we hear of `name`: what was due before it existed is not made up for.
    """
    known = Fired.objects.filter(name=name)
    if known.filter(moment__gte=moment).exists():
        return False
    is_new = not known.exists()
    try:
        with everywhere("the clock enqueues for every firm"), transaction.atomic():
            Fired.objects.create(name=name, moment=moment)
            known.filter(moment__lt=moment).delete()
            if not is_new:
                jobs = [new_job(task, args, {}, firm) for firm, args in many]
                Job.objects.bulk_create(jobs, batch_size=500)
    except IntegrityError:
        return False
    return not is_new


def last_fired() -> dict[str, datetime]:
    """The moment that each entry of the schedule was last acted on."""
    return dict(Fired.objects.order_by("moment").values_list("name", "moment"))


_STATUS = {
    Job.READY: TaskResultStatus.READY,
    Job.RUNNING: TaskResultStatus.RUNNING,
    Job.DONE: TaskResultStatus.SUCCESSFUL,
    Job.GIVEN_UP: TaskResultStatus.FAILED,
}


def result_of(job: Job, task: Any, alias: str) -> TaskResult[Any]:
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=str(job.pk),
        status=_STATUS[job.state],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=alias,
        errors=[
            TaskError(exception_class_path=error["kind"], traceback=error["trace"])
            for error in job.errors
        ],
        worker_ids=[job.leased_by] if job.leased_by else [],
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


# --- The worker's side ------------------------------------------------------


def claim(count: int = 10) -> list[Job]:
    """Take up to `count` jobs that are due, under a lease."""
    moment = now()
    due = Q(state=Job.READY, run_after__lte=moment)
    forsaken = Q(state=Job.RUNNING, lease_until__lt=moment)
    with everywhere("the worker takes the next jobs of any firm"), transaction.atomic():
        rows = Job.objects.filter(due).order_by("-priority", "run_after")
        orphans = Job.objects.filter(forsaken).order_by("lease_until")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
            orphans = orphans.select_for_update(skip_locked=True, of=("self",))
        jobs = [*orphans[:count]]
        jobs += rows[: count - len(jobs)] if len(jobs) < count else []
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
    with everywhere("a worker that stops gives its jobs back"):
        Job.objects.filter(
            pk__in=[job.pk for job in jobs], state=Job.RUNNING, leased_by=WORKER
        ).update(state=Job.READY, attempts=F("attempts") - 1, lease_until=None)


def run(job: Job) -> None:
    """Run one claimed job and keep what became of it."""
    try:
        if job.attempts > MAX_ATTEMPTS:
            raise WorkerDied(f"The worker died {MAX_ATTEMPTS} times at this job.")
        result = _call(import_string(job.task), job)
    except Exception as error:
        _failed(job, error)
    else:
        _finish(job, state=Job.DONE, result=result)


def _call(task: Any, job: Job) -> Any:
    args = list(job.arguments["args"])
    if task.takes_context:
        args.insert(0, TaskContext(task_result=result_of(job, task, task.backend)))
    with inside(job.firm) if job.firm else nullcontext():
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
    if job.attempts >= MAX_ATTEMPTS:
        _give_up(job)
        return
    _finish(
        job,
        state=Job.READY,
        errors=job.errors,
        run_after=moment + timedelta(seconds=wait_before(job.attempts + 1)),
    )


def _give_up(job: Job) -> None:
    """Stop trying, and tell those who look after the firm."""
    if job.firm is None:
        _finish(job, state=Job.GIVEN_UP, errors=job.errors)
        return
    with inside(job.firm), transaction.atomic():
        if _finish(job, state=Job.GIVEN_UP, errors=job.errors):
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


def forget_old_jobs() -> int:
    """Delete jobs that were done long ago; those given up stay until somebody looked."""
    with everywhere("the worker forgets what was done long ago"):
        old = Job.objects.filter(
            state=Job.DONE, finished_at__lt=now() - timedelta(days=KEEP_DAYS)
        )
        return old.delete()[0]


def ask_again(job_id: UUID | None) -> int:
    """Put what was given up back into the queue: one job, or all. How many that were."""
    with everywhere("an operator asks again for what was given up"):
        rows = Job.objects.filter(state=Job.GIVEN_UP)
        rows = rows.filter(pk=job_id) if job_id else rows
        return rows.update(
            state=Job.READY, attempts=0, run_after=now(), finished_at=None
        )


def firms_of(jobs: Sequence[Job]) -> dict[UUID, Firm]:
    """The firms of these jobs, in one query."""
    with everywhere("the worker enters the firms of its jobs"):
        wanted = {job.firm_id for job in jobs if job.firm_id}
        return {firm.pk: firm for firm in Firm.objects.filter(pk__in=wanted)}
