"""A legal hold beats every rule of keeping: the key of a case stays (trust.md T19)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext

from harborlight.cases.gates import ERASE, holds
from harborlight.cases.models import Case
from harborlight.docket.models import LegalHold


@holds("legal hold")
def is_held(case: Case, step: str) -> str:
    """Why nothing of a case may be destroyed: an attorney holds it."""
    if step != ERASE:
        return ""
    rows = LegalHold.objects.filter(case=case, lifted_at=None).order_by("placed_at")
    first = rows.select_related("placed_by").first()
    if first is None:
        return ""
    zone = ZoneInfo(case.firm.time_zone)
    return gettext(
        "%(name)s placed a legal hold on this case on %(day)s: nothing of it is destroyed "
        "until an attorney lifts it."
    ) % {
        "name": first.placed_by.name,
        "day": date_format(first.placed_at.astimezone(zone), "DATE_FORMAT"),
    }
