from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import MONEY_READERS
from harborlight.firm.models import FirmRecord
from harborlight.firm.models.record import NOTHING

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Terms(FirmRecord):
    """Which state's rules for trust accounts the firm follows, and what it set itself."""

    # Two letters; of a state that the book does not know, the firm says its own numbers.
    state = models.CharField(max_length=2)
    float_limit_cents = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_set_of_terms"),
            models.CheckConstraint(
                condition=Q(float_limit_cents__isnull=True)
                | Q(float_limit_cents__gte=0),
                name="terms_limit_is_money",
            ),
        ]

    def __str__(self) -> str:
        return self.state

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(MONEY_READERS) else NOTHING
