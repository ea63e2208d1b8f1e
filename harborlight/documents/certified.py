"""What somebody here confirmed of papers, to be held against the answers.

Certificates have no lines for machines: what counts is what one of us read on them. A
value that was confirmed from a page and answered otherwise since; and the day of a
certificate, which cannot be before what it certifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Q

from harborlight.cases.models import Case
from harborlight.documents.differing import _OVER, Read
from harborlight.documents.models import Version
from harborlight.facts.models import Fact
from harborlight.firm.actor import Actor

# The kind of paper -> the fact of the day that it certifies, of the person or the case.
CERTIFIES = {
    "birth certificate": "birth.date",
    "marriage certificate": "marriage.date",
}


# Which facts were once the answer because one of us confirmed them from a page.
CONFIRMED = Q(
    source=Fact.Source.PAGE,
    person__isnull=False,
    entry__isnull=True,
    replaced_at__isnull=False,
    stood=True,
)


def on_certificates(
    actor: Actor,
    case: Case,
    facts: Iterable[Fact],
    days: Mapping[tuple[UUID | None, str], str],
) -> tuple[list[Read], list[Read]]:
    """What papers say otherwise: values confirmed from a page that are not the answer any
    more, the newest of each; and certificates that bear a day before that of what they
    certify. A paper that was sent back since says nothing. The database is asked once.

    facts: of the case, among them those that are `CONFIRMED`. days: whole days of birth by
    (person, "birth.date"), and of the wedding by (None, "marriage.date").
    """
    newest: dict[tuple[UUID | None, str], Fact] = {}
    for row in sorted(facts, key=lambda one: (one.at, one.pk)):
        if _is_confirmed(row):
            newest[row.person_id, row.name] = row
    ids = {row.source_id for row in newest.values() if row.source_id}
    certifies = Q(
        document__request__kind__in=CERTIFIES,
        document__issued_on__isnull=False,
        document__person__isnull=False,
    )
    wanted = Q(pk__in=ids) | certifies if days else Q(pk__in=ids)
    rows = Version.objects.visible_in(actor, case).filter(wanted)
    rows = rows.exclude(state=Version.State.RETURNED)
    papers = [*rows.select_related("document__request").order_by("uploaded_at", "pk")]
    return [*_otherwise(newest, papers)], [*_before(papers, days)]


def _is_confirmed(row: Fact) -> bool:
    """As `CONFIRMED`."""
    is_old = row.replaced_at is not None and row.stood
    is_of_one = row.person_id is not None and row.entry_id is None
    return row.source == Fact.Source.PAGE and is_old and is_of_one


def _otherwise(
    newest: Mapping[tuple[UUID | None, str], Fact], papers: Iterable[Version]
) -> Iterator[Read]:
    called = {row.pk: row.document.called for row in papers}
    for row in newest.values():
        paper = called.get(row.source_id) if row.source_id else None
        if paper and row.source_id and row.person_id:
            at = (row.source_id, row.person_id, paper)
            yield Read(*at, "", row.name, row.value)


def _before(
    papers: Iterable[Version], days: Mapping[tuple[UUID | None, str], str]
) -> Iterator[Read]:
    newest = {row.document_id: row for row in papers if row.state not in _OVER}
    for row in newest.values():
        paper = row.document
        name = CERTIFIES.get(paper.request.kind, "") if paper.request else ""
        of = paper.person_id if name == "birth.date" else None
        day, bears = days.get((of, name), ""), str(paper.issued_on or "")
        if paper.person_id and day and bears and bears < day:
            yield Read(row.pk, paper.person_id, paper.called, "", name, bears)
