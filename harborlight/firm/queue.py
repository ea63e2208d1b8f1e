"""The job queue: one leased table behind Django's Tasks API.

A job is enqueued in the transaction that causes it and runs at least once; who
takes and runs it stands in firm.working.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from harborlight.firm.clock import now
from harborlight.firm.models import Fired, Firm, Job
from harborlight.firm.tenancy import current_firm_or_none, everywhere

KEEP_DAYS = 14
Work = TypeVar("Work", bound=Callable[..., object])


def in_parts(work: Work) -> Work:
    """A task that keeps what it does part by part, each `inside(current_firm())`.

    Any other task of a firm is one transaction on PostgreSQL: whoever must keep that a
    letter is begun before it is handed over cannot do it there.
    """
    vars(work)["in_parts"] = True
    return work


def handed_over(work: Work) -> Work:
    """A task that hands a message to another house, at most once.

    That it was begun is kept before it runs. Where its worker dies in the middle, or the
    line breaks off (outside.mail.MaybeSent), nobody knows whether the message is on its
    way: it is given up at once, and a person asks for it again, or does not.
    """
    vars(work)["handed_over"] = True
    return work


# Jobs that take minutes: a thread of their own runs them, so that a letter or a receipt
# never waits for one.
SLOW = "slow"


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
    name: str,
    moment: datetime,
    task: Any,
    many: Sequence[tuple[Firm | None, Any]],
    *,
    at_start: bool = False,
) -> bool:
    """Enqueue the task for each of `many` (a firm, arguments), if nobody did so yet.

    False if this moment of the schedule was acted on before, or is the first that
    we hear of `name`: what was due before it existed is not made up for, except
    `at_start`.
    """
    known = Fired.objects.filter(name=name)
    if known.filter(moment__gte=moment).exists():
        return False
    acts = at_start or known.exists()
    try:
        with everywhere("the clock enqueues for every firm"), transaction.atomic():
            Fired.objects.create(name=name, moment=moment, acted=acts)
            known.filter(moment__lt=moment).delete()
            if acts:
                jobs = [new_job(task, args, {}, firm) for firm, args in many]
                Job.objects.bulk_create(jobs, batch_size=500)
    except IntegrityError:
        return False
    return acts


def last_fired() -> dict[str, datetime]:
    """The moment that each entry of the schedule was last acted on."""
    rows = Fired.objects.filter(acted=True).order_by("moment")
    return dict(rows.values_list("name", "moment"))


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


def forget_old_jobs() -> int:
    """Delete jobs that were done long ago; those given up stay until somebody looked."""
    with everywhere("the worker forgets what was done long ago"):
        old = Job.objects.filter(
            state=Job.DONE, finished_at__lt=now() - timedelta(days=KEEP_DAYS)
        )
        return old.delete()[0]


def given_up(job_id: UUID | None) -> QuerySet[Job]:
    """What was given up: one job, or all of them."""
    rows = Job.objects.filter(state=Job.GIVEN_UP).select_related("firm")
    return rows.filter(pk=job_id) if job_id else rows.order_by("pk")


def ask_again(job_id: UUID) -> int:
    """Put a job of the house that was given up back into the queue. How many that was."""
    with everywhere("an operator asks again for what the house gave up"):
        return Job.objects.filter(state=Job.GIVEN_UP, pk=job_id).update(
            state=Job.READY,
            attempts=0,
            result=None,
            run_after=now(),
            finished_at=None,
        )
