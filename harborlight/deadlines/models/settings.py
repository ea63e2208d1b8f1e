"""How a firm works on deadlines."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK


class Buffer(FirmRecord):
    """So many days before the last one the firm wants to be done; rule "": of every other."""

    rule = models.CharField(max_length=8, blank=True)
    days = models.SmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "rule"], name="one_buffer_a_rule"),
            models.CheckConstraint(
                condition=Q(days__gte=0, days__lte=365), name="buffer_of_some_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.days}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING
