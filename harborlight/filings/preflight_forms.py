"""What is checked of the forms: edition, signatures, answers, pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from harborlight.filings.edition_words import refused
from harborlight.filings.findings import in_words
from harborlight.filings.lacking import OLD_EDITION, first_lack, sentence_of
from harborlight.filings.models import FilledForm
from harborlight.filings.preflight_types import Finding, Record, pack_behind
from harborlight.filings.queries import Standing
from harborlight.firm.words import in_words as in_language
from harborlight.law.packs import Pack


def on_forms(record: Record, on: date) -> Iterator[Finding]:
    """Everything that is found on the forms of the filing for that day."""
    for row in record.rows:
        yield from _of_form(record, row, on)
    yield from _attorneys(record)
    for person in record.unsent:
        said = {"person": person.full_name}
        yield Finding("unsent", person.full_name, (str(person.pk),), said)


def _of_form(record: Record, row: Standing, on: date) -> Iterator[Finding]:
    called, filled = record.called(row.needed), row.filled
    where = _("Form %(form)s") % {"form": called}
    about = (str(row.needed.pk), str(filled.pk) if filled else "")
    pack = pack_behind(filled) if filled else None
    if filled is not None and pack is None:
        said = {"edition": f"{filled.edition:%m/%d/%y}"}
        yield Finding("no edition", where, about, said)
        return
    if lack := first_lack(row, on, record.changed):
        yield Finding(lack, where, about, {"sentence": sentence_of(lack, row, on)})
    if filled is None or pack is None:
        return
    yield from _on_paper(record, filled, pack, where, about)
    if lack and lack != OLD_EDITION and not pack.accepted(on):
        sentence = refused(filled.form, filled.edition, on=on)
        yield Finding(OLD_EDITION, where, about, {"sentence": sentence})
    yield from _answers(record, filled, where, about)


def _on_paper(
    record: Record, filled: FilledForm, pack: Pack, where: str, about: tuple[str, ...]
) -> Iterator[Finding]:
    """Whether it is the agency's own blank, whole, and known box by box."""
    if filled.blank_sha256 and filled.blank_sha256 not in pack.blanks:
        yield Finding("other blank", where, about)
    if filled.pages < pack.pages:
        said = {"has": str(filled.pages), "wants": str(pack.pages)}
        yield Finding("pages", where, (*about, said["has"]), said)
    if filled.pk not in record.written:
        yield Finding("unread", where, about)


def _answers(
    record: Record, filled: FilledForm, where: str, about: tuple[str, ...]
) -> Iterator[Finding]:
    """What changed since, what is missing, what does not fit: each form its own."""
    if changed := record.changed.get(filled.pk):
        told = dict.fromkeys(str(in_language(spot.labels)) for spot in changed)
        values = (f"{one.subject}{one.name}{one.entry}{one.now}" for one in changed)
        said = {"answers": ", ".join(told)}
        yield Finding("changed", where, (*about, *sorted(values)), said)
    if filled.missing:
        items = [row["item"] for row in filled.missing]
        yield Finding("missing", where, about, {"items": ", ".join(items)})
    if filled.problems:
        sentences = [in_words(one) for one in filled.problems]
        yield Finding("problems", where, about, {"items": " ".join(sentences)})


def _attorneys(record: Record) -> Iterator[Finding]:
    """The forms that an attorney signs at their own desk, of which no scan is asked."""
    forms = [
        (row.filled, record.called(row.needed))
        for row in record.rows
        if row.filled
        and (pack := pack_behind(row.filled))
        and any(one.party == "attorney" for one in pack.signatures)
    ]
    if forms:
        said = {"forms": ", ".join(called for _one, called in forms)}
        keys = tuple(str(one.pk) for one, _called in forms)
        yield Finding("attorney signs", _("All forms"), keys, said)
