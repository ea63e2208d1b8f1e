"""What the record already says of a child whose age the law counts, and the day it sets."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.agency.jobs.comparing import stands
from harborlight.agency.models import Chart, PriorityDate
from harborlight.agency.queries import approved_on, bulletins, priorities_of
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.law.cspa import Age, is_minor

# Further back no month is asked for.
MONTHS = 120


def known_days(actor: Actor, case: Case) -> dict[str, Any]:
    """The days of the form that are written down, where one person has a priority date."""
    rows = [*priorities_of(actor, case)[:2]]
    if len(rows) != 1:
        return {}
    place = rows[0]
    found: dict[str, Any] = {
        # A family's priority date is the day on which the petition was filed.
        "filed": place.on if place.category.startswith("F") else None,
        "approved": approved_on(actor, case),
        "available": available_since(actor, place),
    }
    born = place.person.birth_date
    if born and is_minor(born, place.on):
        found["born"] = born
    return {name: day for name, day in found.items() if day}


def available_since(actor: Actor, place: PriorityDate) -> date | None:
    """The first day of the months in which a number has been available ever since.

    None where there is none now, or the month before the first is not written down:
    nobody knows then whether it began earlier.
    """
    since = None
    for month in bulletins(actor).filter(confirmed_at__isnull=False)[:MONTHS]:
        if not stands(month, place, Chart.FINAL):
            return since
        if since and (since.year * 12 + since.month) != (
            month.month.year * 12 + month.month.month + 1
        ):
            return None
        since = month.month
    return None


def as_deadline(age: Age | None) -> str:
    """The day by which they must ask, as the address of a new deadline says it."""
    if age is None or age.seek_by is None:
        return ""
    day = date_format(age.counted_on, "DATE_FORMAT")
    because = _("A visa number is available since %(day)s. One year from then: %(law)s")
    title = _("Ask for the visa or the green card of the child (CSPA)")
    said = {"title": title, "due_on": age.seek_by.isoformat()}
    said["because"] = because % {"day": day, "law": age.seek_source}
    return urlencode(said)
