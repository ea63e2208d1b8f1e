from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.models.record import NOTHING, FirmRecord
from harborlight.firm.models.user import User
from harborlight.firm.roles import OFFICE, Role, roles

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

AUDIT_READERS = roles(OFFICE, Role.IT, Role.AUDITOR)


class Event(FirmRecord):
    """Something that happened. Rows are added and sealed, never changed or removed.

    It keeps plain ids instead of foreign keys: it must outlive what it is about.
    `words` is ciphertext under the key of the case (or of the firm): who, and
    what changed. Deleting that key deletes it, and the chain still holds, for
    the chain is made of the ciphertext.
    """

    filled_once: ClassVar = ("n", "hash")

    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    user_id = models.UUIDField(null=True)
    role = models.CharField(max_length=120)
    case_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    cause_id = models.UUIDField(null=True)
    place = models.CharField(max_length=60, blank=True)
    words = models.BinaryField()
    # Given by the sealer: the number in the firm's log, and the hash of this
    # row together with the hash of the one before it.
    n = models.BigIntegerField(null=True)
    hash = models.CharField(max_length=64, null=True)  # noqa: DJ001 - not sealed yet

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "n"], name="event_number"),
            models.CheckConstraint(
                condition=Q(n__isnull=True, hash__isnull=True)
                | Q(n__isnull=False, hash__isnull=False),
                name="event_sealed_wholly",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "case_id", "-at"], name="event_by_case"),
            models.Index(fields=["firm", "-at"], name="event_by_time"),
            models.Index(
                fields=["firm", "at"],
                name="event_unsealed",
                condition=Q(n__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """The audit log; the activity of a case is asked for through the case."""
        return Q() if actor.plays(AUDIT_READERS) else NOTHING


class EventLog(FirmRecord):
    """Where a firm's log ends: its last number and hash."""

    last_n = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64)
    # Under the firm's key: the database alone cannot say where the log ends.
    seal = models.CharField(max_length=80, blank=True)
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_log_a_firm")
        ]

    def __str__(self) -> str:
        return f"{self.last_n}"


class ReaderPosition(FirmRecord):
    """How far a reader of the log has come in one firm."""

    reader = models.CharField(max_length=60)
    n = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    # What stopped it, shown to the administrators until it moves again.
    trouble = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "reader"], name="one_position_a_reader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader} at {self.n}"


class Sighting(FirmRecord):
    """Somebody looked at something, in these ten minutes. The lighter log."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    window = models.DateTimeField()
    sealed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "window", "user", "subject_id", "subject_kind"],
                name="one_sighting_a_window",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "case_id", "-window"], name="sighting_by_case"
            ),
            models.Index(
                fields=["firm", "window"],
                name="sighting_unsealed",
                condition=Q(sealed=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject_kind

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(AUDIT_READERS) else NOTHING
