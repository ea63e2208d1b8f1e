"""Automations in their versions, and every firing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import OFFICE, Role, roles
from harborlight.firm.words import in_words

# Who says what happens by itself.
KEEPERS = roles(OFFICE, Role.PRACTICE_MANAGER)


class Automation(FirmRecord):
    """When, if, then: what the firm lets happen by itself."""

    # By language, where Harborlight brought it along; in one where somebody named it.
    name = models.JSONField()
    # Which of the starters it is (starters.yaml); "": the firm's own.
    starter = models.CharField(max_length=40, blank=True)
    is_on = models.BooleanField(default=False)
    # Since when; what was before is not made up for.
    on_since = models.DateTimeField(null=True)
    # The version in force; 0: none was published yet.
    number = models.IntegerField(default=0)
    # Whether it waits for a date, a state or a silence, not for an event; and of that
    # version the kind of event, so that readers find it.
    waits = models.BooleanField(default=False)
    kind = models.CharField(max_length=60, blank=True)
    # The next version while it is written, as rule.py writes it; and how often it was
    # changed, so that nobody overwrites what they have not seen.
    draft = models.JSONField(null=True)
    changes = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    # Taken away: it fires no more and is in no list; its log stays.
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_on=False)
                | Q(number__gt=0, removed_at__isnull=True, on_since__isnull=False),
                name="automation_on_is_published",
            ),
            models.UniqueConstraint(
                fields=["firm", "starter"],
                condition=~Q(starter=""),
                name="one_automation_a_starter",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "kind"],
                name="automation_on",
                condition=Q(is_on=True),
            )
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        return in_words(self.name)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(KEEPERS) else NOTHING


class RuleVersion(FirmRecord):
    """An automation as it was published: it never changes."""

    filled_once: ClassVar = ()

    automation = models.ForeignKey(
        Automation, models.PROTECT, related_name="versions", db_index=False
    )
    number = models.IntegerField()
    # What rule.py reads.
    definition = models.JSONField()
    made_at = models.DateTimeField()
    # Nobody, where Harborlight brought it along.
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["automation", "number"], name="rule_version_number"
            )
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(KEEPERS) else NOTHING


class Firing(CaseRecord):
    """An automation met what it waits for, in one case: what it did, or why nothing.

    It holds codes and ids, no words of the case.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        PARTLY = "partly", _("Done in part")
        FAILED = "failed", _("Could not be done")
        NOT_SO = "not so", _("Not so: nothing was done")
        HELD = "held", _("Held back")

    automation = models.ForeignKey(
        Automation, models.PROTECT, related_name="+", db_index=False
    )
    version = models.IntegerField()
    # What it was: an event of the log; or a day that came, of a thing.
    event_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    on = models.DateField(null=True)
    # Events that followed from automations before it: 0 where a person began.
    depth = models.SmallIntegerField(default=0)
    # Of each condition whether it was so, in the order of the version.
    so = models.JSONField(default=list)
    # Of each thing that was to be done: [its outcome (deeds.py), the row it made].
    did = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["automation", "event_id"],
                condition=Q(event_id__isnull=False),
                name="fired_once_an_event",
            ),
            models.UniqueConstraint(
                fields=["automation", "subject_id", "on"],
                condition=Q(event_id__isnull=True),
                name="fired_once_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["automation", "-at"], name="firing_by_automation"),
            models.Index(fields=["case", "automation", "-at"], name="firing_by_case"),
        ]

    def __str__(self) -> str:
        return self.outcome
