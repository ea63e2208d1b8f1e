from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.models.record import NOTHING, FirmRecord

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class StoredFile(FirmRecord):
    """Bytes kept encrypted: where they are, under which key, how many, their hash."""

    case_id = models.UUIDField(null=True)
    # The file's own key, wrapped by the key of its case (or of the firm).
    wrapped = models.BinaryField()
    # Which firm key wrapped it, where it belongs to no case.
    version = models.IntegerField(default=0)
    length = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    complete = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "case_id"], name="stored_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.length} bytes"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Nobody asks for bytes as such: they ask for the paper they belong to."""
        return NOTHING
