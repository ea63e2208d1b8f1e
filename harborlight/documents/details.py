"""What the firm itself asks of papers, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from harborlight.documents.models import Detail
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
    actor: Actor, answers: Mapping[str, str]
) -> list[tuple[Detail, str | date]]:
    """What was answered to the firm's own questions; a day as one.

    answers: the `details` of a Document, or of what was said of a Version.
    """
    if not answers:
        return []
    rows = Detail.objects.visible_to(actor).filter(pk__in=answers)
    return [
        (row, _read(row, answers[str(row.pk)]))
        for row in rows.order_by("added_at", "pk")
    ]


def _read(detail: Detail, words: str) -> str | date:
    return date.fromisoformat(words) if detail.sort == Detail.Sort.DAY else words
