"""Papers that a client sent of their own accord, as the client finds them again."""

from __future__ import annotations

from collections.abc import Sequence

from harborlight.cases.models import Case
from harborlight.documents.models import Request, Version
from harborlight.documents.queries import asked
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


def may_be_meant(actor: Actor, case: Case) -> list[Request]:
    """What somebody was asked for in a case, and such a paper may be: no form signed."""
    every = [one.request for one in asked(actor, case)]
    return [one for one in every if not one.is_signed_form]
