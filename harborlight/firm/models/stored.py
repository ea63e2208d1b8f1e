from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.firm.models.record import NOTHING, FirmRecord
from harborlight.firm.models.user import User

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class StoredFile(FirmRecord):
    """Bytes kept encrypted: where they are, under which key, how many, their hash."""

    class Scan(models.TextChoices):
        """OURS was made here, of what was scanned or of words."""

        OURS = "ours", _("Made by us")
        WAITS = "waits", _("Not scanned")
        CLEAN = "clean", _("Nothing found")
        FOUND = "found", _("A virus was found")

    case_id = models.UUIDField(null=True)
    # The file's own key, wrapped by the key of its case (or of the firm).
    wrapped = models.BinaryField()
    # Which firm key wrapped it, where it belongs to no case.
    version = models.IntegerField(default=0)
    length = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    complete = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    # What the virus scanner said of it, where there is one (outside/scanner.py).
    scan = models.CharField(max_length=5, choices=Scan.choices, default=Scan.WAITS)

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


class Upload(FirmRecord):
    """A file while it arrives, piece by piece, and until an action takes it.

    It is nobody's history yet: what was sent and never taken is removed again.
    """

    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="upload")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    # What it is for: a name from `PURPOSES`, and words that only that purpose reads.
    purpose = models.CharField(max_length=40)
    reference = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    length = models.BigIntegerField()
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    # What was seen in it when it had arrived (papers/inspection.py); None: not yet.
    seen = models.JSONField(null=True)
    # What was read on it for whoever fills in its form, sealed under the file's own key;
    # empty while that is waited for, None: nobody asked. Gone when it is taken.
    read = models.BinaryField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "user"],
                name="upload_unfinished",
                condition=Q(finished_at__isnull=True),
            ),
            models.Index(fields=["firm", "touched_at"], name="upload_by_age"),
            models.Index(fields=["firm", "user", "begun_at"], name="upload_by_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.length} bytes for {self.purpose}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Only who sends it, whatever else they may see; by a link, what it brought."""
        sent = Q(user=actor.user_id)
        return sent & Q(reference=actor.errand) if actor.errand else sent
