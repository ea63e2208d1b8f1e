from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import LAWYERS, MONEY, OFFICE
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
        return Q() if actor.plays(MONEY | OFFICE | LAWYERS) else NOTHING


# So long an account that took money stays as it is where one person decides alone.
WAITS = timedelta(hours=24)


class TillAsked(FirmRecord):
    """An account at Stripe as somebody wants it: another person agrees before it counts.

    Until then the account of now takes the money. Becomes another account, it has this
    one's id: so Stripe can be given its address before anybody agreed.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined or taken back")

    never_logged: ClassVar = frozenset({"api_key", "secret"})

    to = models.CharField(max_length=10, choices=Till.To.choices)
    called = models.CharField(max_length=80)
    api_key = SealedText()
    secret = SealedText()
    takes_cards = models.BooleanField(default=True)
    takes_bank = models.BooleanField(default=False)
    is_gross = models.BooleanField(default=False)
    is_on = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # By the only attorney of a firm that waives the second pair of eyes.
    alone = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "to"],
                condition=Q(state="asked"),
                name="one_till_asked_a_destination",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False)
                    & (Q(alone=True) | ~Q(decided_by=F("asked_by")))
                ),
                name="till_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def key_ends(self) -> str:
        """Of the secret key so much as two people can compare: "sk_live_…4242"."""
        key = self.api_key
        return f"{key[:8]}…{key[-4:]}" if len(key) > 16 else key and f"{key[:8]}…"

    @property
    def is_live(self) -> bool:
        return "_live_" in self.api_key

    @property
    def from_when(self) -> datetime:
        """When somebody alone may approve it."""
        return self.asked_at + WAITS

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(MONEY | OFFICE | LAWYERS) else NOTHING


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
        return Q() if actor.plays(MONEY | OFFICE | LAWYERS) else NOTHING
