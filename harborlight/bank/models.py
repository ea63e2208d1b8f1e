from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.models import StoredFile, User
from harborlight.firm.vault.fields import SealedText
from harborlight.tasks.models import Task
from harborlight.trust.models import Account, BankAccount, Journal, MoneyRecord


def _typed(ends_on: date) -> str:
    return gettext("Typed: %(day)s") % {"day": date_format(ends_on, "DATE_FORMAT")}


# What a statement that somebody typed is called.
typed_name = lazy(_typed, str)


class BankStatement(MoneyRecord):
    """What the bank sent at one time, kept as it came. It never changes once it is read."""

    class Way(models.TextChoices):
        OFX = "ofx", "OFX"
        TABLE = "csv", "CSV"
        HAND = "hand", _("By hand")

    filled_once: ClassVar = (
        "begins_on",
        "ends_on",
        "ending_cents",
        "new_lines",
        "known_lines",
        "read_at",
    )

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    way = models.CharField(max_length=4, choices=Way.choices)
    name = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    begins_on = models.DateField(null=True)
    # What stood in the account when this day was over.
    ends_on = models.DateField(null=True)
    ending_cents = models.BigIntegerField(null=True)
    new_lines = models.IntegerField(null=True)
    # Lines that an earlier statement had brought already.
    known_lines = models.IntegerField(null=True)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # None: it waits until somebody says which column is what.
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "account", "sha256"], name="bank_statement_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name of its file; of one that was typed its day, in the reader's language."""
        if self.way == self.Way.HAND and self.ends_on:
            return str(typed_name(self.ends_on))
        return self.name


class BankLine(MoneyRecord):
    """One line of the bank: cents are positive where money came, negative where it left."""

    filled_once: ClassVar = ()

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="lines")
    on = models.DateField()
    cents = models.BigIntegerField()
    # Names of people may stand in it.
    words = SealedText()
    # What the bank calls it: the same line brought twice is one line.
    number = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "account", "number"], name="bank_line_once"
            ),
            models.CheckConstraint(condition=~Q(cents=0), name="bank_line_not_zero"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "account", "on"], name="bank_line_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.cents}"


class BankMatch(MoneyRecord):
    """So much of a line of the bank is so much of a movement of the books.

    One line is one movement, or several of one side are one of the other: then a reason
    says why. What was matched wrongly is undone, and stays.
    """

    filled_once: ClassVar = ("undone_at", "undone_by_id")

    # Those that were matched by one press belong together.
    together = models.UUIDField()
    line = models.ForeignKey(BankLine, models.PROTECT, related_name="matches")
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    cents = models.BigIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "line", "journal"],
                condition=Q(undone_at__isnull=True),
                name="matched_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "together"], name="matched_together")
        ]

    def __str__(self) -> str:
        return f"{self.cents}"


class Reconciliation(MoneyRecord):
    """A month of an account, held against the books: prepared by one, signed by another.

    What it says never changes. Prepared anew, the former is withdrawn.
    """

    filled_once: ClassVar = (
        "signed_at",
        "signed_by_id",
        "plan",
        "cleared_at",
        "cleared_by_id",
        "cleared_note",
        "withdrawn_at",
        "report_id",
        "listing_id",
        "clients_id",
    )

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    # The first day of the month.
    month = models.DateField()
    ends_on = models.DateField()
    # As `three_way.Figures.as_kept` says it, and the hash of that.
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    is_right = models.BooleanField()
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What is to be done about it, where it was signed though it does not agree; how that
    # was settled. Words that are written once: None before, as no text column can be.
    plan = models.JSONField(null=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cleared_note = models.JSONField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    report = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    listing = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    # Of a trust account: what was held for each client, by name. Not everybody who reads
    # the report may read them.
    clients = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "account", "month"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_reconciliation_a_month",
            ),
            # One cent, and nobody signs it without a plan.
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | Q(is_right=True)
                | Q(plan__isnull=False),
                name="signed_right_or_with_a_plan",
            ),
            # Whoever prepared it does not sign it, where a firm has a second person.
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(signed_by__isnull=False),
                name="signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def is_exception(self) -> bool:
        """Signed though it does not agree, and nobody has said that this is settled."""
        return bool(self.signed_at and not self.is_right and not self.cleared_at)

    @property
    def state(self) -> str:
        if self.is_exception:
            return "exception"
        return "signed" if self.signed_at else "prepared"


class AuditPack(MoneyRecord):
    """All that a bar examiner asks for, for a time: made by a job, taken once."""

    class State(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        TAKEN = "taken", _("Downloaded")
        GONE = "gone", _("Removed")

    begins_on = models.DateField()
    ends_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    files_count = models.IntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.begins_on} {self.ends_on}"

    @property
    def state(self) -> str:
        if self.removed_at:
            return self.State.GONE
        if self.taken_at:
            return self.State.TAKEN
        return self.State.READY if self.file_id else self.State.MAKING

    @property
    def state_words(self) -> str:
        return str(self.State(self.state).label)

    @property
    def file_name(self) -> str:
        return f"trust-records-{self.begins_on}-{self.ends_on}.zip"


class MoneyTask(MoneyRecord):
    """A task that the books gave, so that the same is not given again every night."""

    filled_once: ClassVar = ()

    # What it is of: "stale JOURNAL", "idle ACCOUNT DAY", "statements 2026-1".
    of = models.CharField(max_length=80)
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    # Whose money it is about, if it is of one client.
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "of"], name="money_task_once")
        ]

    def __str__(self) -> str:
        return self.of
