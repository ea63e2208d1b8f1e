"""What is checked of the evidence: accepted, translated, not stale, in a built packet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.documents.models import SIGNED_FORM, Request
from harborlight.documents.standing import PARTLY, fills, slots
from harborlight.filings.preflight_types import Bundle, Finding, Record
from harborlight.law.sections import sections_for
from harborlight.packets.models import Exhibit


def on_papers(record: Record, on: date) -> Iterator[Finding]:
    """Everything that is found among the papers of the case and in its packets."""
    for one in record.papers:
        if one.request.kind != SIGNED_FORM and not one.is_done:
            is_owed = one.request.pk in record.owed
            yield from _not_done(one.request, one.state, is_owed=is_owed)
    for document in record.stale:
        assert document.good_until is not None
        said = {"day": date_format(document.good_until, "DATE_FORMAT")}
        about = (str(document.pk), str(document.good_until))
        yield Finding("stale", document.title, about, said)
    if not record.bundles:
        yield Finding("no packet", _("Evidence"))
    for bundle in record.bundles:
        yield from _in_packet(bundle)
    yield from _sections(record, on)


def _not_done(request: Request, state: str, *, is_owed: bool) -> Iterator[Finding]:
    where = _("%(paper)s of %(person)s") % {
        "paper": request.name,
        "person": request.person.full_name,
    }
    if state == PARTLY:
        yield Finding("not translated", where, (str(request.pk),))
    elif request.need == Request.Need.REQUIRED:
        yield Finding("not accepted", where, (str(request.pk), state))
    elif is_owed:
        yield Finding("applies", where, (str(request.pk), state))


def _in_packet(bundle: Bundle) -> Iterator[Finding]:
    where = _("Packet %(name)s") % {"name": bundle.packet.name}
    for plain, sentence in bundle.lacking:
        about = (str(bundle.packet.pk), plain)
        yield Finding("packet", where, about, {"sentence": sentence})
    by_paper: dict[object, list[Exhibit]] = {}
    for exhibit in bundle.exhibits:
        if exhibit.version is not None:
            by_paper.setdefault(exhibit.version.document_id, []).append(exhibit)
    for several in by_paper.values():
        if not _is_translated(several):
            paper = several[0].version
            assert paper is not None
            about = (str(bundle.packet.pk), str(paper.document_id))
            yield Finding("not translated", f"{where}: {several[0].title}", about)


def _is_translated(exhibits: Sequence[Exhibit]) -> bool:
    """Whether all that a paper needs in English lies in the packet beside it."""
    versions = [one.version for one in exhibits if one.version is not None]
    said = [(one.document.language, one.document.in_english_too) for one in versions]
    return all(
        any(fills(version, slot) for version in versions)
        for slot in slots(said, versions)
    )


def _sections(record: Record, on: date) -> Iterator[Finding]:
    """Sections that a memorandum asks for with some form."""
    exhibits = [one for bundle in record.bundles for one in bundle.exhibits]
    for row in record.rows:
        for section in sections_for(row.needed.form, on=on):
            if any(one.what == section.kind for one in exhibits):
                continue
            said = {
                "since": date_format(section.effective_from, "DATE_FORMAT"),
                "source": section.source,
            }
            where = _("Form %(form)s") % {"form": record.called(row.needed)}
            yield Finding(section.kind, where, (str(row.needed.pk),), said)
