from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.cases.models import CaseRecord
from harborlight.cases.readers import INQUIRY_READERS
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseJSON, CaseText
from harborlight.people.models import ConflictCheck, Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class CameBy(models.TextChoices):
    """How somebody found the firm."""

    CLIENT = "client", _("A client told them of us")
    FAMILY = "family", _("A relative or friend")
    LAWYER = "lawyer", _("Another lawyer or an organization")
    WEB = "web", _("Our website, or a search")
    SOCIAL = "social", _("Social media")
    EVENT = "event", _("A talk or a clinic")
    BEFORE = "before", _("They were a client before")
    OTHER = "other", _("In another way")


class Outcome(models.TextChoices):
    OPEN = "", _("Not decided yet")
    ACCEPTED = "accepted", pgettext_lazy("inquiry", "Accepted")
    DECLINED = "declined", pgettext_lazy("inquiry", "Declined")


class Inquiry(CaseRecord):
    """Somebody who asks whether the firm takes their case: a file without an engagement.

    Accepted, its file is the case. What they said before is read by attorneys and those
    who handle inquiries, and by nobody else, whoever works on the case (Model Rule 1.18).
    """

    staff_readers = INQUIRY_READERS
    # Once it is a case, more people read its log than may read these.
    never_logged: ClassVar = frozenset({"note", "company_secrets", "also", "reason"})

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # What they ask for: a value of the fact intake.help.
    wanted = models.CharField(max_length=20, blank=True)
    came_by = models.CharField(max_length=10, blank=True, choices=CameBy.choices)
    note = CaseText()
    # A company that asks for them, or pays; and what it told us to keep to ourselves.
    company = models.CharField(max_length=120, blank=True)
    company_secrets = CaseText()
    received_at = models.DateTimeField()
    # When the link to the questions was last sent.
    asked_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The newest check, and names that staff added to those which were answered:
    # [{"name": ..., "birth_date": ..., "email": ..., "phone": ...}].
    check_made = models.ForeignKey(
        ConflictCheck, models.PROTECT, null=True, related_name="+"
    )
    also = CaseJSON(empty=list)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = CaseText()
    # What they answered was destroyed.
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="one_inquiry_a_file"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="inquiry_decided_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "-received_at"], name="inquiry_by_day"),
        ]

    def __str__(self) -> str:
        return self.wanted or "inquiry"

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN


class HitAnswer(CaseRecord):
    """What a lawyer said of one person whom a conflict check of an inquiry found."""

    class Verdict(models.TextChoices):
        OTHER = "other", _("Somebody else with such a name")
        SAME = "same", _("The same person, and no conflict")
        CONFLICT = "conflict", _("A conflict")

    staff_readers = INQUIRY_READERS
    never_logged: ClassVar = frozenset({"reason"})

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="hits")
    # Which hit it is, whatever check found it (names.py).
    hit = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = CaseText()
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inquiry", "hit"], name="one_answer_a_hit")
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="hit_by_case")]

    def __str__(self) -> str:
        return self.verdict


class Reply(CaseRecord):
    """The letter that the firm does not take the case, as it was sent.

    It holds nothing of what was told, and stays when that is destroyed.
    """

    words = models.TextField()
    language = models.CharField(max_length=10)
    # The version of the firm's words that it was made of (letters.py).
    version = models.IntegerField()
    mailed = models.BooleanField(default=False)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case"], name="reply_by_case")]

    def __str__(self) -> str:
        return self.language

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q()


class Consultation(CaseRecord):
    """What was found and said in a first talk: a draft, then finished for good.

    A correction is a new version with a reason; what it corrects stays. Read by whoever
    reads inquiries, of a case opened without one too: it is what somebody told a lawyer.
    """

    class How(models.TextChoices):
        PERSON = "person", _("In person")
        VIDEO = "video", _("By video")
        PHONE = "phone", _("By phone")

    class View(models.TextChoices):
        OPEN = "open", pgettext_lazy("path", "Open")
        CLOSED = "closed", pgettext_lazy("path", "Closed")
        RESEARCH = "research", _("Needs research")

    class Ending(models.TextChoices):
        OPEN = "", _("Not decided yet")
        TAKEN = "taken", _("We offer to take it")
        DECLINED = "declined", _("We do not take it")

    staff_readers = INQUIRY_READERS
    sealed: ClassVar = (
        "took_part", "interpreter", "goals", "found", "advice", "paths", "steps",
        "scope", "why_not", "corrected_because", "told",
    )  # fmt: skip
    never_logged: ClassVar = frozenset(sealed)

    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    corrected_because = CaseText()
    held_on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices)
    took_part = CaseText()
    interpreter = CaseText()
    goals = CaseText()
    found = CaseText()
    # [{"key": a kind of law/eligibility or "other", "name": ..., "view": a View, "why": ...}]
    paths = CaseJSON(empty=list)
    advice = CaseText()
    # [{"what": ..., "on": "2026-12-14" or "", "task": its id, once it is one}]
    steps = CaseJSON(empty=list)
    ending = models.CharField(max_length=10, blank=True, choices=Ending.choices)
    scope = CaseText()
    why_not = CaseText()
    # What the firm said that its work would cost, in cents.
    fee = models.BigIntegerField(null=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    # What the client was told of the next steps, in the lawyer's words.
    told = CaseText()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["corrects"], name="consultation_corrected_once"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None, told_at=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
                name="consultation_finished_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(fee=None) | Q(fee__gte=0), name="consultation_fee_not_below"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-held_on"], name="consultation_by_case")
        ]

    def __str__(self) -> str:
        return f"{self.held_on} ({self.version})"

    @property
    def is_draft(self) -> bool:
        return self.finished_at is None

    @property
    def agreed(self) -> list[dict[str, Any]]:
        """The agreed steps; day: a date or None; task: its id or None."""
        return [
            {
                "what": one["what"],
                "day": date.fromisoformat(one["on"]) if one["on"] else None,
                "task": UUID(one["task"]) if one.get("task") else None,
            }
            for one in self.steps
        ]
