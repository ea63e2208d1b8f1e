"""What was written down wrongly of a filing that went out, put right with a reason.

What stood there before stays in the history.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from harborlight.cases.actions import correct_milestone
from harborlight.deadlines.actions import move_deadline
from harborlight.deadlines.models import Kind
from harborlight.deadlines.queries import open_deadline_about
from harborlight.documents.actions import rename_document
from harborlight.filings import events
from harborlight.filings.actions.notices import (
    NothingToCorrect,
    NotSent,
    first_to_correct,
    notice_title,
    told_of,
)
from harborlight.filings.actions.receipts import (
    _must_be_free,
    _one_number,
    checked_number,
)
from harborlight.filings.actions.sending import chased_on
from harborlight.filings.models import Filing
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_every_language


def correct_sent(
    actor: Actor,
    filing: Filing,
    *,
    on: date,
    channel: str,
    tracking: str = "",
    reason: str,
) -> None:
    """Put right when and how the filing went out.

    Raises NotSent, or NothingToCorrect where all of it stands there already.
    """
    was, way = filing.sent_on, (filing.channel, filing.tracking)
    if was is None:
        raise NotSent(_("Record first when the filing was sent."))
    if (on, channel, tracking) == (was, *way):
        raise NothingToCorrect(_("All of this stands there already."))
    with transaction.atomic():
        if on != was:
            _correct_day(actor, filing, was, on=on, reason=reason)
        if (channel, tracking) != way:
            _correct_way(actor, filing, way, (channel, tracking), reason=reason)


def _correct_way(
    actor: Actor,
    filing: Filing,
    was: tuple[str, str],
    now: tuple[str, str],
    *,
    reason: str,
) -> None:
    """Put right how it went: the way, the tracking number."""
    names = ("channel", "tracking")
    with acting(actor, events.SENDING_CORRECTED, filing) as event:
        first_to_correct(
            filing,
            dict(zip(names, was, strict=True)),
            dict(zip(names, now, strict=True)),
        )
        event.say(name=filing.name, reason=reason)
        event.say(was=_said(*was), now=_said(*now))


def _said(channel: str, tracking: str) -> dict[str, str]:
    ways = in_every_language(Filing.Channel(channel).label)
    return {code: f"{way}. {tracking}".strip() for code, way in ways.items()}


def _correct_day(
    actor: Actor, filing: Filing, was: date, *, on: date, reason: str
) -> None:
    """Put the day right on which the filing went out; the chase of the receipt follows."""
    with acting(actor, events.SENT_CORRECTED, filing) as event:
        first_to_correct(filing, {"sent_on": was}, {"sent_on": on})
        if reached := told_of(actor, filing, "filed", was):
            correct_milestone(actor, reached, on=on, reason=reason, **reached.words)
        chase = open_deadline_about(actor, filing.case, Kind.RECEIPT_CHASE, filing.pk)
        if chase is not None:
            due_on, because = chased_on(filing, on)
            move_deadline(actor, chase, due_on=due_on, because=because)
        event.say(name=filing.name, was=was.isoformat(), on=on.isoformat())
        event.say(reason=reason)


def correct_receipt(
    actor: Actor,
    filing: Filing,
    *,
    number: str,
    again: str,
    on: date,
    reason: str,
    despite_prefix: bool = False,
) -> None:
    """Put the receipt number or the date of its notice right; the number is typed twice.

    Raises NotAReceipt, NumbersDiffer, KnownReceipt, UnknownPrefix, NotSent or
    NothingToCorrect. despite_prefix: as `record_receipt`.
    """
    plain = checked_number(actor, filing, number, again, despite_prefix=despite_prefix)
    was, day = filing.receipt_number, filing.receipt_on
    if not was or day is None:
        raise NothingToCorrect(_("This filing has no receipt number yet."))
    if (plain, on) == (was, day):
        raise NothingToCorrect(_("This number and this date stand there already."))
    with acting(actor, events.RECEIPT_CORRECTED, filing) as event:
        _must_be_free(actor, filing, plain)
        with _one_number(actor, filing, plain):
            first_to_correct(
                filing,
                {"receipt_number": was, "receipt_on": day},
                {"receipt_number": plain, "receipt_on": on},
            )
        if reached := told_of(actor, filing, "receipt", day, number=was):
            words = {**reached.words, "number": plain}
            correct_milestone(actor, reached, on=on, reason=reason, **words)
        if filing.receipt_notice is not None and plain != was:
            notice = filing.receipt_notice.document
            rename_document(actor, notice, title=notice_title(plain)["en"])
        event.say(was=was, number=plain, on=on.isoformat(), reason=reason)
