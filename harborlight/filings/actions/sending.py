from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from harborlight.cases.actions import reach_milestone
from harborlight.deadlines.actions import set_deadline
from harborlight.deadlines.models import Kind
from harborlight.filings import events
from harborlight.filings.actions.filling import AlreadySent
from harborlight.filings.certificates import Stands, check
from harborlight.filings.lacking import lacking_of
from harborlight.filings.models import Filing
from harborlight.filings.releasing import why_void
from harborlight.filings.still_open import still_open
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.law.dates import roll_forward

if TYPE_CHECKING:
    from harborlight.deadlines.actions import Words

_OF_SENDING = ("state", "channel", "sent_on", "sent_by", "tracking", "looked_at")


class NotReady(Exception):
    """Something that the filing needs is not there yet."""

    def __init__(self, lacking: list[str]) -> None:
        super().__init__(_("The filing is not ready.") + " " + " ".join(lacking))
        self.lacking = lacking


class ChangedSince(Exception):
    """Answers changed after the forms were filled, and nobody said that this is fine."""


class StillOpen(Exception):
    """Answers or papers are not there, and nobody said that it goes out without them."""


class NotCertified(Exception):
    """No certificate is of what the filing is on that day."""


def record_sent(
    actor: Actor,
    filing: Filing,
    *,
    on: date,
    channel: str,
    tracking: str = "",
    despite_changes: bool = False,
    despite_open: bool = False,
) -> None:
    """Write down that the filing went out; from now on the receipt is waited for.

    What shares its envelope went with it. Raises AlreadySent, NotReady, ChangedSince,
    StillOpen or NotCertified. despite_changes: somebody looked at what was answered
    otherwise since the forms were filled, and it is fine. despite_open: somebody looked
    at what is missing, and it goes out without.
    """
    with transaction.atomic():
        several = [filing, *_sharing(filing)]
        _hold(several)
        moment = now()
        ready = [_ready(actor, one, on) for one in several]
        changed = _changed(ready)
        if changed and not despite_changes:
            raise ChangedSince(_("Answers have changed since the forms were filled."))
        opened = _opened(actor, filing, ready)
        if opened and not despite_open:
            raise StillOpen(_("Something is still open.") + " " + " ".join(opened))
        for stands in ready:
            _must_be_certified(stands, channel)
        looked_at = moment if changed else None
        for one in several:
            _send(actor, one, on, channel, tracking, looked_at, opened)


def _hold(several: list[Filing]) -> None:
    """Nothing of them is filled anew between what is checked and what goes out."""
    held = Filing.objects.filter(pk__in=[one.pk for one in several]).order_by("pk")
    [*held.select_for_update()]


def _send(
    actor: Actor,
    filing: Filing,
    on: date,
    channel: str,
    tracking: str,
    looked_at: datetime | None,
    opened: list[str],
) -> None:
    with acting(actor, events.SENT, filing) as event:
        _first_to_send(filing)
        filing.state, filing.channel = Filing.State.SENT, channel
        filing.sent_on, filing.sent_by_id, filing.tracking = on, actor.user_id, tracking
        # What changed until now was looked at; only what changes later is new.
        filing.looked_at = looked_at
        filing.save(update_fields=_OF_SENDING)
        reach_milestone(actor, filing.case, kind="filed", on=on)
        _wait_for_receipt(actor, filing, on)
        event.say(name=filing.name, on=on.isoformat())
        event.say(despite_changes=looked_at is not None, despite_open=opened)


def _changed(ready: list[Stands]) -> bool:
    return any(any(stands.record.changed.values()) for stands in ready)


def _opened(actor: Actor, filing: Filing, ready: list[Stands]) -> list[str]:
    rows = [row for stands in ready for row in stands.record.rows]
    return still_open(actor, filing.case, rows)


def _sharing(filing: Filing) -> list[Filing]:
    """What lies in its envelope."""
    if filing.within is not None:
        said = _("It lies in the envelope of %(name)s: record that this one was sent.")
        raise AlreadySent(said % {"name": filing.within.name})
    return [*Filing.objects.filter(within=filing).select_related("case").order_by("pk")]


def _wait_for_receipt(actor: Actor, filing: Filing, sent: date) -> None:
    due_on, because = chased_on(filing, sent)
    set_deadline(
        actor,
        filing.case,
        kind=Kind.RECEIPT_CHASE,
        title=_chase(filing.name),
        due_on=due_on,
        because=because,
        about_id=filing.pk,
    )


def _ready(actor: Actor, filing: Filing, on: date) -> Stands:
    """How it stands with its check; a valid certificate answers for what forms lack."""
    if filing.state != Filing.State.PREPARING:
        raise AlreadySent(_("This filing was recorded as sent before."))
    stands = check(actor, filing, on=on)
    record = stands.record
    lacking = lacking_of(record.rows, on=on, changed=record.changed)
    if lacking and not stands.is_certified:
        raise NotReady(lacking)
    return stands


def _must_be_certified(stands: Stands, channel: str) -> None:
    """Nothing is released but with a certificate of what it is on that day."""
    if why := why_void(stands):
        raise NotCertified(why)
    if channel != stands.filing.channel:
        raise NotCertified(
            _("%(name)s was certified for another way to go out.")
            % {"name": stands.filing.name}
        )


def _first_to_send(filing: Filing) -> None:
    """Of two people who record it at the same moment, the second is told."""
    waiting = Filing.objects.filter(pk=filing.pk, state=Filing.State.PREPARING)
    if not waiting.update(state=Filing.State.SENT):
        raise AlreadySent(_("Somebody else has just recorded this filing as sent."))


def chased_on(filing: Filing, sent: date) -> tuple[date, Words]:
    """The day on which to ask after a receipt, and why that day: the firm's own rule."""
    due = sent + timedelta(days=filing.chase_days)
    return roll_forward(due), _because(filing.chase_days, sent, due)


def _in_words(days: int, sent: date, due: date) -> str:
    said = {
        "n": days,
        "sent": sent,
        "due": due,
        "rolled": roll_forward(due),
    }
    if said["rolled"] == due:
        words = _("%(n)s days after we sent it on %(sent)s: %(due)s.")
    else:
        words = _(
            "%(n)s days after we sent it on %(sent)s: %(due)s, moved to %(rolled)s as "
            "offices are closed on %(due)s."
        )
    return " ".join([words % said, _("The firm's own rule.")])


def _chase_in_words(name: str) -> str:
    return _("Receipt of %(name)s: ask after it if it has not come") % {"name": name}


# In every reader's language, also later (firm/words.py).
_because, _chase = lazy(_in_words, str), lazy(_chase_in_words, str)
