"""Jobs whose worker died come back one by one, and what is done is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from harborlight.firm import working
from harborlight.firm.clock import now
from harborlight.firm.models import Job
from harborlight.firm.tenancy import everywhere


@pytest.fixture
def jobs(db):
    """Three jobs of one worker that died at them, and one that is new."""

    def made(state, **also):
        moment = now() - timedelta(hours=1)
        return Job.objects.create(
            task="no.such.task",
            arguments={"args": [], "kwargs": {}},
            run_after=moment,
            enqueued_at=moment,
            state=state,
            **also,
        )

    with everywhere("a test makes jobs of the house"):
        over = {"attempts": 1, "lease_until": now() - timedelta(seconds=1)}
        forsaken = [made(Job.RUNNING, **over) for _ in range(3)]
        yield {job.pk for job in forsaken}, made(Job.READY).pk


def test_what_may_have_killed_its_worker_comes_alone(jobs):
    forsaken, new = jobs
    came = [[job.pk for job in working.claim(25)] for _ in range(5)]
    assert [len(several) for several in came] == [1, 1, 1, 1, 0]
    assert {pk for several in came[:3] for pk in several} == forsaken
    assert came[3] == [new]


def test_jobs_that_go_well_are_kept_together_and_one_that_fails_is_not(jobs):
    forsaken, _new = jobs
    several = working.Round()
    (job,) = working.claim(25)
    several.run(job)
    several.keep()
    with everywhere("a test looks at its jobs"):
        kept = Job.objects.get(pk=job.pk)
    assert (kept.state, kept.attempts) == (Job.READY, 2)
    assert kept.errors[0]["kind"] and kept.pk in forsaken
