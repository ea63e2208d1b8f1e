"""How a firm hands out its work: rules, absences, languages, and how soon is soon enough."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK, Role


class TaskRule(FirmRecord):
    """Who is given a task, tried in order; an empty condition is met by every one."""

    class Target(models.TextChoices):
        PERSON = "person", _("One person")
        SEAT = "seat", _("Who has this part on the team of the case")
        LEAST = "least", _("Who of this part has the least to do")
        SPEAKS = "speaks", _("Who of this part speaks the client's language")

    # Which tasks: what part they are for, of which kind of case, with whom.
    asked = models.CharField(max_length=20, choices=Role.choices, blank=True)
    playbook = models.CharField(max_length=60, blank=True)
    client_language = models.CharField(max_length=8, blank=True)
    target = models.CharField(max_length=8, choices=Target.choices)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    position = models.IntegerField()
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(target="person", user__isnull=False, role="")
                | (~Q(target="person") & Q(user__isnull=True) & ~Q(role="")),
                name="task_rule_names_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.target}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING


class Absence(FirmRecord):
    """Somebody is away; what comes meanwhile goes to whoever stands in."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(User, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="absence_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(user=F("stand_in")), name="nobody_stands_in_for_themselves"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "until_on"],
                name="absence_to_come",
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_on} {self.until_on}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Everybody at the desk knows who is away."""
        return Q() if actor.plays(DESK) else NOTHING


class Speaks(FirmRecord):
    """A language that somebody of the firm speaks with clients."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "user", "language"], name="speaks_once"
            )
        ]

    def __str__(self) -> str:
        return self.language

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING


class ServiceLevel(FirmRecord):
    """Within how many hours of work something that waits for review is looked at."""

    review = models.CharField(max_length=20, choices=Role.choices, blank=True)
    hours = models.SmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "review"], name="one_service_level_a_queue"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=400), name="service_level_of_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.hours}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING
