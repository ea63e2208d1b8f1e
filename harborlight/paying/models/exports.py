from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, StoredFile, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import MONEY


class Shape(models.TextChoices):
    CSV = "csv", _("CSV: a table")
    IIF = "iif", _("IIF: QuickBooks Desktop")
    OFX = "ofx", _("OFX: as a bank’s statement, for most programs")


class About(models.TextChoices):
    TRANSACTIONS = "transactions", _("What came and went")
    INVOICES = "invoices", _("Invoices, as a table")


class Days(models.TextChoices):
    ISO = "iso", "2026-03-31"
    US = "us", "03/31/2026"


class MoneyFile(FirmRecord):
    """Whoever keeps the books sees it."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(MONEY) else NOTHING


class ExportPlan(MoneyFile):
    """How the firm's bookkeeping program wants its transactions. One a firm."""

    shape = models.CharField(max_length=4, choices=Shape.choices, default=Shape.CSV)
    is_daily = models.BooleanField(default=False)
    # Of a table: [what, heading], in order; how days are written.
    columns = models.JSONField(default=list)
    invoice_columns = models.JSONField(default=list)
    days = models.CharField(max_length=4, choices=Days.choices, default=Days.ISO)
    # What is told of each kind of money: its account in that program.
    codes = models.JSONField(default=dict)
    # The same for cases of one kind, before the one above: "kind of case": {...}.
    case_codes = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_export_plan_a_firm")
        ]

    def __str__(self) -> str:
        return self.shape


class Export(MoneyFile):
    """Transactions or invoices of some days, as they were handed out."""

    about = models.CharField(
        max_length=12, choices=About.choices, default=About.TRANSACTIONS
    )
    shape = models.CharField(max_length=4, choices=Shape.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    rows = models.IntegerField()
    made_at = models.DateTimeField()
    # None: it was made by itself.
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "-made_at"], name="export_by_firm")
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.last_day}"
