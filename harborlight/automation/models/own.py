"""Reminders that clients set for themselves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import CaseRecord
from harborlight.firm.actor import Actor
from harborlight.firm.vault.case_fields import CaseText
from harborlight.people.models import Person


class OwnReminder(CaseRecord):
    """What a client wants to be reminded of, and when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = CaseText()
    at = models.DateTimeField()
    set_at = models.DateTimeField()
    # When it was told on their page; and that they took it back.
    came_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "at"],
                name="own_reminder_to_come",
                condition=Q(came_at__isnull=True, removed_at__isnull=True),
            ),
            models.Index(fields=["person", "at"], name="own_reminder_by_person"),
        ]

    def __str__(self) -> str:
        return self.at.isoformat()

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """Their own, and nobody else's of the case."""
        return Q(person__login=actor.user_id)
