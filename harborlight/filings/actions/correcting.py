"""What was written down wrongly of a filing that went out, put right with a reason.

What stood there before stays in the history.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from harborlight.cases.actions import correct_milestone
from harborlight.cases.models import Milestone
from harborlight.cases.queries import milestones
from harborlight.deadlines.actions import move_deadline
from harborlight.deadlines.models import Kind
from harborlight.deadlines.queries import open_deadline_about
from harborlight.documents.actions import rename_document
from harborlight.filings import events
from harborlight.filings.actions.sending import (
    NotSent,
    chased_on,
    checked_number,
    notice_title,
)
from harborlight.filings.models import Filing
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


class NothingToCorrect(Exception):
    """What was said stands there already, or somebody else has just corrected it."""


def correct_sent(actor: Actor, filing: Filing, *, on: date, reason: str) -> None:
    """Put the day right on which the filing went out; the chase of the receipt follows."""
    was = filing.sent_on
    if was is None:
        raise NotSent(_("Record first when the filing was sent."))
    if on == was:
        raise NothingToCorrect(_("This is the day that stands there already."))
    with acting(actor, events.SENT_CORRECTED, filing) as event:
        _first_to_correct(filing, {"sent_on": was}, {"sent_on": on})
        if reached := _reached(actor, filing, "filed", was):
            correct_milestone(actor, reached, on=on, reason=reason, **reached.words)
        chase = open_deadline_about(actor, filing.case, Kind.RECEIPT_CHASE, filing.pk)
        if chase is not None:
            due_on, because = chased_on(on)
            move_deadline(actor, chase, due_on=due_on, because=because)
        event.say(name=filing.name, was=was.isoformat(), on=on.isoformat())
        event.say(reason=reason)


def correct_receipt(
    actor: Actor, filing: Filing, *, number: str, again: str, on: date, reason: str
) -> None:
    """Put the receipt number or the date of its notice right; the number is typed twice.

    Raises NotAReceipt, NumbersDiffer, KnownReceipt, NotSent or NothingToCorrect.
    """
    plain = checked_number(actor, filing, number, again)
    was, day = filing.receipt_number, filing.receipt_on
    if not was or day is None:
        raise NothingToCorrect(_("This filing has no receipt number yet."))
    if (plain, on) == (was, day):
        raise NothingToCorrect(_("This number and this date stand there already."))
    with acting(actor, events.RECEIPT_CORRECTED, filing) as event:
        _first_to_correct(
            filing,
            {"receipt_number": was, "receipt_on": day},
            {"receipt_number": plain, "receipt_on": on},
        )
        if reached := _reached(actor, filing, "receipt", day, number=was):
            words = {**reached.words, "number": plain}
            correct_milestone(actor, reached, on=on, reason=reason, **words)
        if filing.receipt_notice is not None and plain != was:
            notice = filing.receipt_notice.document
            rename_document(actor, notice, title=notice_title(plain))
        event.say(was=was, number=plain, on=on.isoformat(), reason=reason)


def _first_to_correct(
    filing: Filing, was: dict[str, object], now: dict[str, object]
) -> None:
    """Of two people who correct it at the same moment, the second is told."""
    if not Filing.objects.filter(pk=filing.pk, **was).update(**now):
        raise NothingToCorrect(_("Somebody else has just corrected it. Look again."))
    for name, value in now.items():
        setattr(filing, name, value)


def _reached(
    actor: Actor, filing: Filing, kind: str, on: date, **words: str
) -> Milestone | None:
    """What the client reads of it; of several of one day any, for they say the same."""
    rows = milestones(actor, filing.case).filter(kind=kind, on=on)
    return next((row for row in rows if words.items() <= row.words.items()), None)
