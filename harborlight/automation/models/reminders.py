"""How clients are reminded, and every reminder that was claimed, handed over, or not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from harborlight.automation.models.automations import KEEPERS
from harborlight.cases.models import CaseRecord
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK
from harborlight.people.models import Person


class About(models.TextChoices):
    PAPERS = "papers", _("Papers that we asked for")
    QUESTIONS = "questions", _("Questions that are not finished")
    SIGNATURES = "signatures", _("Forms to sign")
    INVOICES = "invoices", _("Invoices that are not paid")
    DATES = "dates", _("Dates that we told them of")


class Way(models.TextChoices):
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")
    PORTAL = "portal", _("On their page")
    STAFF = "staff", _("To the team")


class Cadence(FirmRecord):
    """The steps by which people are reminded of one kind of thing."""

    about = models.CharField(max_length=12, choices=About.choices)
    is_on = models.BooleanField(default=False)
    # What cadence.py reads: [{"days": 3, "kind": "nudge", "ways": ["email"]}, ...].
    steps = models.JSONField()
    # Since when; what was asked for before is reminded of from this day on.
    on_since = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "about"], name="one_cadence_a_thing"
            )
        ]

    def __str__(self) -> str:
        return self.about

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(KEEPERS) else NOTHING


class ReminderSettings(FirmRecord):
    """When nobody is written to, and how often at most."""

    # Hours of the reader's own day between which they may be written to.
    opens = models.SmallIntegerField(default=9)
    closes = models.SmallIntegerField(default=19)
    # To one person within seven days, over all their cases.
    most_a_week = models.SmallIntegerField(default=4)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_reminder_settings"),
            models.CheckConstraint(
                condition=Q(opens__gte=0, closes__lte=24, opens__lt=F("closes"))
                & Q(most_a_week__gte=1),
                name="reminders_have_some_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens}-{self.closes}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(KEEPERS) else NOTHING


class Hold(FirmRecord):
    """A way by which nothing is handed over now: whoever carries it refused."""

    way = models.CharField(max_length=6, choices=Way.choices)
    why = models.CharField(max_length=80)
    since = models.DateTimeField()
    # Until when nobody tries; longer after each try.
    until = models.DateTimeField()
    tries = models.SmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "way"], name="one_hold_a_way")
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.why}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING


class Reaching(FirmRecord):
    """What one person says of how they want to be reached."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    no_texts = models.BooleanField(default=False)
    no_emails = models.BooleanField(default=False)
    # Theirs; "": the firm's.
    zone = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], name="one_reaching_a_person")
        ]

    def __str__(self) -> str:
        return self.zone

    @property
    def holds_words_of(self) -> object:
        return self.person_id

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        if actor.is_client:
            return Q(person__login=actor.user_id)
        if not actor.plays(DESK):
            return NOTHING
        return Q(person__in=Person.objects.visible_to(actor))


class Reminder(CaseRecord):
    """One step to one person in one way: claimed before it is handed over, never twice."""

    about = models.CharField(max_length=12, choices=About.choices)
    # From which day the steps are counted: what was asked on one day is one matter.
    since = models.DateField()
    step = models.SmallIntegerField()
    kind = models.CharField(max_length=10)
    way = models.CharField(max_length=6, choices=Way.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    # Handed over to the mail server or the provider of text messages, and its name there.
    handed_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    # Why it was not handed over: a code of reaching.py, or what the provider said.
    why_not = models.CharField(max_length=80, blank=True)
    # Somebody looked at what is in doubt.
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person", "about", "since", "step", "way"],
                name="reminded_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-claimed_at"], name="reminder_by_person"),
            models.Index(fields=["case", "-claimed_at"], name="reminder_by_case"),
            models.Index(
                fields=["firm", "claimed_at"],
                name="reminder_in_doubt",
                condition=Q(handed_at__isnull=True, why_not="", looked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.step} {self.way}"

    @property
    def is_doubtful(self) -> bool:
        """Claimed, and nobody knows whether it was handed over."""
        return self.handed_at is None and not self.why_not
