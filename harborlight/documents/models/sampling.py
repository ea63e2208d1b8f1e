"""Closed cases drawn by lot, and what was found in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.vault.case_fields import CaseText


class Sample(FirmRecord):
    """Closed cases drawn by lot, to see whether they were kept in order."""

    # Whoever draws again with this number from as many cases gets the same ones.
    seed = models.IntegerField()
    drawn_from = models.IntegerField()
    closed_since = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.seed} of {self.drawn_from}"


class SampledCase(CaseRecord):
    """One case of a sample, and what somebody found in it."""

    class Result(models.TextChoices):
        GOOD = "good", _("In order")
        WRONG = "wrong", _("Something must be put right")

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="cases")
    position = models.SmallIntegerField()
    result = models.CharField(max_length=5, choices=Result.choices, blank=True)
    note = CaseText()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What is to be seen in the case, once `sampling.sampled_cases` counted; no columns.
    papers: int = 0
    untagged: int = 0

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "case"], name="one_case_a_sample")
        ]

    def __str__(self) -> str:
        return self.result
