"""Who was warned of a deadline, when, and whether it reached them; and that we look."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.deadlines.models.deadline import Deadline
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK


class Warning(CaseRecord):
    """One person, warned of one deadline at one rung of the ladder."""

    class Level(models.TextChoices):
        OWNER = "owner", _("Who answers for it")
        LEAD = "lead", _("The lawyers of the case")
        PARTNER = "partner", _("The partners")

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="warnings")
    # The day that was warned of: moved, a deadline is warned of anew.
    aim_on = models.DateField()
    rung = models.SmallIntegerField()
    level = models.CharField(max_length=8, choices=Level.choices)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    warned_at = models.DateTimeField()
    # A letter is begun and handed over; begun and not handed over, a person looks.
    begun_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    # Somebody found out that the letter went out, though it broke off.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    # They said themselves that they saw it.
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deadline", "aim_on", "rung", "user"], name="warned_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "user"],
                name="warning_to_mail",
                condition=Q(begun_at__isnull=True),
            ),
            models.Index(fields=["firm", "-warned_at"], name="warning_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.rung} {self.level}"

    @property
    def is_doubtful(self) -> bool:
        """Whether its letter was begun, and nobody knows if it was handed over."""
        handed = self.mailed_at is not None or self.settled_at is not None
        return self.begun_at is not None and not handed


class Watch(FirmRecord):
    """When the deadlines of the firm were last looked through."""

    swept_at = models.DateTimeField()
    # That nobody looked was told to the administrators; empty once somebody did.
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_watch_a_firm")
        ]

    def __str__(self) -> str:
        return str(self.swept_at)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING
