"""The letter of an answer, under the eye of a lawyer."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.replies import events
from harborlight.replies.actions.helping import (
    NotYet,
    must_be_as_read,
    named,
    still_made,
    undo_reading,
)
from harborlight.replies.marks import mark_of_letter
from harborlight.replies.models import Reply

APPROVAL = ("approved_at", "approved_by", "returned_why")


def write_letter(actor: Actor, reply: Reply, *, letter: str, seen: str) -> None:
    """Keep the letter as it reads now. A changed one is approved by nobody.

    seen: the mark of the letter that they began from; of two who write at the same moment,
    the second is told (ChangedMeanwhile).
    """
    with acting(actor, events.WRITTEN, reply) as event:
        must_be_as_read(seen, mark_of_letter(still_made(reply)))
        undo_reading(reply)
        reply.letter, reply.written_at = letter, now()
        reply.written_by_id = actor.user_id
        reply.approved_at, reply.approved_by, reply.returned_why = None, None, ""
        reply.save(update_fields=["letter", "written_at", "written_by", *APPROVAL])
        event.say(name=named(reply))


def return_letter(actor: Actor, reply: Reply, *, reason: str) -> None:
    """Send the letter back to whoever wrote it, and say what is wrong."""
    with acting(actor, events.RETURNED, reply) as event:
        _is_written(reply)
        undo_reading(reply)
        reply.approved_at, reply.approved_by = None, None
        reply.returned_why = reason
        reply.save(update_fields=[*APPROVAL])
        event.say(name=named(reply), reason=reason)


def approve_letter(actor: Actor, reply: Reply, *, seen: str) -> None:
    """A lawyer answers for the letter as they read it. seen: the mark of that one.

    Raises ChangedMeanwhile where it reads otherwise now.
    """
    with acting(actor, events.APPROVED, reply) as event:
        must_be_as_read(seen, mark_of_letter(_is_written(reply)))
        reply.approved_at, reply.approved_by_id = now(), actor.user_id
        reply.returned_why = ""
        reply.save(update_fields=[*APPROVAL])
        event.say(name=named(reply))


def _is_written(reply: Reply) -> Reply:
    row = still_made(reply)
    if not row.letter.strip():
        raise NotYet(gettext("Write the letter first."))
    return row
