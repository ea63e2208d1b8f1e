"""Jobs a second, with lease, retry, result and dispatch, beside django-tasks' own queue.

Run inside a house; prints the rates of both, in turns.
"""

from __future__ import annotations

import json
import logging
import os
import time
from statistics import median
from typing import Any

JOBS, ROUNDS, TIMES = 200, 3, 3.0


def measure(several: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of every house, by the name of its database."""
    from bench.records import record

    records = []
    for name, house in several.items():
        ours, theirs = house.ask("-m", "bench.jobs")
        records.append(
            record(
                f"jobs on {name}",
                ours,
                "jobs/s",
                floor=theirs,
                wanted=TIMES,
                least=True,
            )
        )
    return records


def ours() -> float:
    from bench.tasks import nothing
    from harborlight.config.worker import Worker
    from harborlight.firm.models import Job

    begun = time.perf_counter()
    for number in range(JOBS):
        nothing.enqueue(number)
    Worker().run_jobs()
    taken = time.perf_counter() - begun
    assert Job.objects.filter(state=Job.DONE).count() >= JOBS
    return JOBS / taken


def theirs() -> float:
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    from bench.tasks import nothing

    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="theirs",
        startup_delay=False,
        max_tasks=None,
        worker_id="bench",
    )
    begun = time.perf_counter()
    for number in range(JOBS):
        nothing.using(backend="theirs").enqueue(number)
    worker.run()
    taken = time.perf_counter() - begun
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() >= JOBS
    return JOBS / taken


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    from harborlight.config.commands.migrate import need_walls

    need_walls()
    logging.disable(logging.WARNING)
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    print(json.dumps([median(rates) for rates in zip(*pairs, strict=True)]))


if __name__ == "__main__":
    main()
