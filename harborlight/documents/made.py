"""What was made of what: the files behind a version, and those that came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from harborlight.documents.models import MadeFrom, Version
from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Making:
    """of: what a version was made of, in its order. into: what was made of it."""

    of: Sequence[MadeFrom]
    into: Sequence[MadeFrom]

    @property
    def is_redacted(self) -> bool:
        return any(one.is_redacted for one in self.of)


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
