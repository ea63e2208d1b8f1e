from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.billing.models import Invoice, MoneyOfACase, Payment
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.vault.fields import SealedText
from harborlight.paying.models.tills import Till
from harborlight.people.models import Person


class PayLink(MoneyOfACase):
    """A link by which one invoice is paid without signing in; it shows nothing else."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # It was sent to the payer alone: what they left with the processor pays it, too.
    to_payer = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["invoice"], name="link_by_invoice")]

    def __str__(self) -> str:
        return f"{self.until:%F}"

    def opens(self, moment: datetime) -> bool:
        return self.revoked_at is None and moment < self.until


class Consent(MoneyOfACase):
    """A payer agreed that the processor keeps what they once paid with.

    by_itself: it is charged when something is due; else only when they press Pay. The
    processor keeps the card or the account; we keep its number there.
    """

    payer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    till = models.ForeignKey(Till, models.PROTECT, null=True, related_name="+")
    customer = SealedText()
    saved = SealedText()
    method = models.CharField(max_length=60, blank=True)
    by_itself = models.BooleanField(default=True)
    # The sentence they agreed to, in their language.
    words = models.TextField()
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "payer", "till"],
                condition=Q(ended_at__isnull=True),
                name="one_consent_a_till",
            ),
            models.UniqueConstraint(
                fields=["case", "payer"],
                condition=Q(ended_at__isnull=True, till__isnull=True),
                name="one_consent_in_the_sandbox",
            ),
        ]

    def __str__(self) -> str:
        return self.method

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(payer__login=actor.user_id)


class Planned(MoneyOfACase):
    """What is charged on its day, as the payer agreed; they are told before."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+")
    due_on = models.DateField()
    # At most so much; less, where something was paid meanwhile.
    cents = models.BigIntegerField()
    told_on = models.DateField()
    tried_on = models.DateField(null=True)
    tries = models.SmallIntegerField(default=0)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invoice", "consent", "due_on"], name="charge_planned_once"
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="planned_is_money"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "due_on"], name="planned_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%F}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(invoice__payer__login=actor.user_id)
