from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from harborlight.cases.models import Case, TeamMember
from harborlight.documents.models import (
    SIGNED_FORM,
    Assignment,
    Document,
    Request,
    Version,
)
from harborlight.documents.naming import called
from harborlight.firm.actor import Actor
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK
from harborlight.people.models import Person


@dataclass(frozen=True)
class Asked:
    """A request with what came for it: papers, each with its newest version first."""

    request: Request
    documents: Sequence[Document]

    @property
    def newest(self) -> Version | None:
        return max(
            self._versions, key=lambda version: version.uploaded_at, default=None
        )

    @property
    def _versions(self) -> list[Version]:
        return [v for document in self.documents for v in document.versions.all()]

    @property
    def state(self) -> str:
        """ "asked", "cannot" where they say so, or the state of the newest version.

        Where a later one was sent back, an accepted one is as good as it was before.
        """
        if self.request.cannot_since:
            return "cannot"
        if self.newest is None:
            return "asked"
        is_returned = self.newest.state == Version.State.RETURNED
        kept = is_returned and any(
            version.state == Version.State.ACCEPTED for version in self._versions
        )
        return Version.State.ACCEPTED if kept else self.newest.state

    @property
    def is_done(self) -> bool:
        return self.state == Version.State.ACCEPTED

    @property
    def waits_for_client(self) -> bool:
        return self.state in ("asked", Version.State.RETURNED)


@dataclass(frozen=True)
class Glance:
    """A request, whether a version was accepted, and the version to review, if any."""

    request: Request
    is_done: bool
    waiting: UUID | None


@dataclass(frozen=True)
class Checklist:
    """What one person is asked for, and how much of it is accepted."""

    person: Person
    papers: Sequence[Asked]

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.papers)


def get_request(actor: Actor, pk: UUID) -> Request:
    return Request.objects.one(actor, pk)


def get_document(actor: Actor, pk: UUID) -> Document:
    return Document.objects.one(actor, pk)


def get_version(actor: Actor, pk: UUID) -> Version:
    """One version with its document, file and case."""
    return Version.objects.one(
        actor,
        pk,
        "document__person",
        "document__request",
        "file",
        "case__lead",
        "reviewed_by",
        "uploaded_by",
    )


def asked(actor: Actor, case: Case) -> list[Asked]:
    """The checklist of a case (a client's: their own), with everything that came."""
    return asked_among(actor, [case])


def asked_among(actor: Actor, cases: Sequence[Case]) -> list[Asked]:
    """The checklists of several cases, case after case."""
    rows = Request.objects.visible_among(actor, cases).filter(withdrawn_at__isnull=True)
    newest_first = Version.objects.visible_among(actor, cases).order_by("-number")
    papers = Document.objects.visible_among(actor, cases).prefetch_related(
        Prefetch("versions", newest_first)
    )
    rows = rows.select_related("person").prefetch_related(Prefetch("documents", papers))
    place = {case.pk: number for number, case in enumerate(cases)}
    found = sorted(rows.order_by("position", "pk"), key=lambda row: place[row.case_id])
    return [Asked(row, [*row.documents.all()]) for row in found]


def glance(actor: Actor, case: Case) -> list[Glance]:
    """The checklist of a case at a glance, in one question to the database."""
    came = Version.objects.visible_in(actor, case).filter(
        document__request=OuterRef("pk")
    )
    waits = came.filter(state=Version.State.RECEIVED).order_by("-number")
    rows = (
        Request.objects.visible_in(actor, case)
        .filter(withdrawn_at__isnull=True)
        .select_related("person")
        .order_by("position", "pk")
        .annotate(
            is_done=Exists(came.filter(state=Version.State.ACCEPTED)),
            waiting=Subquery(waits.values("pk")[:1]),
        )
    )
    return [Glance(row, row.is_done, row.waiting) for row in rows]


def checklists(actor: Actor, case: Case) -> list[Checklist]:
    """The checklist of a case, person by person."""
    by_person: dict[Person, list[Asked]] = {}
    for one in asked(actor, case):
        by_person.setdefault(one.request.person, []).append(one)
    return [Checklist(person, papers) for person, papers in by_person.items()]


# Of `_required`: the newest version was sent back, and no earlier one was accepted.
SENT_BACK = Q(newest=Version.State.RETURNED, has_accepted=False)


def owes_papers(actor: Actor, case: Case) -> bool:
    """Whether a client must send a paper of the case, or send one again."""
    rows = _required(actor, case).filter(cannot_since__isnull=True)
    return rows.filter(Q(newest__isnull=True) | SENT_BACK).exists()


def not_accepted(actor: Actor, case: Case) -> QuerySet[Request]:
    """The required papers of a case that are not accepted, as `Asked.state` says it."""
    rows = _required(actor, case).select_related("person")
    waits = Q(newest__in=[Version.State.CHECKING, Version.State.RECEIVED])
    lacking = Q(newest__isnull=True) | SENT_BACK | waits
    return rows.filter(lacking).order_by("position", "pk")


def _required(actor: Actor, case: Case) -> QuerySet[Request]:
    """Each with the state of its newest version; signed pages are asked for elsewhere."""
    came = Version.objects.visible_in(actor, case).filter(
        document__request=OuterRef("pk")
    )
    newest = Subquery(came.order_by("-uploaded_at").values("state")[:1])
    accepted = came.filter(state=Version.State.ACCEPTED)
    return (
        Request.objects.visible_in(actor, case)
        .filter(withdrawn_at__isnull=True, need=Request.Need.REQUIRED)
        .exclude(kind=SIGNED_FORM)
        .annotate(newest=newest, has_accepted=Exists(accepted))
    )


def asked_once(actor: Actor, request: Request) -> Asked:
    """One request with everything that came for it."""
    papers = Document.objects.visible_to(actor).filter(request=request)
    newest_first = Version.objects.visible_to(actor).order_by("-number")
    return Asked(
        request, [*papers.prefetch_related(Prefetch("versions", newest_first))]
    )


def other_documents(actor: Actor, case: Case) -> QuerySet[Document]:
    """Papers that nobody is asked for (any more): notices, filed forms, old scans."""
    newest_first = Version.objects.visible_in(actor, case).order_by("-number")
    not_asked = Q(request__isnull=True) | Q(request__withdrawn_at__isnull=False)
    # One whose only version was moved away is nothing to look at.
    has_some = Exists(Version.objects.filter(document=OuterRef("pk")))
    return (
        Document.objects.visible_in(actor, case)
        .filter(not_asked, has_some)
        .select_related("person")
        .prefetch_related(Prefetch("versions", newest_first))
        .order_by("title", "pk")
    )


def filed_name(version: Version) -> str:
    """What a version is called when it leaves: "2026-0007 Rivas Peña - Passport v2.pdf"."""
    return called(version)


def versions(actor: Actor, document: Document) -> QuerySet[Version]:
    """Every version of a paper, newest first."""
    rows = Version.objects.visible_to(actor).filter(document=document)
    return rows.select_related("uploaded_by", "reviewed_by").order_by("-number")


def to_review(actor: Actor, *, mine: bool = False) -> QuerySet[Version]:
    """What came and was not looked at yet, oldest first; for staff.

    mine: only of cases on whose team the actor is, and what was given to them.
    """
    rows = Version.objects.visible_to(actor).filter(state=Version.State.RECEIVED)
    rows = rows if actor.plays(DESK) else rows.filter(NOTHING)
    if mine:
        on_it = TeamMember.objects.filter(case=OuterRef("case"), user=actor.user_id)
        given = Assignment.objects.filter(
            version=OuterRef("pk"), user=actor.user_id, ended_at__isnull=True
        )
        rows = rows.filter(Exists(on_it) | Exists(given))
    return rows.select_related(
        "document__person", "document__request", "case"
    ).order_by("uploaded_at", "pk")


def asked_besides(actor: Actor, version: Version) -> list[Request]:
    """What else the same person is asked for: where a version may belong instead."""
    document = version.document
    asking = document.request
    if asking is None or asking.kind == SIGNED_FORM:
        return []
    rows = Request.objects.visible_to(actor).filter(
        case_id=document.case_id,
        person_id=asking.person_id,
        withdrawn_at__isnull=True,
    )
    others = rows.exclude(kind=SIGNED_FORM).exclude(pk=asking.pk)
    return [*others.order_by("position", "pk")]


def next_to_review(
    actor: Actor, version: Version, *, mine: bool = False
) -> Version | None:
    """The one after this in the queue, or the first one."""
    rows = to_review(actor, mine=mine).exclude(pk=version.pk)
    return rows.filter(uploaded_at__gte=version.uploaded_at).first() or rows.first()


def counts(actor: Actor, cases: Sequence[Case]) -> dict[UUID, tuple[int, int]]:
    """For each case: how many requests are done, and how many there are."""
    rows = Request.objects.visible_among(actor, cases).filter(withdrawn_at__isnull=True)
    # Found by the cases too, or the database reads the papers of the whole firm.
    accepted = Version.objects.visible_among(actor, cases).filter(
        state=Version.State.ACCEPTED
    )
    done = Count("pk", filter=Q(pk__in=accepted.values("document__request")))
    numbers = rows.values("case").annotate(done=done, all=Count("pk"))
    return {row["case"]: (row["done"], row["all"]) for row in numbers}


def shown_versions(
    actor: Actor, documents: Sequence[UUID | None]
) -> dict[UUID, Version]:
    """The newest version of each of these papers that this actor may see."""
    rows = Version.objects.visible_to(actor).filter(
        document__in=[pk for pk in documents if pk]
    )
    rows = rows.select_related("document__request")
    return {row.document_id: row for row in rows.order_by("number")}
