from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import MONEY, OFFICE
from harborlight.firm.vault.fields import SealedText


class Till(FirmRecord):
    """An account of the firm's at Stripe; what it takes goes into one bank account.

    Another account at Stripe is another row: what the old one took is given back there.
    """

    class To(models.TextChoices):
        OPERATING = "operating", _("Operating account")
        TRUST = "trust", _("Trust account")

    never_logged: ClassVar = frozenset({"api_key", "secret"})

    to = models.CharField(max_length=10, choices=To.choices)
    # The bank account behind it, as payers read it.
    called = models.CharField(max_length=80)
    api_key = SealedText()
    secret = SealedText()
    is_live = models.BooleanField(default=False)
    takes_cards = models.BooleanField(default=True)
    takes_bank = models.BooleanField(default=False)
    # Stripe bills its fees apart: what comes is the whole amount (trust.md T10).
    is_gross = models.BooleanField(default=False)
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "to"],
                condition=Q(removed_at__isnull=True),
                name="one_till_a_destination",
            ),
            models.CheckConstraint(
                condition=Q(to="operating") | Q(is_gross=True) | Q(is_on=False),
                name="trust_takes_the_whole_amount",
            ),
            models.CheckConstraint(
                condition=Q(takes_cards=True) | Q(takes_bank=True),
                name="till_takes_something",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def is_for_trust(self) -> bool:
        return self.to == self.To.TRUST

    @property
    def methods(self) -> tuple[str, ...]:
        """What it takes, in Stripe's names."""
        taken = {"card": self.takes_cards, "us_bank_account": self.takes_bank}
        return tuple(name for name, is_taken in taken.items() if is_taken)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(MONEY | OFFICE) else NOTHING


class Heard(FirmRecord):
    """A notice of the processor's, as it came; what was done because of it."""

    till = models.ForeignKey(Till, models.PROTECT, related_name="+", db_index=False)
    # The processor's own number of the notice: sent twice it is heard once.
    number = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    about = models.CharField(max_length=120)
    raw = SealedText()
    heard_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    became = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["till", "number"], name="notice_heard_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "-heard_at"], name="heard_by_firm")
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(MONEY | OFFICE) else NOTHING
