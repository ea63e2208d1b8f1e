from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from harborlight.cases.models import Case, TeamMember
from harborlight.documents.models import (
    Assignment,
    Document,
    Request,
    Slot,
    Version,
)
from harborlight.documents.naming import called
from harborlight.documents.standing import (
    ASKED,
    OWED,
    Said,
    fills,
    newest_of,
    said_of_papers,
    slot_state,
    slots,
    state_of,
    waiting_of,
)
from harborlight.firm.actor import Actor
from harborlight.firm.models import StoredFile
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
        return newest_of(self.versions)

    @property
    def versions(self) -> list[Version]:
        return [v for document in self.documents for v in document.versions.all()]

    @property
    def state(self) -> str:
        """How it stands, as documents.standing says it."""
        cannot = bool(self.request.cannot_since)
        return state_of(self._said, self.versions, cannot=cannot)

    @property
    def _said(self) -> list[Said]:
        return said_of_papers(self.documents)

    @property
    def parts(self) -> list[Part]:
        """What is needed of it, each with what came; more than one if not in English."""
        came = self.versions
        return [Part(slot, came) for slot in slots(self._said, came)]

    @property
    def missing(self) -> list[Part]:
        """Parts that nobody sent, where others came."""
        return [part for part in self.parts if part.state == ASKED]

    @property
    def waiting(self) -> Version | None:
        """The file that somebody here has to look at."""
        return waiting_of(self.versions)

    @property
    def to_correct(self) -> Version | None:
        """The newest file that was sent back, where that is how the paper stands."""
        return newest_of(
            part.newest
            for part in self.parts
            if part.state == Version.State.RETURNED and part.newest
        )

    @property
    def owes_original(self) -> bool:
        """Whether the paper itself is to be sent, or sent again."""
        return self.parts[0].state in (ASKED, Version.State.RETURNED)

    @property
    def is_done(self) -> bool:
        return self.state == Version.State.ACCEPTED

    @property
    def waits_for_client(self) -> bool:
        return self.state in OWED


@dataclass(frozen=True)
class Part:
    """One part of a paper: the paper itself, its translation, the certificate."""

    slot: Slot
    came: Sequence[Version]

    @property
    def versions(self) -> list[Version]:
        """What came of it, the newest first."""
        those = [one for one in self.came if fills(one, self.slot)]
        return sorted(
            those, key=lambda one: (one.uploaded_at, one.number), reverse=True
        )

    @property
    def newest(self) -> Version | None:
        return newest_of(self.versions)

    @property
    def state(self) -> str:
        return slot_state(self.came, self.slot)

    @property
    def is_with_another(self) -> bool:
        """Whether its newest file was sent as another part and holds this one too."""
        return self.newest is not None and self.newest.slot != self.slot


@dataclass(frozen=True)
class Checklist:
    """What one person is asked for, and how much of it is accepted."""

    person: Person
    papers: Sequence[Asked]

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.papers)


def get_request(actor: Actor, pk: UUID) -> Request:
    """One request with its case and its person."""
    return Request.objects.one(actor, pk, "case__lead", "person__login")


def get_document(actor: Actor, pk: UUID) -> Document:
    return Document.objects.one(actor, pk)


def get_version(actor: Actor, pk: UUID) -> Version:
    """One version with its document, file and case."""
    return Version.objects.one(
        actor,
        pk,
        "document__person__login",
        "document__request__person__login",
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


def checklists(papers: Iterable[Asked]) -> list[Checklist]:
    """The checklist of a case (of `asked`), person by person."""
    by_person: dict[Person, list[Asked]] = {}
    for one in papers:
        by_person.setdefault(one.request.person, []).append(one)
    return [Checklist(person, papers) for person, papers in by_person.items()]


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


def is_of_others(actor: Actor, version: Version) -> bool:
    """Whether somebody else sent it, so that only a harmless copy is handed out."""
    made_by_us = version.file.scan == StoredFile.Scan.OURS
    return not made_by_us and version.uploaded_by_id != actor.user_id


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


def shown_versions(
    actor: Actor, documents: Sequence[UUID | None]
) -> dict[UUID, Version]:
    """The newest version of each of these papers that this actor may see."""
    rows = Version.objects.visible_to(actor).filter(
        document__in=[pk for pk in documents if pk], slot=Slot.ORIGINAL
    )
    rows = rows.select_related("document__request")
    return {row.document_id: row for row in rows.order_by("number")}


def newest_versions(actor: Actor, case: Case, most: int = 100) -> list[Version]:
    """The papers of a case as they came, the newest first."""
    rows = Version.objects.visible_in(actor, case).filter(slot=Slot.ORIGINAL)
    related = rows.select_related("document__request", "document__person")
    return [*related.order_by("-uploaded_at")[:most]]
