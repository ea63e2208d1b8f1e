"""What somebody here confirmed of papers, to be held against the answers.

Certificates have no lines for machines: what counts is what one of us read on them. A
value that was confirmed from a page and answered otherwise since; and the day of a
certificate, which cannot be before what it certifies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

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


def confirmed_on_papers(actor: Actor, case: Case) -> Iterator[Read]:
    """Values that were confirmed from a page and are not the answer any more.

    The newest of each; a paper that was sent back since says nothing.
    """
    rows = Fact.objects.visible_in(actor, case).filter(
        source=Fact.Source.PAGE,
        person__isnull=False,
        entry__isnull=True,
        replaced_at__isnull=False,
        stood=True,
    )
    newest: dict[tuple[UUID | None, str], Fact] = {}
    for row in rows.select_related("firm").order_by("at", "pk"):
        newest[row.person_id, row.name] = row
    ids = {row.source_id for row in newest.values() if row.source_id}
    papers = _papers(actor, case, ids)
    for row in newest.values():
        paper = papers.get(row.source_id) if row.source_id else None
        if paper and row.source_id and row.person_id:
            at = (row.source_id, row.person_id, paper)
            yield Read(*at, "", row.name, row.value)


def _papers(actor: Actor, case: Case, ids: set[UUID]) -> Mapping[UUID, str]:
    if not ids:
        return {}
    rows = Version.objects.visible_in(actor, case).filter(pk__in=ids)
    rows = rows.exclude(state=Version.State.RETURNED)
    return {
        row.pk: row.document.called for row in rows.select_related("document__request")
    }


def dated_before(
    actor: Actor, case: Case, days: Mapping[tuple[UUID | None, str], str]
) -> Iterator[Read]:
    """Certificates that bear a day before that of what they certify.

    days: whole days of birth by (person, "birth.date"), and of the wedding by (None,
    "marriage.date").
    """
    if not days:
        return
    rows = Version.objects.visible_in(actor, case).filter(
        document__request__kind__in=CERTIFIES,
        document__issued_on__isnull=False,
        document__person__isnull=False,
    )
    rows = rows.exclude(state__in=_OVER).select_related("document__request")
    newest = {row.document_id: row for row in rows.order_by("uploaded_at", "pk")}
    for row in newest.values():
        paper = row.document
        name = CERTIFIES[paper.request.kind] if paper.request else ""
        of = paper.person_id if name == "birth.date" else None
        day, bears = days.get((of, name), ""), str(paper.issued_on)
        if paper.person_id and day and bears < day:
            yield Read(row.pk, paper.person_id, paper.called, "", name, bears)
