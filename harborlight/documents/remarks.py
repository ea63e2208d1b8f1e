"""The thread at a paper: what its client and we wrote to each other, and among us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from harborlight.cases.models import Case
from harborlight.documents.models import Document, Remark, Request
from harborlight.firm.actor import Actor
from harborlight.people.models import Person

Paper = Request | Document


def subject_of(paper: Paper) -> Paper:
    """What remarks about a paper belong to: what was asked for, where anything was."""
    if isinstance(paper, Document) and paper.request is not None:
        return paper.request
    return paper


def title_of(paper: Paper) -> str:
    """What the paper is called, in the reader's language."""
    return paper.name if isinstance(paper, Request) else paper.called


def whom_to_write(paper: Paper) -> Person | None:
    """The client whom the thread at a paper reaches; nobody where none was asked."""
    about = subject_of(paper)
    return about.person if isinstance(about, Request) else None


def remarks(actor: Actor, paper: Paper) -> QuerySet[Remark]:
    """What was written of a paper that this actor may read, the newest first."""
    about = subject_of(paper)
    name = "request" if isinstance(about, Request) else "document"
    rows = Remark.objects.visible_to(actor).filter(**{name: about})
    return rows.select_related("written_by").order_by("-written_at", "pk")


def unanswered(actor: Actor, case: Case) -> set[str]:
    """The keys of the requests of a case whose client wrote last."""
    rows = Remark.objects.visible_in(actor, case).filter(
        internal=False, request__withdrawn_at__isnull=True
    )
    last = {
        row.request_id: row
        for row in rows.select_related("request").order_by("written_at")
    }
    return {row.request.key for row in last.values() if row.from_client and row.request}


def waiting_words(cases: Sequence[UUID]) -> list[tuple[UUID, datetime, int]]:
    """Where clients wrote last, for the clock: the case, since when they wait, of how
    many papers."""
    ours = Remark.objects.filter(
        request=OuterRef("request"),
        internal=False,
        from_client=False,
        written_at__gte=OuterRef("written_at"),
    )
    rows = Remark.objects.filter(
        case__in=cases, from_client=True, request__withdrawn_at__isnull=True
    )
    waiting = rows.filter(~Exists(ours)).order_by().values_list("case")
    return [*waiting.annotate(at=Min("written_at"), n=Count("request", distinct=True))]
