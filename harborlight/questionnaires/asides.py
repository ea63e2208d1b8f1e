"""What is said beside answers: a client asks their lawyer, or we ask them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.questionnaires.models import Aside, Sent

# What is said beside the answers of one questionnaire, by fact and entry ("" for none).
Asides = Mapping[tuple[str, str], Sequence[Aside]]


def asides_of(actor: Actor, several: Sequence[Sent]) -> dict[UUID, Asides]:
    """What is said and not settled, by the questionnaire; in one query."""
    found: dict[UUID, dict[tuple[str, str], list[Aside]]] = {
        sent.pk: {} for sent in several
    }
    rows = Aside.objects.visible_to(actor).filter(
        sent__in=found, settled_at__isnull=True
    )
    for row in rows.order_by("said_at", "pk"):
        found[row.sent_id].setdefault((row.fact, row.slot), []).append(row)
    return {**found}


def counted(asides: Asides) -> dict[tuple[str, str], bool]:
    """Where a question counts otherwise than by its value (progress.Counts)."""
    counts = {}
    for place, rows in asides.items():
        if any(row.kind == Aside.Kind.AGAIN for row in rows):
            counts[place] = False
        elif any(is_unanswered(row) for row in rows):
            counts[place] = True
    return counts


def is_unanswered(row: Aside) -> bool:
    """Whether a client waits for what their lawyer says."""
    return row.kind == Aside.Kind.ASKED and row.replied_at is None


def of_kind(rows: Sequence[Aside], kind: str) -> Aside | None:
    """What is open of this kind at a question; there is one at most."""
    return next((row for row in rows if row.kind == kind), None)


def asked_of_us(actor: Actor, case: Case) -> QuerySet[Aside]:
    """What clients of a case ask and nobody has answered yet, the oldest first."""
    rows = Aside.objects.visible_in(actor, case).filter(
        kind=Aside.Kind.ASKED, settled_at__isnull=True, replied_at__isnull=True
    )
    known = rows.select_related("said_by", "sent__questionnaire", "sent__party")
    return known.order_by("said_at", "pk")


def said_at(actor: Actor, case: Case, fact: str, entry: UUID | None) -> QuerySet[Aside]:
    """All that was ever said at one question, the newest first."""
    rows = Aside.objects.visible_in(actor, case).filter(
        fact=fact, slot=str(entry or "")
    )
    return rows.select_related("said_by", "replied_by").order_by("-said_at", "-pk")


def get_aside(actor: Actor, pk: UUID) -> Aside:
    found = Aside.objects.one(actor, pk)
    rows = Aside.objects.visible_to(actor)
    return rows.select_related("sent__person", "sent__case", "case").get(pk=found.pk)
