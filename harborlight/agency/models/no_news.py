"""Letters that say that nothing happened, agreed with the client at the start."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.people.models import Person


class NoNews(CaseRecord):
    """Every so many weeks, to one person of the case, in their own language."""

    class Channel(models.TextChoices):
        LETTER = "letter", _("On their page, and a letter that there is something new")
        PAGE = "page", _("Only on their page: no letter is sent")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    weeks = models.SmallIntegerField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Up to when they know how it stands: the start, or the last letter.
    known_at = models.DateTimeField()
    next_on = models.DateField()
    # A letter was due and nobody had checked: staff were told.
    unchecked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(ended_at__isnull=True),
                name="one_no_news_a_person",
            ),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=52), name="no_news_of_some_weeks"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "next_on"],
                name="no_news_due",
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.weeks}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__login=actor.user_id)
