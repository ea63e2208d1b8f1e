"""Money in suspense: what nobody knows yet whose it is."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet

from harborlight.cases.models import Case, Party
from harborlight.firm.actor import Actor
from harborlight.firm.membership import is_behind
from harborlight.trust.models import Unknown

# So many clients are offered for one sum.
MOST = 500


def unknown_money(actor: Actor) -> QuerySet[Unknown]:
    """What stands in suspense first, the oldest on top; then what left it, newest first."""
    rows = Unknown.objects.visible_to(actor).select_related("case", "person")
    return rows.order_by(F("decided_at").desc(nulls_first=True), "on", "pk")


def get_unknown(actor: Actor, pk: UUID) -> Unknown:
    return Unknown.objects.one(
        actor, pk, "case", "person", "asked_by", "decided_by", "journal"
    )


def said_it_themselves(actor: Actor, found: Unknown) -> bool:
    """Whether the actor is the person who said whose it is, under whatever account."""
    return found.asked_by_id is not None and is_behind(actor, found.asked_by_id)


def perhaps_theirs(actor: Actor) -> list[Party]:
    """Clients of open cases, the newest case first: whose it may be."""
    theirs = Case.objects.visible_to(actor).filter(closed_on=None)
    rows = Party.objects.filter(case__in=theirs).select_related("case", "person")
    return [*rows.order_by("-case__opened_on", "-case__number", "pk")[:MOST]]
