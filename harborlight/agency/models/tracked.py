"""A number under which an agency has a case of ours, and everything seen of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK
from harborlight.firm.vault.case_fields import CaseText
from harborlight.firm.vault.fields import Lookup, SealedText
from harborlight.firm.words import in_words, language_now
from harborlight.law.agency import Meaning, meanings


class Agency(models.TextChoices):
    USCIS = "USCIS", _("USCIS")
    LABOR = "DOL", _("Department of Labor")
    STATE = "DOS", _("Department of State (National Visa Center)")
    COURT = "EOIR", _("Immigration court (EOIR)")


class Source(models.TextChoices):
    """How something was seen."""

    HAND = "hand", _("looked up by a person")
    NOTICE = "notice", _("read on a notice, compared by a person")
    FILING = "filing", _("recorded with the filing")
    SERVICE = "service", _("asked of the agency’s service")


class Tracked(CaseRecord):
    """One number at one agency. What it says of it now, and when that was last checked."""

    agency = models.CharField(max_length=8, choices=Agency.choices)
    number = SealedText()
    number_lookup = Lookup(of="number")
    # The form, or what it is, in a word: "I-130".
    what = models.CharField(max_length=60, blank=True)
    # The filing, or the outcome of one of its forms, that brought the number.
    about_id = models.UUIDField(null=True)
    received_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The newest observation, and the newest that the client may know.
    last_id = models.UUIDField(null=True)
    shown_id = models.UUIDField(null=True)
    # When it was last seen that the newest one still holds, and by what.
    checked_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=8, choices=Source.choices, blank=True)
    # The same of what the client knows: it stands still while something is kept from them.
    shown_checked_at = models.DateTimeField(null=True)
    shown_checked_by = models.CharField(
        max_length=8, choices=Source.choices, blank=True
    )
    # When the service is asked next; nothing: it is not.
    ask_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    # What the service last said instead of a status.
    trouble = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True)
    ended_why = CaseText()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "agency", "number_lookup"], name="tracked_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "case"], name="tracked_by_case"),
            models.Index(
                fields=["firm", "ask_at"],
                name="tracked_to_ask",
                condition=Q(ask_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(shown_id__isnull=False)


class Observation(CaseRecord):
    """What was seen once. Rows stay as they are; only the telling is added."""

    filled_once: ClassVar = ("shown_at", "shown_by_id")

    tracked = models.ForeignKey(Tracked, models.PROTECT, related_name="seen")
    seen_at = models.DateTimeField()
    source = models.CharField(max_length=8, choices=Source.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The day that the agency, or its notice, gives to it.
    on = models.DateField(null=True)
    # An interview, a hearing, a biometrics appointment: when it is.
    appointment_on = models.DateField(null=True)
    # Of law/agency_meanings.yaml; "": nobody knew when it was seen.
    means = models.CharField(max_length=40, blank=True)
    # A person tells the client before any page does.
    first = models.BooleanField(default=False)
    # The agency's own words, and what it answered, to the letter.
    text = CaseText()
    text_es = CaseText()
    detail = CaseText()
    detail_es = CaseText()
    raw = CaseText()
    # The version of a paper of the case that says it.
    paper_id = models.UUIDField(null=True)
    # Since when the client may know it.
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tracked", "-seen_at"], name="seen_of_tracked"),
            models.Index(fields=["firm", "-seen_at"], name="seen_lately"),
            models.Index(
                fields=["firm", "seen_at"],
                name="seen_not_shown",
                condition=Q(shown_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seen_at}"

    @property
    def meaning(self) -> Meaning | None:
        """What it means; None: nobody has said so yet."""
        decided = None if self.means else getattr(self, "decision", None)
        return meanings().get(decided.means if decided else self.means)

    @property
    def called(self) -> str:
        """What it is called at the desk."""
        return in_words(self.meaning.label) if self.meaning else self.text

    @property
    def for_client(self) -> str:
        """What the client reads of it, in our words."""
        return in_words(self.meaning.client) if self.meaning else ""

    @property
    def their_words(self) -> str:
        """The agency's words, in the reader's language where it gave them."""
        theirs = self.text_es if language_now() == "es" else ""
        return str(theirs or self.text)

    @property
    def is_unknown(self) -> bool:
        return self.meaning is None

    @property
    def waits(self) -> bool:
        """Whether somebody must still tell the client, or say what it means."""
        return self.shown_at is None

    @property
    def day(self) -> date:
        return self.on or self.seen_at.date()

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(shown_at__isnull=False)


class Decision(CaseRecord):
    """What somebody said that an unknown text means here."""

    observation = models.OneToOneField(
        Observation, models.PROTECT, related_name="decision"
    )
    means = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.means


class StatusMeaning(FirmRecord):
    """What a text of an agency means, as the firm decided: it goes before the book."""

    text = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    means = models.CharField(max_length=40)
    # Whether a person tells the client first.
    first = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "folded"], name="one_meaning_a_text"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def called(self) -> str:
        found = meanings().get(self.means)
        return in_words(found.label) if found else self.means

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) else NOTHING
