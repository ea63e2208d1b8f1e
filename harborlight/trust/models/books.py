from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import MONEY_READERS, Case
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import CLIENTS
from harborlight.people.models import Person
from harborlight.trust.memos import memo_words
from harborlight.trust.methods import method_words

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Book(models.TextChoices):
    """The accounts every firm keeps, and on which side they grow."""

    TRUST_BANK = "trust bank", _("Trust account at the bank")
    OPERATING_BANK = "operating bank", _("Operating account at the bank")
    CLIENT_TRUST = "client trust", _("Held for the client")
    RECEIVABLE = "receivable", _("Owed by the client")
    FEES_EARNED = "fees earned", _("Fees earned")
    COSTS_RECOVERED = "costs recovered", _("Costs recovered")
    COSTS_ADVANCED = "costs advanced", _("Government fees that we paid for clients")
    FIRM_FLOAT = "firm float", _("Own money in trust, for bank charges")
    SUSPENSE = "suspense", _("In trust, and not known yet whose")
    IOLTA_INTEREST = "iolta interest", _("Interest in trust, for the bar’s foundation")
    CLAIMS = "claims", _("Claimed back after a chargeback")
    PROCESSING = "processing", _("Charges of the bank and of card processors")
    CLEARING = "clearing", _("Card payments on their way to the bank")
    SALES_TAX = "sales tax", _("Sales tax, to be passed on")
    WRITTEN_OFF = "written off", _("Written off")


# What the firm has or is owed grows with debits; what it owes or earned, with
# credits. A balance is told in the direction in which its account grows.
GROWS_WITH_DEBIT = frozenset(
    {
        Book.TRUST_BANK,
        Book.OPERATING_BANK,
        Book.RECEIVABLE,
        Book.CLAIMS,
        Book.COSTS_ADVANCED,
        Book.PROCESSING,
        Book.CLEARING,
        Book.WRITTEN_OFF,
    }
)
OF_A_CASE = frozenset({Book.CLIENT_TRUST, Book.RECEIVABLE, Book.CLAIMS})
# What stands in the trust account at the bank is one of these, to the cent.
IN_TRUST = frozenset(
    {Book.CLIENT_TRUST, Book.FIRM_FLOAT, Book.SUSPENSE, Book.IOLTA_INTEREST}
)
# Each account at a bank has its own of these.
AT_A_TRUST_BANK = (
    Book.TRUST_BANK.value,
    Book.CLIENT_TRUST.value,
    Book.FIRM_FLOAT.value,
    Book.SUSPENSE.value,
    Book.IOLTA_INTEREST.value,
)


class MoneyRecord(FirmRecord):
    """A row of the books: whoever keeps them sees it."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(MONEY_READERS) else NOTHING


class Account(MoneyRecord):
    """One account of the books; for a client's money, one a client, case and bank account."""

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """A client sees what is held for them, and nothing else of the books.

        Who keeps the books sees the accounts of the cases they reach; what stands in all
        of them together, sums alone tell (`trust.queries`).
        """
        if actor.plays(CLIENTS):
            return Q(book=Book.CLIENT_TRUST, person__login=actor.user_id)
        theirs = Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))
        return super().reach(actor) & (Q(case__isnull=True) | Q(Exists(theirs)))

    book = models.CharField(max_length=30, choices=Book.choices)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # In which of the accounts of trust it stands; of all other books, in none.
    bank = models.ForeignKey(
        "trust.BankAccount", models.PROTECT, null=True, related_name="+"
    )
    # Of an account at the bank that was closed: nothing comes into it any more.
    closed = models.BooleanField(default=False)
    # Whole cents, in the direction in which the account grows; always the sum of
    # its entries.
    cents = models.BigIntegerField(default=0)
    # What was asked to be taken out and is not decided yet: nobody else spends it.
    reserved_cents = models.BigIntegerField(default=0)
    # What came and has not cleared at the bank yet; what is held back (billing.Hold).
    uncleared_cents = models.BigIntegerField(default=0)
    held_cents = models.BigIntegerField(default=0)
    # Of the firm's own money in trust: never more than this stands there.
    limit_cents = models.BigIntegerField(default=0)
    # The last day on which its money moved: what is dated before it is looked at closely.
    last_on = models.DateField(default=date.min)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "book", "case", "person"],
                condition=Q(case__isnull=False, bank__isnull=True),
                name="one_account_a_client",
            ),
            models.UniqueConstraint(
                fields=["firm", "book", "case", "person", "bank"],
                condition=Q(case__isnull=False, bank__isnull=False),
                name="one_ledger_a_client_and_bank",
            ),
            models.UniqueConstraint(
                fields=["firm", "book"],
                condition=Q(case__isnull=True, bank__isnull=True),
                name="one_account_a_book",
            ),
            models.UniqueConstraint(
                fields=["firm", "book", "bank"],
                condition=Q(case__isnull=True, bank__isnull=False),
                name="one_account_a_book_and_bank",
            ),
            # What is in trust stands in one account at a bank, and nothing else does.
            models.CheckConstraint(
                condition=Q(book__in=AT_A_TRUST_BANK, bank__isnull=False)
                | (~Q(book__in=AT_A_TRUST_BANK) & Q(bank__isnull=True)),
                name="account_in_trust_names_its_bank",
            ),
            models.CheckConstraint(
                condition=Q(closed=False) | Q(cents=0),
                name="closed_account_holds_nothing",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=True, person__isnull=True)
                | Q(case__isnull=False, person__isnull=False),
                name="account_of_a_client_names_both",
            ),
            # The database itself refuses to overdraw what is held for a client.
            models.CheckConstraint(
                condition=~Q(book=Book.CLIENT_TRUST) | Q(cents__gte=0),
                name="trust_never_overdrawn",
            ),
            # Nor to promise the same money twice.
            models.CheckConstraint(
                condition=Q(reserved_cents=0)
                | Q(
                    book=Book.CLIENT_TRUST,
                    reserved_cents__gt=0,
                    reserved_cents__lte=F("cents"),
                ),
                name="trust_promised_once",
            ),
            models.CheckConstraint(
                condition=Q(uncleared_cents=0, held_cents=0)
                | Q(
                    book=Book.CLIENT_TRUST,
                    uncleared_cents__gte=0,
                    uncleared_cents__lte=F("cents"),
                    held_cents__gte=0,
                    held_cents__lte=F("cents"),
                ),
                name="trust_held_is_there",
            ),
            # What belongs to nobody here is never paid with clients' money.
            models.CheckConstraint(
                condition=~Q(book__in=(Book.SUSPENSE, Book.IOLTA_INTEREST))
                | Q(cents__gte=0),
                name="suspense_and_interest_are_there",
            ),
            models.CheckConstraint(
                condition=~Q(book=Book.FIRM_FLOAT) | Q(cents__lte=F("limit_cents")),
                name="float_within_its_limit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.cents}"

    @property
    def free_cents(self) -> int:
        """What may still be asked for: cleared, not held, not asked for already."""
        return max(0, self.cleared_cents - self.held_cents - self.reserved_cents)

    @property
    def cleared_cents(self) -> int:
        """What the bank has for certain."""
        return self.cents - self.uncleared_cents

    @property
    def is_bound(self) -> bool:
        """Whether less of it is free than stands in it."""
        return self.free_cents != self.cents


class Journal(MoneyRecord):
    """One movement of money: entries that balance. A mistake is reversed, not edited."""

    filled_once: ClassVar = ()

    posted_at = models.DateTimeField()
    on = models.DateField()
    # Which of trust/memos.py, and what stands in it.
    memo = models.CharField(max_length=40)
    words = models.JSONField(default=dict)
    # The same movement asked for twice is posted once.
    key = models.CharField(max_length=120)
    posted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Who asked for it, where money leaves trust; who posted it is the one who agreed.
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    takes_two = models.BooleanField(default=False)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "key"], name="journal_posted_once"),
            models.CheckConstraint(
                condition=Q(takes_two=False)
                | (
                    Q(asked_by__isnull=False, posted_by__isnull=False)
                    & ~Q(asked_by=F("posted_by"))
                ),
                name="journal_takes_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> str:
        """Its memo, in the reader's language."""
        return str(memo_words(self.memo, self.words))

    @property
    def details(self) -> str:
        """To whom it went, and why: for those who may open the case."""
        why = self.words.get("why")
        if why and self.memo == "deposit":
            # Of money that came it is how it came.
            why = method_words(why)
        told = (self.words.get("payee"), why)
        return ": ".join(filter(None, told))


class Entry(MoneyRecord):
    """One side of a movement: debits are positive, credits negative, in whole cents."""

    filled_once: ClassVar = ()
    # At the end of every transaction, said of each journal.
    sums_to_zero: ClassVar = ("journal_id", "cents")

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    cents = models.BigIntegerField()
    # Of its journal, so that an account's own are found in their order.
    on = models.DateField()
    posted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(cents=0), name="entry_not_zero")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account", "-on", "-posted_at", "-id"], name="entry_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cents}"
