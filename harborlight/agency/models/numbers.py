"""Visa Bulletin, priority dates, and how long the agency says that it takes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK
from harborlight.firm.words import in_words
from harborlight.law.bulletin import areas, categories
from harborlight.people.models import Person


class Chart(models.TextChoices):
    FINAL = "final", _("Final action dates")
    FILING = "filing", _("Dates for filing")


class Bulletin(FirmRecord):
    """A month of it: entered by one person, confirmed by a second."""

    # Its first day.
    month = models.DateField()
    # {category: {area: "C", "U" or a day}} (law/bulletin.py).
    final = models.JSONField(default=dict)
    filing = models.JSONField(default=dict)
    source = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "month"], name="one_bulletin_a_month"
            )
        ]

    def __str__(self) -> str:
        return str(self.month)

    @property
    def mark(self) -> str:
        """Another one as soon as somebody enters the month anew."""
        return self.entered_at.isoformat()

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING


class PriorityDate(CaseRecord):
    """Somebody's place in the line for a visa number."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    category = models.CharField(max_length=8)
    area = models.CharField(max_length=16)
    on = models.DateField()
    # What shows it: a notice, a certification.
    source = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person"], name="one_priority_date_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.on}"

    @property
    def category_called(self) -> str:
        return in_words(categories().get(self.category, self.category))

    @property
    def area_called(self) -> str:
        return in_words(areas().get(self.area, self.area))


class Move(CaseRecord):
    """A priority date became current, or no longer is: somebody acts on it."""

    class Became(models.TextChoices):
        CURRENT = "current", _("Became current")
        BACK = "back", _("No longer current")

    priority = models.ForeignKey(PriorityDate, models.PROTECT, related_name="moves")
    month = models.DateField()
    chart = models.CharField(max_length=8, choices=Chart.choices)
    became = models.CharField(max_length=8, choices=Became.choices)
    found_at = models.DateTimeField()
    # What somebody did about it.
    done = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["priority", "month", "chart"], name="one_move_a_month"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "month"],
                name="move_to_act_on",
                condition=Q(done_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.became}"


class Times(FirmRecord):
    """How long an agency says that a form takes, on one day. Older rows stay."""

    form = models.CharField(max_length=20)
    # The office or the kind, where the agency tells them apart; "": of all.
    office = models.CharField(max_length=60, blank=True)
    # Tenths of a month.
    low = models.SmallIntegerField()
    high = models.SmallIntegerField()
    published_on = models.DateField()
    source = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "form", "office", "published_on"],
                name="times_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(low__gte=0, high__gte=models.F("low")),
                name="times_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.published_on}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING
