"""A message that may be on its way is not handed over again, unless a person says so."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPResponseException, SMTPServerDisconnected

import pytest
from click.testing import CliRunner
from django.core import mail
from django.urls import reverse

from harborlight.config.commands import jobs as commands
from harborlight.deadlines.jobs.sweeping import send_nobody
from harborlight.firm import working
from harborlight.firm.clock import now
from harborlight.firm.models import Event, Job
from harborlight.firm.queue import enqueue_many
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import everywhere
from harborlight.staff.tests.desk import sign_in, text_of
from tests.cast import join

JOBS = "/staff/office/jobs/"


@pytest.fixture
def ines(harbor):
    return join(harbor, "Ines", Role.FIRM_ADMINISTRATOR)


@pytest.fixture
def job(ines):
    """A letter to her that waits."""
    enqueue_many(send_nobody, [[str(ines.user_id)]])
    return Job.objects.get(task__endswith="send_nobody")


def run(job, **changed):
    """A worker takes it, and what became of it."""
    with everywhere("a test lets time pass"):
        Job.objects.filter(pk=job.pk).update(run_after=now(), **changed)
        Job.objects.exclude(pk=job.pk).delete()
    (taken,) = working.claim()
    working.run(taken)
    with everywhere("a test looks at the job"):
        return Job.objects.get(pk=job.pk)


def test_a_letter_whose_worker_died_in_the_middle_waits_for_a_person(
    job, ines, monkeypatch
):
    def killed(*_words, **_said):
        # Nothing that keeps what became of a job takes this for an error.
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            run(job)
    over = run(job, lease_until=now() - timedelta(seconds=1))
    assert over.may_be_sent and mail.outbox == []
    page = text_of(sign_in(ines).get(JOBS))
    assert "Nobody knows whether this message went out" in page
    # To ask for all that was given up asks for none that may have gone out.
    asked = CliRunner().invoke(commands.command, ["retry", "--all"])
    assert asked.output == "0 in the queue again.\n"
    sign_in(ines).post(reverse("staff:retry-job", args=[job.pk]))
    assert run(job).state == Job.DONE
    assert len(mail.outbox) == 1


def test_a_line_that_breaks_off_is_not_tried_again_and_a_refusal_is(job, monkeypatch):
    def fails(error):
        def send(*_words, **_said):
            raise error

        with monkeypatch.context() as broken:
            broken.setattr(mail.EmailMessage, "send", send)
            return run(job)

    later = fails(SMTPResponseException(451, b"later"))
    assert (later.state, later.may_be_sent) == (Job.READY, False)
    over = fails(SMTPServerDisconnected("gone"))
    assert (over.state, over.may_be_sent) == (Job.GIVEN_UP, True)


@pytest.mark.feature("F131")
def test_whoever_asked_says_that_it_went_out_and_it_is_over(job, ines, monkeypatch):
    def breaks(*_words, **_said):
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", breaks)
        assert run(job).may_be_sent
    page = sign_in(ines).post(reverse("staff:job-sent", args=[job.pk]), follow=True)
    assert "It is not sent again" in text_of(page)
    with everywhere("a test looks at the job"):
        assert Job.objects.get(pk=job.pk).state == Job.DONE
    assert Event.objects.filter(kind="job.settled", user_id=ines.user_id).count() == 1
    again = sign_in(ines).post(reverse("staff:retry-job", args=[job.pk]), follow=True)
    assert "nothing was changed" in text_of(again) and mail.outbox == []
