from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseText
from harborlight.firm.words import in_words


class Kind(models.TextChoices):
    RECEIPT_CHASE = "receipt chase", _("Ask after the receipt")
    COUNTED = "counted", _("Counted by a rule")
    OWN = "own", _("Set by hand")


class Deadline(CaseRecord):
    """A day by which something must be done, and why it is that day."""

    kind = models.CharField(max_length=40, choices=Kind.choices)
    title = models.CharField(_("what must be done"), max_length=200)
    due_on = models.DateField(_("by"))
    # The reasons, in words, kept as they were on the day they were counted.
    because = models.TextField()
    # Both in every language, {"title": {"en": ...}}, where the program wrote them.
    texts = models.JSONField(default=dict)
    # What it watches over: a filing, say.
    about_id = models.UUIDField(null=True)
    # The day to which the firm works, where it is an earlier one: its own, or the last
    # on which offices are open.
    inner_on = models.DateField(null=True)
    # The next day on which people are warned of it (deadlines/ladder.py).
    warn_on = models.DateField(null=True)
    # Since when nobody works on its case who could be warned; empty once somebody does.
    unwarned_since = models.DateField(null=True)
    # Whose it is; nobody: the lead of the case's.
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    met_on = models.DateField(null=True)
    met_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What shows that it was met: in words, and a version of a paper of the case.
    proof = CaseText()
    proof_id = models.UUIDField(null=True)
    # Why it is over and was not met. is_missed: it was to be met.
    dropped_because = models.CharField(max_length=300, blank=True)
    is_missed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind", "about_id"],
                condition=Q(
                    met_on__isnull=True, dropped_because="", about_id__isnull=False
                ),
                name="one_open_deadline_a_thing",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "due_on", "id"],
                name="deadline_open",
                condition=Q(met_on__isnull=True, dropped_because=""),
            ),
            # The days that a firm works to, and what somebody answers for (calendar.py).
            models.Index(
                fields=["firm", "inner_on", "id"],
                name="deadline_to_aim",
                condition=Q(
                    met_on__isnull=True, dropped_because="", inner_on__isnull=False
                ),
            ),
            models.Index(
                fields=["owner", "due_on"],
                name="deadline_of_owner",
                condition=Q(
                    met_on__isnull=True, dropped_because="", owner__isnull=False
                ),
            ),
            models.Index(fields=["case", "due_on"], name="deadline_by_case"),
            models.Index(
                fields=["firm", "due_on"],
                name="deadline_unwarned",
                condition=Q(unwarned_since__isnull=False),
            ),
            models.Index(
                fields=["firm", "warn_on"],
                name="deadline_to_warn",
                condition=Q(met_on__isnull=True, dropped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def called(self) -> str:
        """Its title, in the reader's language where the program gave it."""
        return in_words(self.texts.get("title") or self.title)

    @property
    def why(self) -> str:
        """Its reasons, in the reader's language where the program gave them."""
        return in_words(self.texts.get("because") or self.because)

    @property
    def aim_on(self) -> date:
        """The day to which the firm works."""
        return self.inner_on or self.due_on

    @property
    def is_open(self) -> bool:
        return self.met_on is None and not self.dropped_because
