"""An answer is opened, its notice is read, its last day is known; or it is ended."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.deadlines.actions import aim_deadline
from harborlight.deadlines.counted import outcome
from harborlight.deadlines.models import Deadline
from harborlight.documents.models import Version
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_words
from harborlight.replies import events
from harborlight.replies.actions.helping import NotYet, named, still_made
from harborlight.replies.models import Point, Reply
from harborlight.replies.practice import practice

# In practice: the firm works to a day so many days before the last one.
PRACTICE_BUFFER = timedelta(days=14)


def open_reply(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    number: str,
    came_on: date,
    notice: Version | None,
) -> Reply:
    """Begin the answer to a notice. came_on: the day on which it reached the firm."""
    with acting(actor, events.OPENED, case) as event:
        reply = _begun(actor, case, kind=kind, number=number, came_on=came_on)
        reply.notice = notice
        reply.save(force_insert=True)
        event.made(reply)
        event.say(name=named(reply))
    return reply


def open_practice(actor: Actor, case: Case, *, came_on: date) -> Reply:
    """Begin the answer to an invented notice, to learn how it is done.

    Only where nobody's real papers are: in a demonstration. It has its list and its last
    day already; nothing of it is asked of clients, sent or measured.
    """
    with acting(actor, events.OPENED, case) as event:
        if not actor.firm.is_demonstration:
            raise NotYet(gettext("Practise in a demonstration, not among real cases."))
        said = practice()
        reply = _begun(actor, case, kind="evidence", number="", came_on=came_on)
        counted = outcome(said.rule, {"served_on": came_on.isoformat()}, {})
        reply.is_practice, reply.due_on = True, counted.day("")
        reply.work_to = reply.due_on and reply.due_on - PRACTICE_BUFFER
        reply.save(force_insert=True)
        about = {"firm": actor.firm, "case": case, "reply": reply}
        for position, one in enumerate(said.asks, start=1):
            text = in_words(one.text)
            Point.objects.create(**about, position=position, text=text, page=one.page)
        event.made(reply)
        event.say(name=named(reply))
    return reply


def _begun(actor: Actor, case: Case, *, kind: str, number: str, came_on: date) -> Reply:
    return Reply(
        firm=actor.firm,
        case=case,
        kind=kind,
        number=number,
        came_on=came_on,
        opened_at=now(),
        opened_by_id=actor.user_id,
    )


def say_read(actor: Actor, reply: Reply, *, gist: str) -> None:
    """Say that one read all of the notice, and what the answer turns on."""
    with acting(actor, events.READ, reply) as event:
        still_made(reply)
        reply.read_at, reply.read_by_id, reply.gist = now(), actor.user_id, gist
        reply.save(update_fields=["read_at", "read_by", "gist"])
        event.say(name=named(reply))


def set_day(
    actor: Actor, reply: Reply, *, deadline: Deadline, work_to: date | None
) -> None:
    """Say which deadline of the calendar is that of the answer, and to which day the firm
    works; None: as the deadline says. Raises TooLate where that is after the last safe day.
    """
    with acting(actor, events.DAY_SET, reply) as event:
        still_made(reply)
        if work_to and work_to != deadline.inner_on:
            aim_deadline(actor, deadline, inner_on=work_to)
        reply.deadline, reply.due_on = deadline, deadline.due_on
        reply.work_to = deadline.inner_on
        reply.save(update_fields=["deadline", "due_on", "work_to"])
        event.say(name=named(reply), due=deadline.due_on.isoformat())


def end_reply(actor: Actor, reply: Reply, *, reason: str) -> None:
    """End it without an answer: the notice was withdrawn, say, or the case given up.

    Its deadline stays in the calendar: a lawyer drops that one, and says why.
    """
    with acting(actor, events.ENDED, reply) as event:
        still_made(reply)
        reply.ended_at, reply.ended_why = now(), reason
        reply.save(update_fields=["ended_at", "ended_why"])
        event.say(name=named(reply), reason=reason)
