"""Where a value comes from, as far as its reader may know: a paper, a form, another case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.cases.queries import giving
from harborlight.documents.models import Version
from harborlight.documents.suggesting import FACTS
from harborlight.facts.models import Fact
from harborlight.filings.models import FilledForm
from harborlight.firm.actor import Actor

# The key of its picture, by the name of the fact.
_PICTURES = {fact: f"fact-{name}" for name, fact in FACTS.items()}


@dataclass(frozen=True)
class Origin:
    """What is told of a source: words, where it is, and its place cut out of the page."""

    said: str
    address: str
    picture: str = ""


def with_origins(actor: Actor, case: Case, facts: Iterable[Fact]) -> list[Fact]:
    """The same facts, each with its `origin`; None where there is nothing to tell.

    A case that became sensitive since, or keeps somebody out, is not named any more.
    """
    rows = [*facts]
    found = {
        **_papers(actor, _sources(rows, Fact.Source.PAGE)),
        **_forms(actor, _sources(rows, Fact.Source.FORM)),
        **_cases(actor, case, rows),
    }
    for row in rows:
        origin = found.get(row.source_id) if row.source_id else None
        if origin and origin.picture:
            origin = _with_picture(origin, row)
        row.origin = origin  # type: ignore[attr-defined]
    return rows


def _sources(rows: Iterable[Fact], source: str) -> set[UUID]:
    return {row.source_id for row in rows if row.source == source and row.source_id}


def _papers(actor: Actor, ids: set[UUID]) -> Mapping[UUID, Origin]:
    if not ids:
        return {}
    rows = Version.objects.visible_to(actor).filter(pk__in=ids)
    return {
        row.pk: Origin(
            row.document.called, reverse("staff:review-version", args=[row.pk]), "part"
        )
        for row in rows.select_related("document__request")
    }


def _with_picture(origin: Origin, row: Fact) -> Origin:
    key, picture = _PICTURES.get(row.name, ""), ""
    if key and row.source_id:
        picture = reverse("staff:version-part", args=[row.source_id, key])
    return Origin(origin.said, origin.address, picture)


def _forms(actor: Actor, ids: set[UUID]) -> Mapping[UUID, Origin]:
    if not ids:
        return {}
    rows = FilledForm.objects.visible_to(actor).filter(pk__in=ids)
    return {
        row.pk: Origin(
            _("Form %(form)s") % {"form": row.form},
            reverse("staff:filled-form", args=[row.pk]),
        )
        for row in rows
    }


def _cases(actor: Actor, case: Case, rows: list[Fact]) -> Mapping[UUID, Origin]:
    ids = _sources(rows, Fact.Source.CASE)
    if not ids:
        return {}
    people = [row.person_id for row in rows if row.person_id]
    return {
        row.pk: Origin(
            _("Case %(number)s") % {"number": row.number},
            reverse("staff:case", args=[row.pk]),
        )
        for row in giving(actor, case, people).filter(pk__in=ids)
    }
