"""What the firm itself asks of papers, and what was answered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from harborlight.documents.models import Detail, Document
from harborlight.firm.actor import Actor


def details(actor: Actor) -> list[Detail]:
    """What the firm asks of papers, in the order in which it began to."""
    rows = Detail.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return [*rows.order_by("added_at", "pk")]


def details_of(actor: Actor, kind: str) -> list[Detail]:
    """What the firm asks of papers of this kind."""
    return [one for one in details(actor) if one.kind in ("", kind)]


def get_detail(actor: Actor, pk: UUID) -> Detail:
    return Detail.objects.one(actor, pk)


def answered_details(
    actor: Actor, document: Document
) -> list[tuple[Detail, str | date]]:
    """What was answered of a paper to the firm's own questions; a day as one."""
    if not document.details:
        return []
    rows = Detail.objects.visible_to(actor).filter(pk__in=document.details)
    return [
        (row, _read(row, document.details[str(row.pk)]))
        for row in rows.order_by("added_at", "pk")
    ]


def _read(detail: Detail, words: str) -> str | date:
    return date.fromisoformat(words) if detail.sort == Detail.Sort.DAY else words
