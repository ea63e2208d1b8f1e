from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

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
