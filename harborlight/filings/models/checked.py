"""What is known of a filing before it goes out: how it is paid, what was found and
answered, who answers for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import CaseRecord
from harborlight.filings.models.filing import Filing, FilledForm, NeededForm
from harborlight.firm.models import StoredFile, User
from harborlight.firm.vault.case_fields import CaseJSON, CaseText


class PaymentForm(CaseRecord):
    """A payment form that lies on top of a form: the amount on it, and no number of any
    card or account."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="payments")
    needed = models.ForeignKey(
        NeededForm, models.PROTECT, related_name="+", db_index=False
    )
    # The fee that it pays: "" the form's own, else the law that asks for more (law/fees.py).
    law = models.CharField(max_length=20, blank=True)
    # Whole cents, as somebody read them from the payment form.
    cents = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["needed", "law"], name="one_payment_form_a_fee"
            ),
            models.CheckConstraint(
                condition=Q(cents__gte=0), name="payment_form_is_money"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cents}"


class FindingAnswer(CaseRecord):
    """What somebody said to a finding of the preflight; the newest counts."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="answers")
    # The finding with all that it names: one that says something else has another key.
    key = models.CharField(max_length=64)
    code = models.CharField(max_length=30)
    words = CaseText()
    # An attorney lets it go out in spite of a hard stop; `words` is the reason.
    lifts = models.BooleanField(default=False)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["filing", "key"], name="answer_by_finding")
        ]

    def __str__(self) -> str:
        return self.code


class Certificate(CaseRecord):
    """Two people answer by name for what a filing was when they looked at it."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="certificates")
    number = models.SmallIntegerField()
    # The day for which it was checked.
    on = models.DateField()
    # Of all that was checked (certificates.state_of): what differs later makes it void.
    sha256 = models.CharField(max_length=64)
    # {"state": hashes by what they are of, "findings": [...]}: certificates.py
    content = CaseJSON()
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Where the firm waives the second pair of eyes, its only attorney is both.
    alone = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filing", "number"], name="certificate_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.on}"


class FilledBoxes(CaseRecord):
    """What stands in the boxes of a filled form, and which facts it was made of."""

    filled = models.OneToOneField(FilledForm, models.PROTECT, related_name="written")
    # [[box, text or true, [paths of facts]]], empty boxes left out.
    boxes = CaseJSON(empty=list)

    def __str__(self) -> str:
        return f"{self.filled_id}"
