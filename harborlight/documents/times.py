"""What waits to be looked at, and how long looks took: for whoever plans the work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles

from django.db.models import Count, Min, Q, QuerySet

from harborlight.documents.models import Version
from harborlight.documents.queries import to_review
from harborlight.documents.standards import Standards, standards
from harborlight.firm.actor import Actor
from harborlight.law.working_hours import late_if_before

SINCE = timedelta(days=90)
NEWEST = 5_000
FEW = 2


@dataclass(frozen=True)
class Waiting:
    """How many papers wait under one heading, since when, and how many too long."""

    name: str
    n: int
    oldest: datetime
    late: int


@dataclass(frozen=True)
class Took:
    """Looks under one heading: how many, the half and nine tenths of them, in minutes."""

    name: str
    n: int
    median: float
    most: float
    expected: int | None = None


def waiting(
    actor: Actor, moment: datetime, field: str, known: Standards | None = None
) -> list[Waiting]:
    """What waits and this actor may see, by "document__kind" or by who was given it.

    known: what the firm expects, where the caller has asked for it already.
    """
    rows = to_review(actor).order_by().select_related(None)
    if field != KIND:
        rows = rows.filter(assignments__ended_at__isnull=True)
    late = Count("pk", filter=_too_late(rows, moment, known or standards(actor)))
    found = rows.values(field).annotate(
        n=Count("pk"), oldest=Min("uploaded_at"), late=late
    )
    several = [
        Waiting(row[field] or "", row["n"], row["oldest"], row["late"]) for row in found
    ]
    return sorted(several, key=lambda one: one.oldest)


KIND, PERSON = "document__kind", "assignments__user__name"


def _too_late(rows: QuerySet[Version], moment: datetime, known: Standards) -> Q:
    """Of these papers, those that came before the target of their kind allows."""
    late = Q(pk__isnull=True)
    for kind in {*rows.values_list(KIND, flat=True)}:
        since = late_if_before(moment, known.of(kind).hours, known.day)
        late |= Q(document__kind=kind, uploaded_at__lte=since)
    return late


def took(
    actor: Actor, moment: datetime, known: Standards | None = None
) -> tuple[list[Took], list[Took]]:
    """How long the looks of the last three months took, by kind and by person.

    Of the newest 5,000. A time is measured from opening the page to the decision, or
    was written down by hand; a decision without one is not counted.
    """
    rows = Version.objects.visible_to(actor).filter(
        reviewed_at__gte=moment - SINCE, took_seconds__isnull=False
    )
    said = rows.order_by("-reviewed_at").values_list(
        KIND, "reviewed_by__name", "took_seconds"
    )[:NEWEST]
    expected = known or standards(actor)
    by_kind: dict[str, list[float]] = {}
    by_person: dict[str, list[float]] = {}
    for kind, person, seconds in said:
        by_kind.setdefault(kind, []).append(seconds / 60)
        by_person.setdefault(person or "", []).append(seconds / 60)
    return (
        _told((k, v, expected.of(k).minutes) for k, v in by_kind.items()),
        _told((k, v, None) for k, v in by_person.items()),
    )


def _told(rows: Iterable[tuple[str, Sequence[float], int | None]]) -> list[Took]:
    found = [
        Took(name, len(all_), median(all_), _nine_tenths(all_), expected)
        for name, all_, expected in rows
    ]
    return sorted(found, key=lambda one: -one.n)


def _nine_tenths(minutes: Sequence[float]) -> float:
    """Nine of ten were no longer; of one alone, itself."""
    if len(minutes) < FEW:
        return minutes[0]
    return min(quantiles(minutes, n=10)[-1], max(minutes))
