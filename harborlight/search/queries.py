from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from harborlight.cases.models import Access, Case, Wall
from harborlight.cases.queries import named_on
from harborlight.cases.readers import INQUIRY_READERS
from harborlight.firm.actor import Actor
from harborlight.firm.membership import accounts_behind
from harborlight.firm.models import RecordKey
from harborlight.firm.roles import CASE_READERS
from harborlight.firm.words import folded
from harborlight.search.entries import Within
from harborlight.search.models import SavedSearch


def saved_searches(actor: Actor) -> list[SavedSearch]:
    """Their own saved searches and those that others share, by name."""
    rows = SavedSearch.objects.visible_to(actor).select_related("owner")
    return sorted(rows, key=lambda one: (folded(one.name), one.pk))


def get_saved_search(actor: Actor, pk: UUID) -> SavedSearch:
    return SavedSearch.objects.one(actor, pk, "owner")


def within_reach(actor: Actor, **narrowed: Any) -> Within:
    """Where this actor may look, narrowed as they wish (`Within`).

    It keeps what is closed to them from crowding out what is not. That they see nothing
    of it does not hang on this: whatever the index finds is asked for once more.
    """
    if not actor.plays(CASE_READERS):
        theirs = Case.objects.visible_to(actor).values_list("pk", flat=True)
        return Within(only=frozenset(theirs), **narrowed)
    # Two short lists; to ask of every case whether it is seen reads the whole table.
    closed = [Access.TEAM]
    if not actor.plays(INQUIRY_READERS):
        closed.append(Access.INQUIRY)
    of_others = Case.objects.filter(access__in=closed).exclude(named_on(actor, "pk"))
    walled = Wall.objects.filter(user__in=accounts_behind(actor))
    hidden = {*of_others.values_list("pk", flat=True)}
    hidden |= {*walled.values_list("case_id", flat=True)}
    return Within(hidden=frozenset(hidden), **narrowed)


def cases_to_index(clock: Actor, ids: list[UUID]) -> set[UUID]:
    """Those of these cases whose papers may stand in the index: they are not sensitive,
    and nobody destroyed their keys."""
    rows = Case.objects.visible_to(clock).filter(pk__in=ids, is_sensitive=False)
    return {*rows.filter(pk__in=_with_keys(ids)).values_list("pk", flat=True)}


def _with_keys(ids: list[UUID]) -> QuerySet[Any]:
    return RecordKey.objects.filter(record_id__in=ids).values("record_id")
