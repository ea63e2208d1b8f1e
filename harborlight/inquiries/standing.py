"""How an inquiry stands: told of a row as lists ask for it, and asked of the database."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from harborlight.inquiries.models import Outcome

# So long after the link was sent, silence is noticed.
SILENT_AFTER = timedelta(days=5)


class State(models.TextChoices):
    """In the order in which an inquiry passes them."""

    NEW = "new", pgettext_lazy("inquiry", "New")
    SENT = "sent", pgettext_lazy("inquiry", "Questions sent")
    ANSWERING = "answering", pgettext_lazy("inquiry", "Is answering")
    ANSWERED = "answered", pgettext_lazy("inquiry", "Answered")
    REVIEW = "review", pgettext_lazy("inquiry", "Being read")
    ACCEPTED = "accepted", pgettext_lazy("inquiry", "Accepted")
    DECLINED = "declined", pgettext_lazy("inquiry", "Declined")


OPEN = Q(outcome=Outcome.OPEN)
_UNREAD = OPEN & Q(reviewer__isnull=True)
_ASKED = _UNREAD & ~Q(sent_state="finished")
# What each state asks of the rows of `queries.inquiries`.
STATES = {
    State.NEW: _ASKED & Q(asked_at__isnull=True) & ~Q(sent_done__gt=0),
    State.SENT: _ASKED & Q(asked_at__isnull=False) & ~Q(sent_done__gt=0),
    State.ANSWERING: _ASKED & Q(sent_done__gt=0),
    State.ANSWERED: _UNREAD & Q(sent_state="finished"),
    State.REVIEW: OPEN & Q(reviewer__isnull=False),
    State.ACCEPTED: Q(outcome=Outcome.ACCEPTED),
    State.DECLINED: Q(outcome=Outcome.DECLINED),
}


def silent(moment: datetime) -> Q:
    """Those who were asked a while ago, and have not finished."""
    waiting = STATES[State.SENT] | STATES[State.ANSWERING]
    return waiting & Q(asked_at__lt=moment - SILENT_AFTER)


def state_of(
    *,
    outcome: str,
    is_read: bool,
    was_asked: bool,
    sent_state: str | None,
    sent_done: int | None,
) -> State:
    """The state of one inquiry. sent_state, sent_done: of its first questions."""
    if outcome:
        return State(outcome)
    if is_read:
        return State.REVIEW
    if sent_state == "finished":
        return State.ANSWERED
    if sent_done:
        return State.ANSWERING
    return State.SENT if was_asked else State.NEW
