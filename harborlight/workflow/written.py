"""The playbooks of a firm as those see them who write them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.workflow.models import Playbook, PlaybookDraft
from harborlight.workflow.playbooks import Course
from harborlight.workflow.queries import course_in


@dataclass(frozen=True)
class Version:
    """One version of a playbook, and how many open cases began with it, or are closed."""

    row: Playbook
    open_cases: int
    cases: int
    is_newest: bool


@dataclass(frozen=True)
class Listed:
    """A playbook by its newest version."""

    course: Course
    newest: Version
    versions: int
    open_cases: int
    draft: PlaybookDraft | None

    @property
    def area(self) -> str:
        return self.course.area

    @property
    def name(self) -> object:
        return self.course.name


def every_playbook(actor: Actor) -> list[Listed]:
    """The playbooks of the firm, each by its newest version."""
    rows: dict[str, list[Version]] = {}
    for one in _versions(actor, _of_the_firm(actor)):
        rows.setdefault(one.row.key, []).append(one)
    drafts = {one.key: one for one in open_drafts(actor)}
    newest = [versions[0].row.pk for versions in rows.values()]
    whole = {row.key: row for row in _of_the_firm(actor).filter(pk__in=newest)}
    return [
        Listed(
            course=course_in(whole[key]),
            newest=versions[0],
            versions=len(versions),
            open_cases=sum(one.open_cases for one in versions),
            draft=drafts.get(key),
        )
        for key, versions in rows.items()
    ]


def get_version(actor: Actor, pk: UUID) -> Playbook:
    """One version of the firm's; NotFound for what a single case keeps."""
    return Playbook.objects.one(actor, pk, version__gt=0)


def newest_of(actor: Actor, key: str) -> Playbook | None:
    """The newest version of a playbook; None where it has none yet."""
    return _of_the_firm(actor).filter(key=key).order_by("-version").first()


def versions_of(actor: Actor, key: str) -> list[Version]:
    """The versions of a playbook, the newest first."""
    return _versions(actor, _of_the_firm(actor).filter(key=key))


def open_drafts(actor: Actor) -> QuerySet[PlaybookDraft]:
    """What is being written now; those of no playbook yet too."""
    rows = PlaybookDraft.objects.visible_to(actor).filter(closed_at=None)
    return rows.select_related("changed_by").order_by("key")


def get_sketch(actor: Actor, pk: UUID) -> PlaybookDraft:
    """A draft, open or not any more."""
    row = PlaybookDraft.objects.one(actor, pk)
    rows = PlaybookDraft.objects.visible_to(actor)
    return rows.select_related("based_on", "changed_by").get(pk=row.pk)


def _of_the_firm(actor: Actor) -> QuerySet[Playbook]:
    return Playbook.objects.visible_to(actor).filter(version__gt=0)


def _versions(actor: Actor, rows: QuerySet[Playbook]) -> list[Version]:
    # A number tells nothing of a case: it is the firm's, whatever its reader may see.
    counted = (
        Case.objects.visible_to(Actor.clock(actor.firm))
        .values_list("kind", "kind_version")
        .annotate(open=Count("pk", filter=Q(closed_on=None)), all=Count("pk"))
        .order_by()
    )
    cases = {(kind, version): (n, every) for kind, version, n, every in counted}
    newest: dict[str, UUID] = {}
    told = rows.select_related("made_by").defer("definition")
    found = [*told.order_by("key", "-version")]
    for row in found:
        newest.setdefault(row.key, row.pk)
    return [
        Version(
            row, *cases.get((row.key, row.version), (0, 0)), newest[row.key] == row.pk
        )
        for row in found
    ]
