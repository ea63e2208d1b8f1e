"""What looks after the house: notices, jobs that were given up, the log, the language."""

from __future__ import annotations

from django.db.models import JSONField, Value
from django.utils.translation import gettext

from harborlight.firm import chain, events
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Job, Notice, User
from harborlight.firm.words import in_every_language


class NotGivenUp(Exception):
    """Only a job that was given up can be asked for again."""


def read_notice(actor: Actor, *several: Notice) -> None:
    """Tick notices off. It is the reader's own mark, and no event."""
    if any(notice.user_id != actor.user_id for notice in several):
        raise Refused(gettext("This notice is for somebody else."))
    ids = [notice.pk for notice in several]
    Notice.objects.filter(pk__in=ids, read_at__isnull=True).update(read_at=now())


def retry_job(actor: Actor, job: Job) -> None:
    """Put a job that was given up back into the queue."""
    with acting(actor, events.JOB_RETRIED, actor.firm) as event:
        taken = Job.objects.filter(pk=job.pk, state=Job.GIVEN_UP).update(
            state=Job.READY,
            attempts=0,
            result=None,
            run_after=now(),
            finished_at=None,
        )
        if not taken:
            raise NotGivenUp(
                gettext("This job is in the queue again already: nothing was changed.")
            )
        event.say(task=job.task)


def say_job_sent(actor: Actor, job: Job) -> None:
    """Say that a message went out of which nobody knew: it is not handed over again."""
    with acting(actor, events.JOB_SETTLED, actor.firm) as event:
        unknown = Job.objects.filter(
            pk=job.pk, state=Job.GIVEN_UP, result=Value(Job.BEGUN, JSONField())
        )
        if not unknown.update(state=Job.DONE, finished_at=now()):
            raise NotGivenUp(gettext("Somebody has settled it already."))
        event.say(task=job.task)


def prove_log(actor: Actor) -> chain.Proof:
    """Read the whole log of the firm, check every hash, and write down what was found."""
    proof = chain.verify(actor.firm)
    kind = events.LOG_BROKEN if proof.broken else events.LOG_PROVED
    with acting(actor, kind, actor.firm) as event:
        event.say(count=proof.events, head=proof.head)
        if found := proof.broken:
            why = in_every_language(found.why)
            event.say(n=found.n, row=found.event_id, why=why)
            event.say(more=len(proof.found) - 1)
    return proof


def note_export(actor: Actor, *, count: int, what: str) -> None:
    """A part of the log left the house: how many events, and which were asked for."""
    with acting(actor, events.LOG_EXPORTED, actor.firm) as event:
        event.say(count=count, what=what)


def keep_language(user: User, language: str) -> None:
    """Remember the language somebody chose for their own pages. It is no event."""
    User.objects.filter(pk=user.pk).update(language=language)
