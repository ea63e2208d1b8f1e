"""What stands on the report of where the boxes of a form come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.documents.models import Version
from harborlight.facts.models import Fact
from harborlight.filings.models import FilledForm
from harborlight.firm.models import Firm
from harborlight.firm.words import language_now

if TYPE_CHECKING:
    from harborlight.filings.provenance import Row


def provenance_sheet(
    firm: Firm, filled: FilledForm, rows: Sequence[Row], left: int
) -> dict[str, object]:
    """The words of papers/sheets/provenance.typ, in the reader's language.

    left: how many boxes the form's rules leave empty, whatever is known.
    """
    zone = ZoneInfo(firm.time_zone)
    return {
        "language": language_now(),
        "firm": firm.name,
        "title": _("Where every box comes from"),
        "number": _("Form %(form)s, filling %(n)s")
        % {
            "form": filled.called,
            "n": filled.number,
        },
        "facts": _facts(filled, zone),
        "head": [_("Page"), _("Item"), _("In the box"), _("Comes from")],
        "rows": [[_page(row), row.item, row.value, _sources(row)] for row in rows],
        "missing": _("Without an answer"),
        "missing_rows": [one["item"] for one in filled.missing],
        "left": _("Left empty on purpose"),
        "left_rows": [ngettext("%(n)s box", "%(n)s boxes", left) % {"n": left}],
        "none": _("None"),
    }


def _facts(filled: FilledForm, zone: ZoneInfo) -> list[list[str]]:
    at = date_format(filled.prepared_at.astimezone(zone), "DATETIME_FORMAT")
    by = filled.prepared_by.name if filled.prepared_by else ""
    return [
        [_("Case"), f"{filled.case.number} {filled.case.called}"],
        [_("Edition"), f"{filled.edition:%m/%d/%y}"],
        [_("Filled"), f"{by}, {at}"],
        ["SHA-256", filled.file.sha256],
    ]


def _page(row: Row) -> str:
    return str(row.page) if row.page else ""


def _sources(row: Row) -> str:
    if not row.sources:
        return _("The form's own rule")
    several = len(row.sources) > 1
    return "\n".join(
        f"{one.label}: {one.said}" if several else one.said for one in row.sources
    )


def said_of(fact: Fact, paper: Version | None, zone: ZoneInfo) -> str:
    """Where a value came from: who, when, in which language, from which page, why."""
    said = {
        "who": fact.by.name if fact.by else _("somebody"),
        "day": date_format(fact.at.astimezone(zone), "DATE_FORMAT"),
        "reason": fact.reason,
        "language": _tongue(fact.language),
    }
    if fact.source == Fact.Source.PAGE:
        if paper is None:
            return _("Read from a page, found right by %(who)s, %(day)s") % said
        said |= {"paper": paper.document.called, "n": str(paper.number)}
        return (
            _("Read from %(paper)s, version %(n)s, found right by %(who)s, %(day)s")
            % said
        )
    if fact.source == Fact.Source.STAFF:
        words = _("Entered by %(who)s, %(day)s: “%(reason)s”")
        return (words if fact.reason else _("Entered by %(who)s, %(day)s")) % said
    if fact.source == Fact.Source.IMPORT:
        return _("Imported by %(who)s, %(day)s") % said
    words = _("Answered by %(who)s, %(day)s, in %(language)s")
    return (words if fact.language else _("Answered by %(who)s, %(day)s")) % said


def day_of(moment: str, zone: ZoneInfo) -> str:
    """The day of a moment that was kept as text."""
    at = datetime.fromisoformat(moment).astimezone(zone)
    return str(date_format(at, "DATE_FORMAT"))


def _tongue(code: str) -> str:
    if not code:
        return ""
    try:
        named = Locale.parse(code.replace("-", "_")).get_display_name(language_now())
    except (UnknownLocaleError, ValueError):
        return code
    return str(named)
