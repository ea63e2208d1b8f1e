"""The answer to one notice of the agency that asks for something, step by step."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.deadlines.models import Deadline
from harborlight.documents.models import Request, Version
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseText
from harborlight.packets.models import Packet


def _user() -> models.ForeignKey[User | None, User | None]:
    return models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )


class Reply(CaseRecord):
    """One notice that must be answered, and what was done towards the answer.

    Each step keeps who did it and when. What was approved and read twice is so only as
    long as nothing changed after it.
    """

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", _("Request for evidence")
        INTENT = "intent", _("Notice of intent to deny")
        REVOKE = "intent to revoke", _("Notice of intent to revoke")

    class Channel(models.TextChoices):
        PAPER = "paper", _("On paper, by courier or mail")
        ONLINE = "online", _("Online, in the agency's own account")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    # The receipt number of what was filed, where the notice gives one.
    number = models.CharField(max_length=18, blank=True)
    notice = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    # The day on which it reached the firm: from here the days of an answer are measured.
    came_on = models.DateField()
    # Against an invented notice: nothing of it is asked of clients, sent or measured.
    is_practice = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = _user()
    # Who read all of it, and what it turns on, for the team.
    read_at = models.DateTimeField(null=True)
    read_by = _user()
    gist = CaseText()
    # The last day for it; in practice, none stands in the calendar.
    deadline = models.ForeignKey(
        Deadline, models.PROTECT, null=True, related_name="+", db_index=False
    )
    due_on = models.DateField(null=True)
    work_to = models.DateField(null=True)
    # The letter, and who wrote it last, approved it, and read all of it after them.
    letter = CaseText()
    written_at = models.DateTimeField(null=True)
    written_by = _user()
    returned_why = CaseText()
    approved_at = models.DateTimeField(null=True)
    approved_by = _user()
    packet = models.ForeignKey(
        Packet, models.PROTECT, null=True, related_name="+", db_index=False
    )
    second_at = models.DateTimeField(null=True)
    second_by = _user()
    second_words = CaseText()
    sent_on = models.DateField(null=True)
    sent_by = _user()
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    tracking = CaseText()
    # The agency has it: the day, and what shows it.
    arrived_on = models.DateField(null=True)
    arrived_by = _user()
    arrived_proof = CaseText()
    # Over without an answer, and why.
    ended_at = models.DateTimeField(null=True)
    ended_why = CaseText()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "-came_on"], name="answer_by_case"),
            models.Index(
                fields=["firm", "due_on"],
                name="answer_open",
                condition=Q(arrived_on__isnull=True, ended_at__isnull=True),
            ),
            models.Index(fields=["firm", "-sent_on"], name="answer_sent"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(second_at__isnull=False),
                name="sent_after_second_reading",
            ),
            models.CheckConstraint(
                condition=Q(second_at__isnull=True) | Q(approved_at__isnull=False),
                name="read_twice_after_approval",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.came_on}"

    @property
    def called(self) -> str:
        name = self.get_kind_display()
        return f"{name} {self.number}" if self.number else name

    @property
    def is_open(self) -> bool:
        return self.arrived_on is None and self.ended_at is None

    @property
    def may_change(self) -> bool:
        """Whether the answer is still being made."""
        return self.sent_on is None and self.ended_at is None

    @property
    def days(self) -> int | None:
        """How many days it took from the notice to the answer; None: not sent yet."""
        return (self.sent_on - self.came_on).days if self.sent_on else None

    def is_late(self, today: date) -> bool:
        return bool(self.due_on and self.due_on < today and self.is_open)


class Point(CaseRecord):
    """One thing that the notice asks for, and how it is answered."""

    class Answer(models.TextChoices):
        OPEN = "", _("Still to do")
        PAPERS = "papers", _("Papers are attached")
        LETTER = "letter", _("The letter answers it")
        WITHOUT = "without", _("It cannot be had: the letter says why")

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="points")
    position = models.SmallIntegerField()
    text = CaseText()
    # The page of the notice on which it stands.
    page = models.SmallIntegerField(null=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    note = CaseText()
    # What a client was asked for because of it.
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reply", "position"], name="point_number")
        ]

    def __str__(self) -> str:
        return str(self.text)


class PointPaper(CaseRecord):
    """A paper that answers a point, and what it shows."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="papers")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    shows = CaseText()
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["point", "version"], name="paper_once_a_point"
            )
        ]

    def __str__(self) -> str:
        return str(self.shows)
