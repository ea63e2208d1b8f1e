from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.models.record import NOTHING, FirmRecord

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class FirmKey(FirmRecord):
    """A firm's key, wrapped by a master key. The newest one encrypts."""

    version = models.IntegerField()
    master = models.IntegerField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "version"], name="firm_key_version")
        ]

    def __str__(self) -> str:
        return f"v{self.version}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return NOTHING


class RecordKey(FirmRecord):
    """The key of a case, or of what is said of somebody outside of one, under the firm's.

    Without it that is unreadable for good: a deletion destroys keys, for the events
    themselves stay in their chain (`Happening.held_by` says whose key an event takes).
    """

    record_id = models.UUIDField()
    version = models.IntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "record_id"], name="one_key_a_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return NOTHING
