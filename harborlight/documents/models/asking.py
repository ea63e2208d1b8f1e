"""What people are asked for, what else the firm asks, and who may help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.models import FirmRecord
from harborlight.firm.vault.case_fields import CaseText
from harborlight.firm.words import in_words
from harborlight.law.ladders import Ladder, ladders
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


# The kind of paper that asks for the signed pages of a form of ours.
SIGNED_FORM = "signed form"


class Request(CaseRecord):
    """A paper that one person is asked for, and why."""

    class Need(models.TextChoices):
        REQUIRED = "required", _("Required")
        CONDITIONAL = "conditional", _("If it applies")
        OPTIONAL = "optional", _("Helps your case")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    # Texts by language: what is asked for, what it is for, how to make it good.
    title = models.JSONField()
    purpose = models.JSONField(default=dict)
    advice = models.JSONField(default=dict)
    example = models.JSONField(default=dict)
    # What will do where it cannot be had: a name in law/ladders.yaml; "": nothing will.
    ladder = models.CharField(max_length=40, blank=True)
    # The answers with which a paper that is asked for "if it applies" does apply: a
    # condition of law/pack_conditions.py over the facts of the case; None: nobody said.
    applies_when = models.JSONField(null=True)
    need = models.CharField(max_length=12, choices=Need.choices, default=Need.REQUIRED)
    due_on = models.DateField(null=True)
    position = models.SmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    # Since when they say that they cannot get it, and why; until something comes for it,
    # or somebody here asks again. What we said to that stays.
    cannot_since = models.DateTimeField(null=True)
    cannot_why = models.CharField(max_length=1000, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    # When the clock last reminded of it, and how often.
    reminded_on = models.DateField(null=True)
    reminders = models.SmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "position"], name="request_by_case")
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def name(self) -> str:
        return in_words(self.title)

    @property
    def why(self) -> str:
        return in_words(self.purpose)

    @property
    def how(self) -> str:
        return in_words(self.advice)

    @property
    def is_signed_form(self) -> bool:
        """Whether it asks for the signed pages of a form that came from us."""
        return self.kind == SIGNED_FORM

    @property
    def such_as(self) -> str:
        return in_words(self.example)

    @property
    def filed_as(self) -> str:
        """What it is called in our files; nobody needs to rename anything."""
        return f"{self.person.family_name} - {self.name}"

    @property
    def law(self) -> Ladder | None:
        return ladders().get(self.ladder)

    @property
    def steps_instead(self) -> list[str]:
        """What to do where it cannot be had, the best first."""
        return [in_words(step) for step in self.law.steps] if self.law else []

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """What they themselves are asked for, or were: not the other spouse's papers.

        Lists leave out what is not asked for any more; whoever has its page open is told.
        """
        return Q(person__login=actor.user_id)


class Detail(FirmRecord):
    """Something the firm asks of a paper when it is sent, beside date, country, language."""

    class Sort(models.TextChoices):
        TEXT = "text", _("A few words")
        DAY = "day", _("A date")
        YES = "yes", _("A box to tick")

    # What is asked, by language: whoever sends the paper reads it.
    label = models.JSONField()
    sort = models.CharField(max_length=4, choices=Sort.choices, default=Sort.TEXT)
    # Of which kind of paper; "" of every one.
    kind = models.CharField(max_length=40, blank=True)
    is_required = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "kind"], name="detail_by_kind")
        ]

    def __str__(self) -> str:
        return self.asks

    @property
    def asks(self) -> str:
        return in_words(self.label)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """It is no secret what a firm asks: whoever sends a paper reads it."""
        return Q()


class Helper(CaseRecord):
    """Somebody without an account who may send one paper, once, by a link.

    A sister abroad who has the certificate, say. The client gives them the link.
    """

    never_logged: ClassVar = frozenset({"token_hash"})

    request = models.ForeignKey(
        Request, models.PROTECT, related_name="+", db_index=False
    )
    name = CaseText()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # What came by the link.
    version = models.ForeignKey(
        "documents.Version",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["request", "made_at"], name="helper_by_request")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(request__person__login=actor.user_id)
