from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case, CaseRecord
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseText

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class PlaybookChoice(CaseRecord):
    """What was decided of one difference between a case's playbook and a newer version."""

    class Decision(models.TextChoices):
        TAKEN = "taken", _("Taken over")
        DECLINED = "declined", _("Left as it is")

    # The newer version that was offered.
    version = models.IntegerField()
    # Which difference: "papers/passport/applicant" (playbook_differences.py).
    item = models.CharField(max_length=200)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "version", "item"], name="one_choice_a_difference"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.decision}"


class NeedDecision(CaseRecord):
    """What was decided of a need besides the case that its playbook names."""

    class Decision(models.TextChoices):
        TOLD = "told", _("The client was told")
        OPENED = "opened", _("A case was opened for it")
        NOT_NEEDED = "not needed", _("Not needed here")

    # Which need: the id in the playbook.
    need = models.CharField(max_length=60)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    words = CaseText()
    # The case that was opened for it.
    opened = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "need"], name="one_decision_a_need"
            ),
            models.CheckConstraint(
                condition=Q(decision="opened") | Q(opened=None),
                name="need_opened_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need}: {self.decision}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """They read what they were told of, and nothing of what was weighed."""
        return Q(decision=cls.Decision.TOLD)


class FollowUpStart(CaseRecord):
    """The day that something years ahead counts from, typed by staff."""

    # Which: the id in the playbook.
    follow_up = models.CharField(max_length=60)
    on = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "follow_up"], name="one_start_a_follow_up"
            )
        ]

    def __str__(self) -> str:
        return self.follow_up

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q()
