"""Where a file may belong, and what it may be looked at or put together with."""

from __future__ import annotations

from django.db.models import QuerySet

from harborlight.documents.models import SIGNED_FORM, Request, Version
from harborlight.firm.actor import Actor

# As many files as one page can show to choose from.
_OFFERED = 24


def places_for(actor: Actor, version: Version) -> list[Request]:
    """What else is asked for in its case: of its person first, then of the others.

    Signed pages of a form of ours are nothing else, and nothing else is them.
    """
    asking = version.document.request
    if asking is not None and asking.is_signed_form:
        return []
    rows = (
        Request.objects.visible_to(actor)
        .filter(case_id=version.case_id, withdrawn_at__isnull=True)
        .exclude(kind=SIGNED_FORM)
        .select_related("person")
        .order_by("position", "pk")
    )
    others = rows.exclude(pk=asking.pk) if asking else rows
    person = version.document.person_id
    return sorted(others, key=lambda one: (one.person_id != person, str(one.person_id)))


def beside(actor: Actor, version: Version) -> QuerySet[Version]:
    """The other files of the same person in its case, those of the same paper first."""
    document = version.document
    rows = Version.objects.visible_to(actor).filter(
        case_id=version.case_id, document__person=document.person_id
    )
    rows = rows.exclude(pk=version.pk).select_related("document__request", "file")
    return rows.order_by("-uploaded_at", "-number")[:_OFFERED]
