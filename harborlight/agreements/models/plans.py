"""An invoice that is paid in instalments."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.billing.models import Invoice, MoneyOfACase
from harborlight.firm.models import User

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Plan(MoneyOfACase):
    """On which days how much of one invoice is paid; it counts once its payer agreed."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="plans")
    # What was owed when it was offered: the sum of its instalments.
    cents = models.BigIntegerField()
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    # Their own account; or whoever wrote down how they agreed.
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_how = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invoice"],
                condition=Q(ended_at__isnull=True),
                name="one_plan_an_invoice",
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="plan_is_money"),
        ]

    def __str__(self) -> str:
        return str(self.cents)

    @property
    def counts(self) -> bool:
        return self.agreed_at is not None and self.ended_at is None

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(invoice__payer__login=actor.user_id)


class Instalment(MoneyOfACase):
    """One day of a plan, and how much is paid on it."""

    filled_once: ClassVar = ()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="instalments")
    position = models.SmallIntegerField()
    due_on = models.DateField()
    cents = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "position"], name="instalment_in_order"
            ),
            models.CheckConstraint(
                condition=Q(cents__gt=0), name="instalment_is_money"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "due_on"], name="instalment_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.due_on} {self.cents}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(plan__invoice__payer__login=actor.user_id)
