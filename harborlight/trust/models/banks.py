from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.models import User
from harborlight.people.models import Person
from harborlight.trust.models.books import Book, MoneyRecord


class BankAccount(MoneyRecord):
    """An account at a bank, and the book that says what should be in it.

    A firm holds clients' money in one or several of them; its own in one.
    """

    class Of(models.TextChoices):
        """The books that stand for an account at a bank."""

        TRUST = Book.TRUST_BANK.value, _("Clients’ money (trust)")
        OPERATING = Book.OPERATING_BANK.value, _("The firm’s own (operating)")

    class Kind(models.TextChoices):
        """Whose money lies in an account of trust."""

        POOLED = "pooled", _("Money of several clients (IOLTA)")
        SEPARATE = "separate", _("Money of one client alone")

    # Empty until somebody enters the account: money may have come before that.
    name = models.CharField(max_length=80, blank=True)
    book = models.CharField(max_length=30, choices=Of.choices)
    # The last four digits: no page and no copy of the database holds the whole number.
    number_ends = models.CharField(max_length=4, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.POOLED)
    # Whose, where it is of one client alone.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # Where the money of trust goes unless somebody says otherwise.
    is_default = models.BooleanField(default=False)
    # Whose rules it follows, and the most of our own money in it; empty: the firm's
    # (`trust.Terms`).
    state = models.CharField(max_length=2, blank=True)
    float_limit_cents = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Which column of its tables is what (`bank.reading.table.Columns`), once a person
    # said so.
    columns = models.JSONField(default=dict)
    # What the nightly run found last: None, it did not run; else the difference in cents.
    shadow_cents = models.BigIntegerField(null=True)
    shadow_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "book", "number_ends"],
                condition=~Q(number_ends=""),
                name="one_bank_account_a_number",
            ),
            models.UniqueConstraint(
                fields=["firm"],
                condition=Q(is_default=True),
                name="one_default_trust_account",
            ),
            models.CheckConstraint(
                condition=Q(is_default=False)
                | Q(book="trust bank", kind="pooled", closed_at__isnull=True),
                name="default_account_is_pooled_and_open",
            ),
            models.CheckConstraint(
                condition=Q(kind="pooled", person__isnull=True)
                | Q(kind="separate", person__isnull=False, book="trust bank"),
                name="separate_account_names_its_client",
            ),
            models.CheckConstraint(
                condition=Q(float_limit_cents__isnull=True)
                | Q(float_limit_cents__gte=0),
                name="bank_account_limit_is_money",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        if not self.number_ends:
            return self.name or gettext("Trust account")
        return f"{self.name} ··{self.number_ends}"

    @property
    def is_trust(self) -> bool:
        return self.book == self.Of.TRUST

    @property
    def is_separate(self) -> bool:
        return self.kind == self.Kind.SEPARATE
