from __future__ import annotations

from typing import ClassVar

from django.db import models

from harborlight.firm.models import FirmRecord


class Playbook(FirmRecord):
    """How one kind of case usually runs, in one version; a case keeps the one it began with."""

    key = models.CharField(max_length=60)
    version = models.IntegerField()
    # What workflow/playbooks.py reads.
    definition = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "key", "version"], name="playbook_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"
