"""What is checked of the pages that people signed and scanned: whose, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from harborlight.documents.models import Version
from harborlight.filings.preflight_types import Finding, Record
from harborlight.filings.queries import Standing


@dataclass
class _Scan:
    """One file of signed pages, and the forms that it is said to be: each form once,
    however many sign it."""

    version: Version
    forms: dict[UUID, Standing] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    @property
    def called(self) -> list[str]:
        return sorted(self.named)

    @property
    def printed(self) -> int:
        """How many pages its forms had when they were printed."""
        return sum(row.filled.pages for row in self.forms.values() if row.filled)


def on_scans(record: Record, on: date) -> Iterator[Finding]:
    """Everything that is found on signed pages of this filing, or of its envelope where
    several forms came in one file."""
    mine = {row.needed.pk for row in record.rows}
    for sha256, scan in sorted(_scans(record).items()):
        if len(scan.forms) > 1:
            said = {"forms": ", ".join(scan.called)}
            yield Finding("same scan", _("All forms"), (sha256,), said)
        if mine & scan.forms.keys():
            yield from _pages(sha256, scan)


def _scans(record: Record) -> dict[str, _Scan]:
    """By the hash: the pages that were accepted, newer than the approval of their form."""
    found: dict[str, _Scan] = {}
    for row in record.in_envelope:
        for one in row.signings:
            version = row.accepted.get(one.pk)
            is_signed = row.scans.get(one.pk) == Version.State.ACCEPTED
            if version is not None and is_signed:
                scan = found.setdefault(version.file.sha256, _Scan(version))
                scan.forms[row.needed.pk] = row
                scan.named.add(record.called(row.needed))
    return found


def _pages(sha256: str, scan: _Scan) -> Iterator[Finding]:
    """A page that was lost between the printer and the scanner is no page of the form."""
    has, wants = scan.version.pages, scan.printed
    if has == wants:
        return
    where = _("Form %(form)s") % {"form": ", ".join(scan.called)}
    about = (sha256, str(has), str(wants))
    said = {"has": str(has), "wants": str(wants)}
    yield Finding("scan short" if has < wants else "scan long", where, about, said)
