"""Closed cases that are looked at by lot, to see whether they were kept in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from harborlight.cases.models import Case
from harborlight.documents.models import Document, Sample, SampledCase
from harborlight.firm.actor import Actor
from harborlight.firm.vault.case_fields import open_together


def closed_since(actor: Actor, day: date) -> list[Case]:
    """The cases that were closed since that day and this actor may open, by number."""
    rows = Case.objects.visible_to(actor).filter(closed_on__gte=day)
    return [*rows.order_by("number")]


def samples(actor: Actor) -> QuerySet[Sample]:
    """What was drawn, the latest first; n: how many cases, done: how many were checked."""
    done = Count("cases", filter=~Q(cases__result=""))
    rows = Sample.objects.visible_to(actor).select_related("drawn_by")
    return rows.annotate(n=Count("cases"), done=done).order_by("-drawn_at")


def get_sample(actor: Actor, pk: UUID) -> Sample:
    return Sample.objects.one(actor, pk, "drawn_by")


def get_sampled(actor: Actor, pk: UUID) -> SampledCase:
    return SampledCase.objects.one(actor, pk, "case", "sample")


def sampled_cases(actor: Actor, sample: Sample) -> Sequence[SampledCase]:
    """The cases of a sample that this actor may open, each with what is to be seen there:
    how many papers, and how many of them are untagged."""
    rows = (
        SampledCase.objects.visible_to(actor)
        .filter(sample=sample)
        .select_related("case", "checked_by")
        .order_by("position")
    )
    papers = Document.objects.visible_to(actor).filter(case__in=rows.values("case"))
    counted = {
        row["case"]: row
        for row in papers.order_by()
        .values("case")
        .annotate(n=Count("pk"), untagged=Count("pk", filter=Q(tags=[])))
    }
    found = [*rows]
    open_together(actor.firm, [one.case_id for one in found])
    for one in found:
        said = counted.get(one.case_id, {"n": 0, "untagged": 0})
        one.papers, one.untagged = said["n"], said["untagged"]
    return found
