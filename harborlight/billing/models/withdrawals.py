from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from harborlight.billing.models.advances import Advance
from harborlight.billing.models.invoices import Invoice, Line
from harborlight.billing.models.payments import Payment
from harborlight.billing.models.record import MoneyOfACase
from harborlight.cases.models import Case
from harborlight.firm.models import Firm, User
from harborlight.people.models import Person
from harborlight.trust.models import (
    Account,
    BankAccount,
    Deposit,
    Journal,
    PayeeBank,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from harborlight.firm.actor import Actor


def takes_two(firm: Firm, payment: Payment | None, trust_cents: int) -> bool:
    """Whether a second person agrees: always where money leaves trust or comes back
    into it, else unless the firm waives the second pair of eyes (trust.md T16).
    """
    back = payment is not None and payment.is_out_of_trust
    return bool(trust_cents) or back or not firm.waives_second_pair


class Withdrawal(MoneyOfACase):
    """Money that is to leave again: one person asks, and another one agrees.

    While it is asked for, its part in trust is set aside (Account.reserved_cents).
    """

    class Purpose(models.TextChoices):
        EARNED = "earned", _("Earned fees, moved to the operating account")
        MOVED = (
            "moved",
            _("The earned part of a payment, moved to the operating account"),
        )
        GOVERNMENT = "government fee", _("A government fee")
        ADVANCED = "advanced", _("A government fee that we advanced, paid back to us")
        REFUND = "refund", _("Money given back")
        OVERPAID = "overpaid", _("Paid too much, given back")
        OTHER_CASE = "other case", _("Moved to another case of the same client")
        OTHER_BANK = "other bank", _("Moved to another trust account")
        REVERSAL = "reversal", _("A payment that does not count")
        RETURNED = "returned", _("A deposit that does not count")

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken back", _("Taken back")

    # Put a payment right, and take nothing else out of trust.
    CORRECTIONS = (Purpose.OVERPAID, Purpose.REVERSAL, Purpose.RETURNED)
    # Asked for where it stands, and not in the form for what leaves trust.
    ELSEWHERE = (*CORRECTIONS, Purpose.ADVANCED, Purpose.MOVED)

    # Is to pay an invoice out of what is held, and nobody has agreed yet.
    PAYS: ClassVar[dict[str, str]] = {"purpose": Purpose.EARNED, "state": State.ASKED}
    # Is to become ours, and nobody has agreed yet: the client is told of it (T7).
    BECOMES_OURS: ClassVar[dict[str, Any]] = {
        "purpose__in": (Purpose.EARNED, Purpose.MOVED),
        "state": State.ASKED,
    }

    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    cents = models.BigIntegerField()
    trust_cents = models.BigIntegerField()
    # What is held for the client, where some of it stands in trust.
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    # What it pays; or of which the payment is put right.
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="+")
    # The government fee that the money was held for, where it was.
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="+")
    payment = models.ForeignKey(
        Payment, models.PROTECT, null=True, related_name="corrections"
    )
    # What came into trust without an invoice, and is taken back.
    deposit = models.ForeignKey(Deposit, models.PROTECT, null=True, related_name="+")
    # Of which payment it moves the earned part; and the check that this came by: set
    # aside once it cleared (T3).
    moves = models.ForeignKey(
        Payment, models.PROTECT, null=True, related_name="moved_by"
    )
    once_clears = models.ForeignKey(
        Deposit, models.PROTECT, null=True, related_name="+"
    )
    # The other case of the same client that takes it.
    to_case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    # The other trust account that takes it, for the same client and case.
    to_bank = models.ForeignKey(
        BankAccount, models.PROTECT, null=True, related_name="+"
    )
    # To whom and how; for another case: the writing in which the client agreed.
    payee = models.CharField(max_length=200, blank=True)
    # Why money goes back to somebody else than who paid it (T11); "": to who paid.
    other_payee_why = models.CharField(max_length=300, blank=True)
    # What the firm paid for the client, and is repaid.
    advance = models.ForeignKey(Advance, models.PROTECT, null=True, related_name="+")
    # By bank transfer: the account as it was when it was asked; None: by check.
    to = models.ForeignKey(PayeeBank, models.PROTECT, null=True, related_name="+")
    # So many days before it leaves the client is told (T7); on which day, and how.
    notice_days = models.SmallIntegerField(default=0)
    noticed_on = models.DateField(null=True)
    noticed_how = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=300)
    # What its invoice asks for no more once it went back: a credit note over so much.
    credit_cents = models.BigIntegerField(default=0)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    # The same asking sent twice is asked once.
    once = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    comment = models.CharField(max_length=300, blank=True)
    journal = models.ForeignKey(Journal, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "once"], name="withdrawal_asked_once"
            ),
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(state="asked"),
                name="one_correction_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["moves"],
                condition=Q(state__in=("asked", "approved")),
                name="earned_part_moves_once",
            ),
            models.UniqueConstraint(
                fields=["deposit"],
                condition=Q(state="asked"),
                name="one_return_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    cents__gt=0, trust_cents__gte=0, trust_cents__lte=F("cents")
                )
                & (Q(trust_cents=0) | Q(account__isnull=False)),
                name="withdrawal_is_money",
            ),
            models.CheckConstraint(
                condition=Q(purpose="other bank", to_bank__isnull=False)
                | (~Q(purpose="other bank") & Q(to_bank__isnull=True)),
                name="withdrawal_to_a_bank_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(notice_days=0)
                | Q(noticed_on__isnull=False),
                name="client_told_before_fees_leave",
            ),
            # Whatever a firm waives: money in trust needs two.
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(trust_cents=0)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="trust_takes_two_persons",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "state", "asked_at"], name="withdrawal_waits"),
            models.Index(fields=["case", "-asked_at"], name="withdrawal_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.cents}"

    @property
    def number(self) -> str:
        """Of the invoice that it is about."""
        return self.invoice.number if self.invoice else ""

    @property
    def what(self) -> str | _StrPromise:
        """What it is for, out of money for which fee, and where it goes."""
        label = self.Purpose(self.purpose).label
        if self.number:
            return format_lazy(
                _("{what}, invoice {number}"), what=label, number=self.number
            )
        if self.to_bank is not None:
            return format_lazy(
                "{what} ({payee})", what=label, payee=self.to_bank.called
            )
        if self.line is not None:
            # The fee says itself, in the language of whoever reads it.
            return format_lazy(
                "{what}: {fee} ({payee})", what=label, fee=self.line, payee=self.payee
            )
        return format_lazy("{what} ({payee})", what=label, payee=self.payee)

    @property
    def waits(self) -> bool:
        return self.state == self.State.ASKED

    @property
    def pays_fees(self) -> bool:
        return self.purpose == self.Purpose.EARNED

    @property
    def takes_fees(self) -> bool:
        """Whether what is earned leaves trust by it: the client may object (T7)."""
        return self.pays_fees or self.purpose == self.Purpose.MOVED

    @property
    def takes_two(self) -> bool:
        return takes_two(self.firm, self.payment, self.trust_cents)

    @property
    def was_done_alone(self) -> bool:
        done = self.state == self.State.APPROVED
        return done and self.decided_by_id == self.asked_by_id

    @property
    def held_after_cents(self) -> int:
        """What would be held for the client if it were done now."""
        return self.account.cents - self.trust_cents if self.account else 0

    @property
    def journal_key(self) -> str:
        return f"withdrawal {self.pk}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """What was done with their money; and what is to pay their own invoice with it,
        while it is asked for, so that they do not pay it too.
        """
        done = Q(state="approved") | Q(**cls.BECOMES_OURS)
        return done & Q(person__login=actor.user_id)
