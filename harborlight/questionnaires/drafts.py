"""The questionnaires of a firm as those see them who write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import Count, QuerySet

from harborlight.firm.actor import Actor
from harborlight.law.pack_paths import required_paths
from harborlight.law.packs import packs
from harborlight.questionnaires.definition import Definition, Words
from harborlight.questionnaires.models import Questionnaire, QuestionnaireDraft, Sent
from harborlight.questionnaires.queries import read
from harborlight.questionnaires.reading import read_unfinished


@dataclass(frozen=True)
class Version:
    """One version of a questionnaire, and in how many cases of the firm it is asked."""

    row: Questionnaire
    cases: int
    is_newest: bool


@dataclass(frozen=True)
class Listed:
    """A questionnaire by its newest version."""

    newest: Version
    title: Words
    versions: int
    cases: int
    draft: QuestionnaireDraft | None


def every_questionnaire(actor: Actor) -> list[Listed]:
    """The questionnaires of the firm, by title."""
    rows: dict[str, list[Version]] = {}
    for one in _versions(actor, Questionnaire.objects.visible_to(actor)):
        rows.setdefault(one.row.key, []).append(one)
    drafts = {one.key: one for one in _open_drafts(actor)}
    newest = [versions[0].row.pk for versions in rows.values()]
    whole = Questionnaire.objects.visible_to(actor).filter(pk__in=newest)
    titles = {row.key: read(row).title for row in whole}
    found = [
        Listed(
            newest=versions[0],
            title=titles[key],
            versions=len(versions),
            cases=sum(one.cases for one in versions),
            draft=drafts.get(key),
        )
        for key, versions in rows.items()
    ]
    return sorted(found, key=lambda one: one.title["en"])


def get_questionnaire(actor: Actor, pk: UUID) -> Questionnaire:
    return Questionnaire.objects.one(actor, pk)


def versions_of(actor: Actor, key: str) -> list[Version]:
    """The versions of a questionnaire, the newest first."""
    return _versions(actor, Questionnaire.objects.visible_to(actor).filter(key=key))


def draft_of(actor: Actor, key: str) -> QuestionnaireDraft | None:
    """What is being written of a questionnaire now."""
    return _open_drafts(actor).filter(key=key).first()


def get_draft(actor: Actor, pk: UUID) -> QuestionnaireDraft:
    """A draft, open or not any more."""
    row = QuestionnaireDraft.objects.one(actor, pk)
    rows = QuestionnaireDraft.objects.visible_to(actor)
    return rows.select_related("based_on", "changed_by").get(pk=row.pk)


def unfinished(draft: QuestionnaireDraft) -> Definition:
    """What it asks as it stands."""
    return read_unfinished(draft.definition)


def behind(actor: Actor, newest: Questionnaire) -> QuerySet[Sent]:
    """Questions that people of open cases are still answering in an older version."""
    rows = Sent.objects.visible_to(actor).filter(
        state=Sent.State.OPEN,
        case__closed_on__isnull=True,
        questionnaire__key=newest.key,
        questionnaire__version__lt=newest.version,
    )
    related = rows.select_related("case", "person", "party", "questionnaire")
    return related.defer("questionnaire__definition").order_by("sent_at", "pk")


def needed_by(forms: Iterable[str], fact: str) -> list[str]:
    """Which of these forms require an answer."""
    return [form for form in forms if fact in _required(form)]


def no_longer_asked(
    before: Definition, after: Definition, forms: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """The facts that forms require and only the older version asks for, and which forms."""
    several = [*forms]
    for fact in before.index.keys() - after.index.keys() - after.given.keys():
        if needing := needed_by(several, fact):
            yield fact, needing


@cache
def _required(form: str) -> frozenset[str]:
    """What the boxes of a form that must be filled rest on, in any of its editions."""
    paths = (required_paths(pack) for pack in packs() if pack.form == form)
    return frozenset().union(*paths)


def _open_drafts(actor: Actor) -> QuerySet[QuestionnaireDraft]:
    rows = QuestionnaireDraft.objects.visible_to(actor).filter(closed_at=None)
    return rows.select_related("changed_by").defer("definition")


def _versions(actor: Actor, rows: QuerySet[Questionnaire]) -> list[Version]:
    # A number tells nothing of a case: it is the firm's, whatever its reader may see.
    cases = dict(
        Sent.objects.visible_to(Actor.clock(actor.firm))
        .values_list("questionnaire")
        .annotate(cases=Count("case", distinct=True))
        .order_by()
    )
    newest: dict[str, UUID] = {}
    told = rows.select_related("made_by").defer("definition")
    found = [*told.order_by("key", "-version")]
    for row in found:
        newest.setdefault(row.key, row.pk)
    return [
        Version(row, cases.get(row.pk, 0), newest[row.key] == row.pk) for row in found
    ]
