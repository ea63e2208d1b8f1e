"""What the clock says each morning: which papers expire, and what is still missing."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from harborlight.documents.actions import (
    remind_of_papers,
    request_document,
    warn_of_expiry,
)
from harborlight.documents.models import Document
from harborlight.documents.standards import settings_of
from harborlight.documents.watching import asked_for_newer, to_remind_of, to_warn_of
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now

# A morning that was missed is made up for when a worker starts, but not at night.
FROM, UNTIL = 8, 20


def warn_of_expiries(clock: Actor, today: date) -> int:
    """Tell the teams of papers that expire; of how many. Asks again where the firm wants."""
    chosen = settings_of(clock)
    found = to_warn_of(clock, chosen, today)
    for document, days in found:
        is_first = document.expiry_warned is None
        warn_of_expiry(clock, document, days=days)
        if chosen.asks_again and is_first:
            _ask_for_newer(clock, document)
    return len(found)


def _ask_for_newer(clock: Actor, document: Document) -> None:
    asked, person = document.request, document.person
    if asked is None or person is None or asked.withdrawn_at:
        return
    if not asked_for_newer(clock, document):
        request_document(
            clock,
            document.case,
            person=person,
            kind=asked.kind,
            title=asked.title,
            purpose=asked.purpose,
            advice=asked.advice,
            example=asked.example,
            ladder=asked.ladder,
            need=asked.need,
            due_on=document.good_until,
        )


def remind_of_missing(clock: Actor, today: date) -> int:
    """Remind clients of what they have not sent; how many letters' worth that is."""
    chosen = settings_of(clock)
    hour = now().astimezone(ZoneInfo(clock.firm.time_zone)).hour
    if not chosen.reminds or not FROM <= hour < UNTIL:
        return 0
    groups = to_remind_of(clock, chosen, today)
    for several in groups:
        remind_of_papers(clock, several, on=today)
    return len(groups)
