from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from harborlight.billing.methods import amount_changed
from harborlight.billing.models.invoices import Invoice
from harborlight.billing.models.record import MoneyOfACase
from harborlight.firm.models import StoredFile, User
from harborlight.people.models import Person
from harborlight.trust.models import BankAccount

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

# How the reference of a payment begins that was written down at the desk, and of one
# that was paid out of trust; then comes the id of its withdrawal.
BY_HAND, OUT_OF_TRUST = "desk ", "trust "


class Payment(MoneyOfACase):
    """Money that came, or is on its way, for one invoice."""

    class State(models.TextChoices):
        STARTED = "started", _("Started")
        RECEIVED = "received", _("Received")
        REVERSED = "reversed", _("Does not count")
        FAILED = "failed", _("Did not go through")

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    payer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.STARTED
    )
    cents = models.BigIntegerField()
    trust_cents = models.BigIntegerField()
    # What came on top of what was owed, and how much of that stands in trust: it is
    # the client's, to be given back.
    unapplied_cents = models.BigIntegerField(default=0)
    unapplied_trust_cents = models.BigIntegerField(default=0)
    # How much of its part in trust pays what is earned: it came in one piece with what
    # belongs to trust, and is moved to the operating account by two persons (T9).
    for_fees_cents = models.BigIntegerField(default=0)
    given_back_at = models.DateTimeField(null=True)
    # The account at the bank in which its part in trust stands; of what was paid out of
    # trust, the one that it left.
    bank = models.ForeignKey(BankAccount, models.PROTECT, null=True, related_name="+")
    # The processor's own number of it; what makes its word count once.
    reference = models.CharField(max_length=120)
    method = models.CharField(max_length=60, blank=True)
    # Why it did not go through, or does not count.
    why_not = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reference"], name="payment_reference"),
            models.CheckConstraint(
                condition=Q(
                    cents__gt=0, trust_cents__gte=0, trust_cents__lte=F("cents")
                ),
                name="payment_is_money",
            ),
            models.CheckConstraint(
                condition=Q(
                    unapplied_trust_cents__gte=0,
                    unapplied_trust_cents__lte=F("trust_cents"),
                    unapplied_cents__gte=F("unapplied_trust_cents"),
                    unapplied_cents__lte=F("cents")
                    - F("trust_cents")
                    + F("unapplied_trust_cents"),
                ),
                name="payment_counts_at_most_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    for_fees_cents__gte=0,
                    for_fees_cents__lte=F("trust_cents"),
                ),
                name="payment_for_fees_stands_in_trust",
            ),
            models.CheckConstraint(
                condition=Q(trust_cents=0)
                | Q(state__in=("started", "failed"))
                | Q(bank__isnull=False),
                name="payment_into_trust_names_its_bank",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["invoice", "-started_at"], name="payment_by_invoice")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def operating_cents(self) -> int:
        return self.cents - self.trust_cents

    @property
    def counted_cents(self) -> int:
        """How much of it its invoice was paid with."""
        return self.cents - self.unapplied_cents

    @property
    def to_give_back_cents(self) -> int:
        """What of it is the client's and still with us."""
        received = self.state == self.State.RECEIVED and self.given_back_at is None
        return self.unapplied_cents if received else 0

    @property
    def is_moved(self) -> bool:
        """Whether its earned part left trust, or is asked for."""
        return self.moved_by.filter(state__in=("asked", "approved")).exists()

    @property
    def is_out_of_trust(self) -> bool:
        """Whether it was paid with what is held for the client."""
        return self.reference.startswith(OUT_OF_TRUST)

    @property
    def is_by_card(self) -> bool:
        return not self.reference.startswith((BY_HAND, OUT_OF_TRUST))

    @property
    def found_another_amount(self) -> bool:
        """Whether it did not go through because the invoice asks for another sum now."""
        return self.state == self.State.FAILED and amount_changed(self.why_not)

    @property
    def may_be_reversed(self) -> bool:
        """Whether it can be said that it does not count: a card is the processor's."""
        received = self.state == self.State.RECEIVED and self.given_back_at is None
        return received and self.reference.startswith((BY_HAND, OUT_OF_TRUST))

    @property
    def journal_key(self) -> str:
        """The key of the movement that it stands in."""
        if self.is_out_of_trust:
            return f"withdrawal {self.reference.removeprefix(OUT_OF_TRUST)}"
        return f"payment {self.pk}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(payer__login=actor.user_id)


class Receipt(MoneyOfACase):
    """The proof of a payment, on paper."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=20)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "number"], name="receipt_number")
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(payment__payer__login=actor.user_id)
