"""Hours and what they cost, and what we spend for a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.billing.models import MoneyOfACase
from harborlight.cases.models import MONEY_READERS
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.vault.case_fields import CaseText
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

DAY_OF_MINUTES = 24 * 60


class Work(models.TextChoices):
    """Kinds of work that may have rates of their own."""

    LEGAL = "legal", _("Legal work")
    PARALEGAL = "paralegal", _("Paralegal work")
    CONSULTATION = "consultation", _("Consultation")
    TRANSLATION = "translation", _("Translation")
    TRAVEL = "travel", _("Travel")


class Rate(FirmRecord):
    """What an hour costs: of one person, or of everybody who has no rate of their own."""

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    work = models.CharField(max_length=14, choices=Work.choices)
    cents = models.BigIntegerField()
    from_on = models.DateField()
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="rate_is_money")
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "work", "-from_on"], name="rate_by_work")
        ]

    def __str__(self) -> str:
        return f"{self.work} {self.cents}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(MONEY_READERS) else NOTHING


class OwnWork(MoneyOfACase):
    """Readers of money see everybody's; who wrote it sees their own."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def reach_within(cls, actor: Actor) -> Q:
        if actor.plays(cls.staff_readers):
            return Q()
        return Q(user=actor.user_id) if not actor.is_client else NOTHING


class TimeEntry(OwnWork):
    """So many minutes of somebody's work in a case."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField()
    minutes = models.SmallIntegerField()
    work = models.CharField(max_length=14, choices=Work.choices)
    words = CaseText()
    # What an hour cost when it was written; none: nobody had said yet.
    rate_cents = models.BigIntegerField(null=True)
    billable = models.BooleanField(default=True)
    written_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    # It was worked and would be billed, and the firm decided not to ask for it.
    written_off_at = models.DateTimeField(null=True)
    written_off_why = CaseText()
    # The same form sent twice, or a timer stopped in two tabs, is one row.
    once = models.CharField(max_length=60, default="")

    TO_BE_BILLED: ClassVar = Q(billable=True, dropped_at=None, written_off_at=None)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=DAY_OF_MINUTES),
                name="time_of_a_day",
            ),
            models.UniqueConstraint(
                fields=["firm", "once"],
                condition=Q(once__gt=""),
                name="time_written_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-on"], name="time_by_case"),
            models.Index(fields=["firm", "user", "-on"], name="time_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.minutes}"

    @property
    def cents(self) -> int:
        """What it comes to, half a cent rounded up."""
        return ((self.rate_cents or 0) * self.minutes + 30) // 60


class Timer(OwnWork):
    """A clock that somebody has running for a case: one a person."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    work = models.CharField(max_length=14, choices=Work.choices)
    words = CaseText()
    started_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "user"], name="one_timer_a_person")
        ]

    def __str__(self) -> str:
        return str(self.started_at)


class Cost(MoneyOfACase):
    """What we spend for a client: first an estimate, then what it was."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Government fee that we advance")
        TRANSLATION = "translation", _("Translation")
        EXPERT = "expert", _("Expert")
        MEDICAL = "medical", _("Medical examination")
        COURIER = "courier", _("Courier and postage")
        TRAVEL = "travel", _("Travel")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        NOTED = "noted", _("Noted")
        ASKED = "asked", _("Waits for the client")
        APPROVED = "approved", _("The client agreed")
        DECLINED = "declined", _("The client did not agree")
        DROPPED = "dropped", _("Dropped")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.CharField(max_length=200)
    estimate_cents = models.BigIntegerField(default=0)
    # What it was in the end, and when; none: not known yet.
    actual_cents = models.BigIntegerField(null=True)
    spent_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTED)
    asked_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = CaseText(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    once = models.CharField(max_length=60, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(estimate_cents__gte=0)
                & (Q(actual_cents__isnull=True) | Q(actual_cents__gte=0))
                & (Q(estimate_cents__gt=0) | Q(actual_cents__gt=0)),
                name="cost_is_money",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("noted", "dropped"))
                | Q(asked_of__isnull=False, asked_at__isnull=False),
                name="cost_was_asked_of_somebody",
            ),
            models.UniqueConstraint(
                fields=["firm", "once"],
                condition=Q(once__gt=""),
                name="cost_noted_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-noted_at"], name="cost_by_case")
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def known_cents(self) -> int:
        """What it was, or else what it may be."""
        return self.estimate_cents if self.actual_cents is None else self.actual_cents

    @property
    def waits(self) -> bool:
        return self.state == self.State.ASKED

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """What they were asked to agree to."""
        return Q(asked_of__login=actor.user_id) & ~Q(state__in=("noted", "dropped"))
