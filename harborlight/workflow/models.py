from __future__ import annotations

import json
from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.roles import LAWYERS, Role
from harborlight.firm.vault.fields import SealedText

# How the box of a family name ends, after the part that the person has.
FAMILY = "-family_name"


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


class HandedOver(FirmRecord):
    """A new case whose conflict check found somebody, on its way to a lawyer."""

    never_logged: ClassVar = frozenset({"typed"})

    # The key of the playbook it is to be opened from.
    playbook = models.CharField(max_length=60)
    # Everything typed so far, as JSON: [[name of the box, value], ...].
    typed = SealedText()
    # Who asks, and as what: so they work on the case once it is open.
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = models.CharField(max_length=30, choices=Role.choices)
    at = models.DateTimeField()
    # Decided, one way or the other.
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.playbook

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(LAWYERS) else Q(by=actor.user_id)

    @property
    def names(self) -> list[str]:
        """Whom the case is about, as their names were typed."""
        typed = dict(json.loads(self.typed))
        parts = [one.removesuffix(FAMILY) for one in typed if one.endswith(FAMILY)]
        return [
            f"{typed.get(f'{part}-given_name', '')} {typed[part + FAMILY]}".strip()
            for part in parts
        ]
