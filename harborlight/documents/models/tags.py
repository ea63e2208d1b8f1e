"""Tags of the firm's own, and samples of closed cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.words import in_words

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class PaperTag(FirmRecord):
    """A word that may be put on papers of a kind, beside those of the house."""

    # As it is kept on papers, in searches and for other programs.
    code = models.CharField(max_length=40)
    label = models.JSONField()
    # Of which kind of paper; "" of every one.
    kind = models.CharField(max_length=40, blank=True)
    # Whether whoever sends a paper is offered it; else only the staff are.
    at_upload = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "code"], name="one_tag_a_code")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        return in_words(self.label)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """It is no secret what a firm calls papers: whoever sends one reads it."""
        return Q()


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
    note = models.CharField(max_length=1000, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What is to be seen in the case, once `watching.sampled_cases` counted; no columns.
    papers: int = 0
    untagged: int = 0

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "case"], name="one_case_a_sample")
        ]

    def __str__(self) -> str:
        return self.result
