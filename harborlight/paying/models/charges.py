from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.billing.models import Hold, MoneyOfACase, Payment, Withdrawal
from harborlight.firm.models import User
from harborlight.paying.models.tills import Till
from harborlight.trust.models import Journal


class Charge(MoneyOfACase):
    """A payment as the processor knows it: in which account, under which numbers."""

    class Keeps(models.TextChoices):
        # They press Pay themselves; or it is charged when something is due.
        NEXT_TIME = "next", _("For the next time")
        BY_ITSELF = "itself", _("To be charged by itself")

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="charge")
    # None: the sandbox.
    till = models.ForeignKey(Till, models.PROTECT, null=True, related_name="+")
    # How often its page was opened anew, after one before could no longer be paid.
    attempt = models.SmallIntegerField(default=1)
    number = models.CharField(max_length=120, blank=True)
    # Of the money that moved.
    charge = models.CharField(max_length=120, blank=True)
    # The payer did their part; the bank takes days.
    is_on_its_way = models.BooleanField(default=False)
    # Whether the processor keeps what they pay with, and for what: as the payer agreed.
    keeps = models.CharField(max_length=8, choices=Keeps.choices, blank=True)
    fee_cents = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["till", "number"],
                condition=~Q(number=""),
                name="charge_known_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["charge"], name="charge_by_number"),
            models.Index(fields=["case"], name="charge_by_case"),
        ]

    def __str__(self) -> str:
        return self.number


class Return(MoneyOfACase):
    """Money that goes back the way it came: through the processor, to who paid it.

    Two persons agreed to the withdrawal that it carries out (trust.md T11).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the dispute")
        OPEN = "open", _("On its way back")
        DONE = "done", _("Given back")
        FAILED = "failed", _("Did not go through")

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="returns")
    withdrawal = models.OneToOneField(Withdrawal, models.PROTECT, related_name="+")
    cents = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    number = models.CharField(max_length=120, blank=True)
    why_not = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="return_is_money"),
            # One payment goes back once, and so never more than came.
            models.UniqueConstraint(fields=["payment"], name="payment_goes_back_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="return_by_case")]

    def __str__(self) -> str:
        return f"{self.cents}"


class Dispute(MoneyOfACase):
    """A payer told their bank that a payment was not theirs to make (a chargeback).

    The bank takes the money out of the operating account, and a fee; what is held in
    trust for the client is not touched, and not spent either until an attorney says so
    (trust.md S7, T10, T14).
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        WON = "won", _("Decided for us")
        LOST = "lost", _("Decided for the payer")

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="disputes")
    number = models.CharField(max_length=120)
    cents = models.BigIntegerField()
    fee_cents = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    # What we said for it, and when: the bank hears us once.
    evidence = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What keeps the client's money in trust from being spent; None where none is there.
    hold = models.ForeignKey(Hold, models.PROTECT, null=True, related_name="+")
    # The movement by which it was taken: somebody may have written it down before us.
    journal = models.ForeignKey(Journal, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "number"], name="dispute_once"),
            models.CheckConstraint(
                condition=Q(cents__gt=0, fee_cents__gte=0),
                name="dispute_is_money",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case"], name="dispute_by_case"),
            models.Index(fields=["firm", "state"], name="dispute_by_state"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
