"""What becomes of each form of an envelope, and what was typed into a site."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import CaseRecord
from harborlight.documents.models import Version
from harborlight.filings.models.filing import Filing, NeededForm
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseJSON


class FormOutcome(CaseRecord):
    """What the agency said to one form that went with others: a receipt number of its
    own, or why it came back. That of the form that the filing is about stands on Filing."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="outcomes")
    needed = models.OneToOneField(
        NeededForm, models.PROTECT, related_name="outcome", db_index=False
    )
    # The date of the notice.
    on = models.DateField()
    number = models.CharField(max_length=18, blank=True)
    notice = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    rejected_why = models.CharField(max_length=300, blank=True)
    # Whole cents that came back with it; None: nobody said.
    returned_cents = models.BigIntegerField(null=True)
    # Where the form is filed anew, after it came back.
    again = models.ForeignKey(
        Filing, models.PROTECT, null=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "number"],
                condition=~Q(number=""),
                name="form_receipt_once",
            ),
            models.CheckConstraint(
                condition=(Q(number="") & ~Q(rejected_why=""))
                | (~Q(number="") & Q(rejected_why="")),
                name="accepted_or_rejected",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.rejected_why

    @property
    def is_accepted(self) -> bool:
        return bool(self.number)


class TypedPage(CaseRecord):
    """A page of a site that somebody typed (or a step that they did), and what it said."""

    # Protected numbers stand among them.
    never_logged: ClassVar = frozenset({"lines"})

    # A sheet of law/sites, the part of the party whom it is about, and its page.
    sheet = models.CharField(max_length=40)
    part = models.CharField(max_length=30)
    page = models.CharField(max_length=40)
    # What stood there, by the line: what is answered otherwise later is told.
    lines = CaseJSON(empty=dict)
    typed_at = models.DateTimeField()
    typed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "sheet", "part", "page"], name="page_typed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.page}"
