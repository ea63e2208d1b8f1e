"""Whether the agency's service may be asked at this moment; and why not, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from harborlight.agency.models import Line, Source, Tracked
from harborlight.cases.models import Case
from harborlight.law.agency import House, house

# Asked so short a time ago, it says nothing new and costs one of the day's questions.
JUST_ASKED = timedelta(minutes=10)


def may_ask(line: Line, moment: datetime) -> bool:
    """Whether the service may be asked something at this moment."""
    return is_set_up(line) and not _why_closed(line, moment)


def is_set_up(line: Line | None) -> bool:
    return bool(line and line.is_on and line.client and line.secret)


def left(line: Line, where: House, moment: datetime) -> int:
    """How many may still be asked today, by the service's own day."""
    return line.per_day - asked_on(line, where, moment)[1]


def asked_on(line: Line, where: House, moment: datetime) -> tuple[date, int]:
    """The service's day, and how many were asked on it.

    Of two machines whose clocks differ over midnight, the one behind counts on the day of
    the other: going back would give the firm the same questions twice.
    """
    today = moment.astimezone(ZoneInfo(where.zone)).date()
    if line.day is not None and today <= line.day:
        return line.day, line.asked
    return today, 0


def can_be_asked(line: Line | None, case: Case, tracked: Tracked) -> bool:
    """Whether the service knows such numbers and is ever asked about this one: never of
    a sensitive case."""
    ever = tracked.ask_at is not None and tracked.is_open
    return is_set_up(line) and ever and not case.is_sensitive


def why_not_now(line: Line | None, tracked: Tracked, moment: datetime) -> str:
    """Why the service is not asked about a number now; "" if it can be."""
    if line is None or not can_be_asked(line, tracked.case, tracked):
        return _("The service is not asked about this number.")
    checked = tracked.checked_at
    by_service = tracked.checked_by == Source.SERVICE
    if checked and by_service and moment - checked < JUST_ASKED:
        return _("The service was asked a few minutes ago: it would say the same.")
    return _why_closed(line, moment)


def _why_closed(line: Line, moment: datetime) -> str:
    where = house(line.door)
    if line.retry_at is not None and moment < line.retry_at:
        at = date_format(localtime(line.retry_at), "DATETIME_FORMAT")
        said = _("The service did not answer as it should. It is left alone until %s.")
        return said % at
    if not where.is_open(moment):
        return _("The service is closed at this hour. It is asked once it opens.")
    if left(line, where, moment) <= 0:
        return _("All that may be asked in a day was asked. It goes on tomorrow.")
    return ""
