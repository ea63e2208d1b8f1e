from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from harborlight.cases.models import Access, Case, Party, Wall
from harborlight.firm.actor import Actor


def giving(actor: Actor, case: Case | None, persons: Sequence[UUID]) -> QuerySet[Case]:
    """The cases of these people that may tell other cases what they know, newest first.

    Not a sensitive one, nor one that keeps anybody out, nor one that its team alone may
    open: to every other case it is as if these were not there (8 U.S.C. 1367). case: the
    one that asks.
    """
    theirs = Party.objects.filter(case=OuterRef("pk"), person__in=[*persons])
    walled = Wall.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.visible_to(actor).filter(
        Exists(theirs), ~Exists(walled), access=Access.FIRM, is_sensitive=False
    )
    rows = rows.exclude(pk=case.pk) if case else rows
    return rows.order_by("-opened_on", "-number")
