from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from harborlight.billing.models.invoices import Invoice
from harborlight.billing.models.record import MoneyOfACase
from harborlight.firm.models import User

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Reduction(MoneyOfACase):
    """What an issued invoice asks for no more: its own lines never change."""

    class Kind(models.TextChoices):
        CREDIT = "credit note", _("Credit note")
        WRITE_OFF = "write-off", _("Written off")

    # Rows of this table stay as they are.
    filled_once: ClassVar = ()

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="reductions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=20)
    cents = models.BigIntegerField()
    # Of it, what would have gone into trust: that was in no book yet.
    trust_cents = models.BigIntegerField(default=0)
    why = models.CharField(max_length=300)
    on = models.DateField()
    made_at = models.DateTimeField()
    # None: by itself, as whoever asked for a refund said.
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "number"], name="reduction_number"),
            models.CheckConstraint(
                condition=Q(
                    cents__gt=0, trust_cents__gte=0, trust_cents__lte=F("cents")
                )
                & (Q(kind="credit note") | Q(trust_cents=0)),
                name="reduction_is_money",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-on"], name="reduction_by_case")
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """Credit notes are told to whoever got the invoice; write-offs are ours."""
        return Q(kind="credit note", invoice__payer__login=actor.user_id)
