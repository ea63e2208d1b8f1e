"""From which day on a filing can have gone out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, Subquery

from harborlight.filings.models import Certificate, Filing, FilledForm
from harborlight.filings.queries import Standing
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm


def earliest_sent(actor: Actor, filing: Filing) -> date:
    """The first day on which it can have gone out: its case open, its forms approved,
    its certificate made."""
    approved = FilledForm.objects.visible_to(actor).filter(
        needed__filing=filing, state=FilledForm.State.APPROVED
    )
    made = Certificate.objects.visible_to(actor).filter(filing=filing)
    newest = made.order_by("-number").values("made_at")[:1]
    return _earliest(actor.firm, filing, _moments(approved, Subquery(newest)))


def _moments(approved: QuerySet[FilledForm], certified: Subquery) -> list[datetime]:
    """When each form was approved, and when the filing was certified last."""
    rows = approved.annotate(certified=certified)
    found = rows.values_list("decided_at", "certified")
    return [moment for row in found for moment in row if moment is not None]


def earliest_known(
    actor: Actor, filing: Filing, rows: Sequence[Standing], made: Certificate | None
) -> date:
    """As `earliest_sent`, of what was read already. made: its newest certificate."""
    moments = [
        row.filled.decided_at
        for row in rows
        if row.filled and row.filled.state == FilledForm.State.APPROVED
    ]
    moments.append(made.made_at if made else None)
    return _earliest(actor.firm, filing, [one for one in moments if one is not None])


def _earliest(firm: Firm, filing: Filing, moments: Iterable[datetime]) -> date:
    zone = ZoneInfo(firm.time_zone)
    days = [one.astimezone(zone).date() for one in moments]
    return max([filing.case.opened_on, *days])
