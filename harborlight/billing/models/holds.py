from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.billing.models.invoices import Invoice
from harborlight.billing.models.record import MoneyOfACase
from harborlight.firm.models import User
from harborlight.trust.models import Account


class Hold(MoneyOfACase):
    """Money in trust that nobody spends until an attorney releases it (trust.md T14).

    That their money is held clients see in the account; what is written of it is ours.
    """

    class Kind(models.TextChoices):
        DISPUTE = "dispute", _("The client disputes an invoice")
        LIEN = "lien", _("A third person claims it")
        CHARGEBACK = "chargeback", _("A card payment was charged back")
        OTHER = "other", _("Another reason")

    # What somebody at the desk may say; a chargeback comes with its money.
    CHOSEN: ClassVar = (Kind.DISPUTE, Kind.LIEN, Kind.OTHER)

    account = models.ForeignKey(Account, models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    cents = models.BigIntegerField()
    # Of which so much is disputed.
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="hold_is_money"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True)
                | (Q(released_by__isnull=False) & ~Q(note="")),
                name="hold_released_with_a_note",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "released_at"], name="hold_of_account")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cents}"
