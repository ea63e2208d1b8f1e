"""Letters that nothing has happened, written only where somebody truly checked.

What is kept from the client until a person tells them is something that happened: then no
letter says that nothing did, and none says that something did.
"""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop

from harborlight.agency.actions import (
    end_no_news,
    note_unchecked,
    wait_again,
    write_no_news,
)
from harborlight.agency.models import NoNews, Observation, Tracked
from harborlight.firm.actor import Actor

OVER = gettext_noop("the agency has decided, or nothing is followed any more")


def write_where_nothing_happens(clock: Actor, today: date) -> int:
    """Write what is due; to how many."""
    rows = NoNews.objects.filter(ended_at__isnull=True, next_on__lte=today)
    rows = rows.filter(case__closed_on__isnull=True).select_related("case", "person")
    return sum(_write(clock, one, today) for one in rows.order_by("next_on", "pk"))


def _write(clock: Actor, agreed: NoNews, today: date) -> bool:
    numbers = [*Tracked.objects.filter(case=agreed.case, ended_on__isnull=True)]
    seen = Observation.objects.filter(tracked__in=numbers)
    if not numbers or _is_decided(numbers):
        end_no_news(clock, agreed, reason=OVER)
        return False
    again = today + timedelta(weeks=agreed.weeks)
    if seen.filter(shown_at__isnull=True).exists():
        wait_again(agreed, next_on=today + timedelta(days=1))
        return False
    news = seen.filter(shown_at__gt=agreed.known_at).order_by("-shown_at").first()
    if news is not None:
        wait_again(agreed, next_on=again, known_at=news.shown_at)
        return False
    checked = [one.checked_at for one in numbers if one.checked_at]
    if len(checked) < len(numbers) or min(checked) <= agreed.known_at:
        if agreed.unchecked_at is None:
            note_unchecked(clock, agreed)
        return False
    zone = ZoneInfo(clock.firm.time_zone)
    day = min(checked).astimezone(zone).date()
    write_no_news(clock, agreed, checked_on=day, next_on=again)
    return True


def _is_decided(numbers: list[Tracked]) -> bool:
    """Whether the client knows of a decision on each of them."""
    rows = Observation.objects.filter(pk__in=[one.shown_id for one in numbers])
    found = [one.meaning for one in rows]
    return len(found) == len(numbers) and all(one and one.ends for one in found)
