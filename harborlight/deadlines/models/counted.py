"""How a deadline was counted, what would move it, and what its client is told of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.deadlines.models.deadline import Deadline
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK
from harborlight.firm.vault.case_fields import CaseJSON, CaseText
from harborlight.firm.words import in_words, lines_in_words
from harborlight.law.deadlines.reading import rules
from harborlight.people.models import Person


class Basis(CaseRecord):
    """What a deadline was counted from, and the days that came out."""

    class Uncounted(models.TextChoices):
        COUNTED = "", _("It can be counted")
        HOLIDAYS = "holidays", _("The table of holidays ends")
        NO_TEXT = "no text", _("No text of the rule is in force")
        LACKING = "lacking", _("The rule asks for more than was said")

    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="basis")
    rule = models.CharField(max_length=8)
    version = models.SmallIntegerField()
    # The date of the rule that was chosen, where it has several; "": its main one.
    named = models.CharField(max_length=40, blank=True)
    # {input: {"text": "2026-03-24", "from": "notice" or "hand"}}, as law/deadlines/told.py
    # reads it; an input that is not there is as the rule takes it.
    said = CaseJSON(empty=dict)
    # Where a person knows it from, in their words; and the paper that said it.
    source = CaseText()
    paper_id = models.UUIDField(null=True)
    legal_raw = models.DateField(null=True)
    legal_last = models.DateField(null=True)
    firm_last = models.DateField(null=True)
    printed = models.DateField(null=True)
    # Every step in words, by language: {"en": ["...", ...]}.
    trace = CaseJSON(empty=dict)
    findings = models.JSONField(default=list)
    reviewed = models.BooleanField()
    # Of the rule and the closures that it was counted with (deadlines/counted.py).
    book = models.CharField(max_length=16)
    counted_at = models.DateTimeField()
    # By the book of now it can be counted no longer: the day stands as it was. Since when,
    # and why in words by language.
    uncounted = models.CharField(max_length=10, choices=Uncounted.choices, blank=True)
    uncounted_since = models.DateField(null=True)
    uncounted_why = CaseJSON(empty=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "rule", "book"], name="basis_by_book"),
            models.Index(
                fields=["firm"], name="basis_uncounted", condition=~Q(uncounted="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.version}"

    @property
    def steps(self) -> list[str]:
        """The trace, in the reader's language."""
        return lines_in_words(self.trace)

    @property
    def why_uncounted(self) -> str:
        """Why it can be counted no longer, in the reader's language."""
        return in_words(self.uncounted_why)

    @property
    def citation(self) -> str:
        """Where the text of the rule stands that it was counted with."""
        rule = rules().get(self.rule)
        every = rule.versions if rule else ()
        return next((one.source for one in every if one.version == self.version), "")

    @property
    def controls(self) -> str:
        """Which of the four counts: "printed" or "rule"."""
        last = self.legal_last
        early = self.printed and last and self.printed <= last
        return "printed" if early else "rule"

    @property
    def texts(self) -> dict[str, str]:
        """What was said, by the name of its input, as the rule reads it."""
        return {name: one["text"] for name, one in self.said.items()}

    @property
    def for_lawyers(self) -> bool:
        rule = rules().get(self.rule)
        return bool(rule and rule.attorney_only)


class Office(models.TextChoices):
    """Whose offices were closed; "": those of all."""

    ALL = "", _("Every office")
    USCIS = "USCIS", _("USCIS")
    EOIR = "EOIR", _("Immigration court and the Board (EOIR)")
    COURT = "court", _("Court of appeals")
    DOL = "DOL", _("Department of Labor")
    DOS = "DOS", _("Department of State")


class Closure(FirmRecord):
    """A day on which an agency was closed, besides weekends and holidays of the law."""

    office = models.CharField(max_length=8, choices=Office.choices, blank=True)
    day = models.DateField()
    why = models.CharField(max_length=120)
    # Where the agency says so.
    source = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "day", "office"], name="one_closure_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.office}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Whoever sees a deadline sees why it rolled."""
        return Q() if actor.plays(DESK) else NOTHING


class Shift(CaseRecord):
    """A deadline would fall on another day by the book of now; a person decides."""

    class Answer(models.TextChoices):
        OPEN = "", _("To be decided")
        MOVED = "moved", _("Moved")
        KEPT = "kept", _("Kept")

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="shifts")
    was = models.DateField()
    due_on = models.DateField()
    version = models.SmallIntegerField()
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    reason = CaseText()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(answer=""), name="one_open_shift"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "due_on"], name="open_shift", condition=Q(answer="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.was} {self.due_on}"


class ForClient(CaseRecord):
    """The client's side of a deadline, as staff chose to show it."""

    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="shown")
    # Nobody: everybody of the case who comes into the portal.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    title = CaseText()
    we_do = CaseText()
    you_do = CaseText()
    by = models.DateField()
    shown_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "case"], name="for_client_by_case")
        ]

    def __str__(self) -> str:
        return str(self.by)

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """What is told to everybody of the case, or to them; while it is open."""
        theirs = Q(person__isnull=True) | Q(person__login=actor.user_id)
        over = Q(deadline__met_on__isnull=False) | ~Q(deadline__dropped_because="")
        return theirs & ~over
