"""What a version was put together from: photos and scans, as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import CaseRecord
from harborlight.documents.models.papers import Version
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.case_fields import CaseText

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Piece(CaseRecord):
    """One photo or scan of a version that was put together from several, byte for byte."""

    version = models.ForeignKey(
        Version, models.PROTECT, related_name="pieces", db_index=False
    )
    position = models.SmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = CaseText()
    kind = models.CharField(max_length=10)
    # How it stands in the version: degrees clockwise; and what was cut off then, as parts
    # of its width and height from the left, top, right and bottom.
    turned = models.SmallIntegerField(default=0)
    cropped = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "position"], name="piece_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.name}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(version__document__person__login=actor.user_id)
