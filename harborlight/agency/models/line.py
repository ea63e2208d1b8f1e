"""The firm's own access to the agency's service, and how it stands with it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK
from harborlight.firm.vault.fields import SealedText


class Line(FirmRecord):
    """One a firm. Nothing is asked before somebody switches it on."""

    class Door(models.TextChoices):
        SANDBOX = "sandbox", "sandbox"
        PRODUCTION = "production", "production"

    never_logged: ClassVar = frozenset({"client", "secret", "token"})

    door = models.CharField(max_length=12, choices=Door.choices, default=Door.SANDBOX)
    is_on = models.BooleanField(default=False)
    client = SealedText()
    secret = SealedText()
    per_second = models.SmallIntegerField(default=1)
    per_day = models.IntegerField(default=1000)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    token = SealedText()
    token_until = models.DateTimeField(null=True)
    # How many were asked on which day of the service.
    day = models.DateField(null=True)
    asked = models.IntegerField(default=0)
    # Somebody asks at this moment; a batch whose worker died ends by itself.
    asking_until = models.DateTimeField(null=True)
    # Failures in a row; after some the line is left alone until `retry_at`.
    failures = models.SmallIntegerField(default=0)
    open_since = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_line_a_firm"),
            models.CheckConstraint(
                condition=Q(per_second__gte=1, per_day__gte=1), name="line_asks_some"
            ),
        ]

    def __str__(self) -> str:
        return self.door

    def unasked_since(self, ask_at: datetime, checked_at: datetime | None) -> datetime:
        """Since when nobody knows how a number stands that was to be asked about.

        Not since before the service was set up, and not where somebody looked by hand.
        """
        return max(ask_at, self.changed_at, checked_at or ask_at)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING
