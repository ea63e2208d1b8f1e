from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case
from harborlight.firm.models import User
from harborlight.trust.models.books import Account, Journal, MoneyRecord

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Deposit(MoneyRecord):
    """Money that came into a client's trust, and when the bank cleared it."""

    class Purpose(models.TextChoices):
        FEE = "advance fee", _("Fee paid in advance")
        COST = "cost advance", _("Costs paid in advance")
        THIRD = "third party", _("Money of a third person, or of a settlement")
        INVOICE = "invoice", _("Payment of an invoice")

    class State(models.TextChoices):
        WAITS = "waits", _("Not cleared yet")
        CLEARED = "cleared", _("Cleared")
        RETURNING = "returning", _("Asked to be taken back")
        RETURNED = "returned", _("Does not count")

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        theirs = Account.objects.visible_to(actor).filter(pk=OuterRef("account_id"))
        return super().reach(actor) & Q(Exists(theirs))

    # What may be said at the desk; the last one comes of an invoice.
    CHOSEN: ClassVar = (Purpose.FEE, Purpose.COST, Purpose.THIRD)

    account = models.ForeignKey(Account, models.PROTECT, related_name="deposits")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="deposit")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    cents = models.BigIntegerField()
    # So much of it is set aside as soon as it cleared, for what was asked before.
    aside_cents = models.BigIntegerField(default=0)
    # How it came, as trust/methods.py says it.
    method = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITS)
    cleared_on = models.DateField(null=True)
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    cents__gt=0, aside_cents__gte=0, aside_cents__lte=F("cents")
                ),
                name="deposit_is_money",
            ),
            models.CheckConstraint(
                condition=~Q(state="cleared") | Q(cleared_on__gte=F("on")),
                name="deposit_cleared_after_it_came",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "state"], name="deposit_of_account")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.cents}"

    @property
    def may_be_returned(self) -> bool:
        """What paid an invoice is put right where the payment is."""
        live = self.state in (self.State.WAITS, self.State.CLEARED)
        return live and self.purpose != self.Purpose.INVOICE

    @property
    def waits(self) -> bool:
        return self.state == self.State.WAITS

    @property
    def is_uncertain(self) -> bool:
        """Whether the bank may still take it back."""
        return self.state in (self.State.WAITS, self.State.RETURNING)
