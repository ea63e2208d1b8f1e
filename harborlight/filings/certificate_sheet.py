"""What stands on the certificate of a preflight, as it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.filings.certificates import Looked, Stands
from harborlight.filings.models import Certificate, Filing
from harborlight.filings.payment_words import way_words
from harborlight.filings.preflight_checks import CHECKS
from harborlight.filings.preflight_types import Record
from harborlight.firm.models import Firm
from harborlight.firm.words import language_now, money

Row = list[str]


def certificate_sheet(
    firm: Firm, made: Certificate, stands: Stands
) -> dict[str, object]:
    """The words of papers/sheets/preflight.typ, in the reader's language."""
    filing, zone = stands.filing, ZoneInfo(firm.time_zone)
    return {
        "language": language_now(),
        "firm": firm.name,
        "title": _("Preflight certificate"),
        "number": f"{filing.case.number} · {made.number}",
        "facts": [*_facts(made, stands, zone)],
        "tables": [
            _table(_("Checked"), [_("What"), _("Found")], _checks(stands)),
            _table(
                _("Forms"),
                [_("Form"), _("Edition"), _("Pages"), "SHA-256"],
                _forms(stands.record),
            ),
            _table(
                _("Packets"), [_("File"), _("Pages"), "SHA-256"], _files(stands.record)
            ),
            _table(_("Fees"), [_("Fee"), _("Amount")], _fees(stands.record)),
            _table(
                _("What was found, and what was said to it"),
                [_("Where"), _("Found"), _("Answer")],
                (_found(one, zone) for one in stands.looked),
            ),
        ],
        "state": _("State of the filing: %(sha256)s") % {"sha256": made.sha256},
        "note": _(
            "This certificate is of this state alone. It is void as soon as anything in "
            "it is another."
        ),
    }


def _checks(stands: Stands) -> Iterator[Row]:
    """Every check, and how much it found."""
    found = Counter(one.finding.code for one in stands.looked)
    for words, codes in CHECKS:
        n = sum(found[code] for code in codes)
        yield [str(words), _("answered: %(n)s") % {"n": n} if n else _("nothing")]


def _table(title: str, head: Row, rows: Iterator[Row]) -> dict[str, object]:
    return {"title": title, "head": head, "rows": [*rows], "none": _("None")}


def _facts(made: Certificate, stands: Stands, zone: ZoneInfo) -> Iterator[Row]:
    filing = stands.filing
    yield [_("Case"), f"{filing.case.number} {filing.case.called}"]
    yield [_("Filing"), filing.name]
    yield [_("Checked for"), date_format(made.on, "DATE_FORMAT")]
    moment = date_format(made.made_at.astimezone(zone), "DATETIME_FORMAT")
    yield [_("Made"), moment]
    yield [_("Prepared by"), made.prepared_by.name if made.prepared_by else ""]
    checked = made.checked_by.name if made.checked_by else ""
    if made.alone:
        alone = _("alone: the firm has one attorney and waives the second pair of eyes")
        checked = f"{checked} ({alone})"
    yield [_("Checked by"), checked]
    yield from _goes(filing, stands)


def _goes(filing: Filing, stands: Stands) -> Iterator[Row]:
    yield [_("Goes"), str(filing.get_channel_display())]
    if stands.record.together:
        yield [
            _("Together with"),
            ", ".join(one.name for one in stands.record.together),
        ]
    place = stands.record.place
    if place.row is not None:
        yield [_("Address"), "\n".join(place.row.lines)]
        checked = date_format(place.row.checked_on, "DATE_FORMAT")
        said = _("%(because)s %(source)s, read on %(day)s.") % {
            "because": place.because,
            "source": place.row.source,
            "day": checked,
        }
        yield [_("Why there"), said]
    elif place.why:
        yield [_("Address"), place.why]
    if filing.paid_by:
        yield [
            _("Paid"),
            f"{way_words(filing.paid_by)}. {filing.get_paid_from_display()}",
        ]


def _forms(record: Record) -> Iterator[Row]:
    for one in record.filled:
        edition, digest = f"{one.edition:%m/%d/%y}", record.hashes.get(one.pk, "")
        yield [one.form, edition, str(one.pages), digest]


def _files(record: Record) -> Iterator[Row]:
    for bundle in record.bundles:
        for part in bundle.parts:
            yield [str(part.name), str(part.pages), part.sha256]


def _fees(record: Record) -> Iterator[Row]:
    for one in record.costs:
        for words, cents in one.words:
            yield [words, money(cents)]


def _found(one: Looked, zone: ZoneInfo) -> Row:
    found, answer = one.finding, one.answer
    said = ""
    if answer is not None:
        name = answer.answered_by.name if answer.answered_by else ""
        day = date_format(answer.answered_at.astimezone(zone), "DATE_FORMAT")
        said = f"{answer.words} ({name}, {day})"
        if answer.lifts:
            said = _("Hard stop, lifted: %(why)s") % {"why": said}
    return [found.where, found.what, said]
