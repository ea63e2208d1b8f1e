"""Papers that a client sent of their own accord, as the client finds them again."""

from __future__ import annotations

from collections.abc import Sequence

from harborlight.cases.models import Case
from harborlight.documents.models import Version
from harborlight.firm.actor import Actor


def offered(actor: Actor, cases: Sequence[Case]) -> list[Version]:
    """The newest version of each paper that they sent and nobody asked for, newest first."""
    rows = Version.objects.visible_among(actor, cases).filter(
        document__request__isnull=True, uploaded_by=actor.user_id
    )
    rows = rows.select_related("document").order_by("-uploaded_at", "-number")
    newest: dict[object, Version] = {}
    for row in rows[:200]:
        newest.setdefault(row.document_id, row)
    return [*newest.values()]
