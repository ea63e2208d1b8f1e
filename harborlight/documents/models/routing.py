"""Who looks at papers: the firm's rules, and who was given each paper."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.documents.models.papers import Version
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.roles import Role
from harborlight.firm.vault.case_fields import CaseJSON


class RoutingRule(FirmRecord):
    """Papers that are so go to somebody. The first rule that fits decides."""

    class Target(models.TextChoices):
        PERSON = "person", _("One person")
        SEAT = "seat", _("Whoever plays a part on the team of the case")
        LEAST = "least", _("Whoever of a part has the least to look at")

    position = models.SmallIntegerField()
    # What must be so of the paper; "": it does not matter.
    kind = models.CharField(max_length=40, blank=True)
    playbook = models.CharField(max_length=60, blank=True)
    paper_language = models.CharField(max_length=20, blank=True)
    client_language = models.CharField(max_length=10, blank=True)
    # Of whom it is: the part in the case of the person who is asked for it.
    party = models.CharField(max_length=30, blank=True)
    # To whom it goes then.
    target = models.CharField(max_length=6, choices=Target.choices)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(target="person", user__isnull=False, role="")
                | ~Q(target="person") & Q(user__isnull=True) & ~Q(role=""),
                name="routing_rule_names_its_target",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "position"],
                name="routing_rule_in_force",
                condition=Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.kind or '*'}"


class Assignment(CaseRecord):
    """Somebody was given a paper to look at, and why; until it is given to another.

    Who of us looks at it is ours to arrange: a client sees none of it.
    """

    version = models.ForeignKey(
        Version, models.PROTECT, related_name="assignments", db_index=False
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    # What decided it: a rule, or somebody's hand; neither: it fell to the lead.
    rule = models.ForeignKey(RoutingRule, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The reason by language, as it was on that day.
    because = CaseJSON(empty=dict)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(ended_at__isnull=True),
                name="one_reviewer_a_version",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user", "version"],
                name="assignment_by_user",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(fields=["case", "given_at"], name="assignment_by_case"),
        ]

    def __str__(self) -> str:
        return str(self.user_id)
