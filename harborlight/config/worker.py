"""Work in the background: reading events, running jobs, keeping the schedule.

Several threads, each with a database connection of its own. Any number of workers
may run: a firm's log is sealed under a lock, a job is leased, a moment of the
schedule is fired once.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connection
from django.db.utils import Error as DatabaseTrouble

from harborlight.config import schedule
from harborlight.firm import readers, working
from harborlight.firm.models import Job

log = logging.getLogger(__name__)
READ_EVERY_SECONDS = 1.0
LOOK_FOR_JOBS_EVERY_SECONDS = 0.5
LOOK_AT_SCHEDULE_EVERY_SECONDS = 5.0
AFTER_TROUBLE_SECONDS = 5.0
JOBS_AT_ONCE = 25
# After a job that took so long, the rest in hand is left to whoever is free.
SLOW_JOB_SECONDS = 2.0


class Worker:
    """Works until it is told to stop, and then finishes what it is at."""

    def __init__(self) -> None:
        self.stopping = working.stopping
        # What each thread that runs jobs has in hand, by the name of the thread.
        self.holding: dict[str, list[Job]] = {}
        self.lock = threading.Lock()

    def run(self) -> None:
        """Until SIGTERM or Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        threads = [
            threading.Thread(
                target=self.over_and_over, args=task, name=task[0].__name__
            )
            for task in (
                (self.read_events, READ_EVERY_SECONDS),
                (self.run_jobs, LOOK_FOR_JOBS_EVERY_SECONDS),
                (self.run_slow_jobs, LOOK_FOR_JOBS_EVERY_SECONDS),
                (self.keep_schedule, LOOK_AT_SCHEDULE_EVERY_SECONDS),
                (self.hold_leases, working.LEASE_SECONDS / 4),
            )
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def over_and_over(self, work: Callable[[], None], pause: float) -> None:
        """Do this, rest, and do it again; no trouble ends it."""
        while not self.stopping.is_set():
            rest = pause
            try:
                work()
                close_old_connections()
            except DatabaseTrouble:
                log.exception("The database is in trouble; trying again soon.")
                connection.close()
                rest = AFTER_TROUBLE_SECONDS
            except Exception:
                log.exception("%s went wrong; trying again soon.", work.__name__)
                rest = AFTER_TROUBLE_SECONDS
            self.stopping.wait(rest)
        connection.close()

    def read_events(self) -> None:
        """Seal what happened, and let every reader read on."""
        readers.keep_up()

    def keep_schedule(self) -> None:
        """Enqueue what is due by now."""
        schedule.fire()

    def run_jobs(self) -> None:
        """Run jobs until none is due."""
        while not self.stopping.is_set():
            jobs = working.claim(JOBS_AT_ONCE)
            if not jobs:
                return
            self._run(jobs)

    def run_slow_jobs(self) -> None:
        """Run those that take minutes, one after the other, until none is due."""
        while not self.stopping.is_set():
            jobs = working.claim(1, slow=True)
            if not jobs:
                return
            self._run(jobs)

    def _run(self, jobs: list[Job]) -> None:
        several = working.Round()
        try:
            for number, job in enumerate(jobs):
                self._hold([*several.done, *jobs[number:]])
                begun = time.monotonic()
                several.run(job)
                was_slow = time.monotonic() - begun > SLOW_JOB_SECONDS
                if was_slow or self.stopping.is_set():
                    working.give_back(jobs[number + 1 :])
                    break
            several.keep()
        finally:
            # After trouble with the database too: their leases end, and others come.
            self._hold([])

    def _hold(self, jobs: list[Job]) -> None:
        with self.lock:
            self.holding[threading.current_thread().name] = jobs

    def hold_leases(self) -> None:
        """Jobs that take longer than their lease, or wait their turn, stay ours."""
        with self.lock:
            holding = [job for jobs in self.holding.values() for job in jobs]
        if holding:
            working.renew(holding)
