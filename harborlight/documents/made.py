"""What was made of what: the files behind a version, and those that came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from harborlight.documents.events import JOINED, REDACTED, SPLIT, TURNED
from harborlight.documents.models import MadeFrom, Version
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event

# After these there are new versions, made of the one that they are about.
MAKING = frozenset({SPLIT.name, JOINED.name, TURNED.name, REDACTED.name})


def made_by(clock: Actor, happened: Sequence[Event]) -> set[UUID]:
    """The versions that were made of what these events are about: they came, too."""
    sources = {e.subject_id for e in happened if e.kind in MAKING and e.subject_id}
    if not sources:
        return set()
    rows = MadeFrom.objects.visible_to(clock).filter(source__in=sources)
    return {*rows.values_list("version", flat=True)}


@dataclass(frozen=True)
class Making:
    """of: what a version was made of, in its order. into: what was made of it."""

    of: Sequence[MadeFrom]
    into: Sequence[MadeFrom]

    @property
    def is_redacted(self) -> bool:
        return any(one.is_redacted for one in self.of)


def copies_of(actor: Actor, version: Version) -> int:
    """How many redacted copies were made of it."""
    rows = MadeFrom.objects.visible_to(actor).filter(source=version, position=0)
    return rows.filter(how=MadeFrom.How.REDACTED).count()


def making_of(actor: Actor, version: Version) -> Making:
    """Both, of one version, in one question to the database."""
    rows = (
        MadeFrom.objects.visible_to(actor)
        .filter(Q(version=version) | Q(source=version))
        .select_related(
            "version__document__request",
            "version__uploaded_by",
            "source__document__request",
        )
        .order_by("version__uploaded_at", "version_id", "position")
    )
    found = [*rows]
    return Making(
        of=[one for one in found if one.version_id == version.pk],
        into=[one for one in found if one.source_id == version.pk],
    )
