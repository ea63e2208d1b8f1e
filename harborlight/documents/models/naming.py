"""How the firm calls files, and in which folders they lie."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from harborlight.firm.models import FirmRecord


class NamePattern(FirmRecord):
    """The names of the papers of one kind of case; "": of every other kind."""

    playbook = models.CharField(max_length=60, blank=True)
    # What papers/naming.py reads.
    name = models.CharField(max_length=150)
    folders = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "playbook"], name="one_name_pattern_a_playbook"
            )
        ]

    def __str__(self) -> str:
        return self.name
