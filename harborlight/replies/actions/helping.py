"""What the actions of this room share."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.firm.words import in_every_language
from harborlight.replies.models import Reply


class NotYet(Exception):
    """A step before this one is still to be done, or it is too late. Says which."""


class ChangedMeanwhile(NotYet):
    """It does not read any more as it did when they looked (marks.py)."""


def named(reply: Reply) -> dict[str, str]:
    """What it answers, in every language, for sentences of events."""
    words = in_every_language(Reply.Kind(reply.kind).label)
    return {code: f"{word} {reply.number}".strip() for code, word in words.items()}


def still_made(reply: Reply) -> Reply:
    """Hold the row, as it is now; raise NotYet once the answer went out or was ended."""
    row = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    if not row.may_change:
        raise NotYet(gettext("This answer went out, or was ended: it stays as it is."))
    return row


def must_be_as_read(seen: str, now: str) -> None:
    """Raises ChangedMeanwhile. seen: the mark of what they read; now: of what stands."""
    if seen != now:
        raise ChangedMeanwhile(
            gettext("Somebody changed this since you looked. Read it again first.")
        )


def undo_reading(reply: Reply) -> None:
    """Something of the answer changed: nobody has read it twice any more."""
    reply.second_at, reply.second_by, reply.second_words = None, None, ""
    reply.save(update_fields=["second_at", "second_by", "second_words"])
