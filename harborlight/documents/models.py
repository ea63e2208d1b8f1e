from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.models import FirmRecord, StoredFile, User
from harborlight.firm.words import in_words
from harborlight.law.ladders import Ladder, ladders
from harborlight.papers.inspect_verdicts import ADVICE
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


# The kind of paper that asks for the signed pages of a form of ours.
SIGNED_FORM = "signed form"
# Advice of ours beside that of papers.inspect_verdicts: this very file came before.
SAME_FILE = "same file"
# The paper that tells of a receipt; its title ends with the number.
RECEIPT_NOTICE = "receipt notice"
RECEIPT_NOTICE_TITLE = _("Receipt notice %(number)s")


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
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["request", "made_at"], name="helper_by_request")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(request__person__login=actor.user_id)


class Document(CaseRecord):
    """One paper of a case, whatever its versions."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, related_name="documents", db_index=False
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    issued_on = models.DateField(_("date on the paper"), null=True)
    country = models.CharField(_("issuing country"), max_length=2, blank=True)
    language = models.CharField(_("language of the paper"), max_length=20, blank=True)
    tags = models.JSONField(default=list)
    # What was answered to the firm's own questions: the id of each Detail, and its words.
    details = models.JSONField(default=dict)
    # Some papers the whole family may see: a receipt notice, say.
    shared = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "kind"], name="document_by_case"),
            models.Index(fields=["request"], name="document_by_request"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def called(self) -> str:
        """As the reader's language says what it is; else as it was filed."""
        if self.kind == RECEIPT_NOTICE:
            number = self.title.rsplit(" ", 1)[-1]
            return str(RECEIPT_NOTICE_TITLE) % {"number": number}
        return (self.request.name if self.request else "") or self.title

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__login=actor.user_id) | Q(shared=True)


class Version(CaseRecord):
    """One file of a paper, as it came; never replaced, only followed by another."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        RECEIVED = "received", _("Received")
        ACCEPTED = "accepted", _("Accepted")
        RETURNED = "returned", _("Please correct")

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="versions", db_index=False
    )
    number = models.SmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)
    pages = models.IntegerField(default=1)
    # What was said of it when it was sent, as the document says it of the newest:
    # issued_on (ISO 8601), country, language, tags, details.
    said = models.JSONField(default=dict)
    # What whoever sent it may do better: codes of ADVICE.
    advice = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.RECEIVED
    )
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What the reviewer says of it; the client reads this.
    reason = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "number"], name="version_number"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "uploaded_at"],
                name="version_to_review",
                condition=Q(state="received"),
            ),
            models.Index(fields=["case", "-uploaded_at"], name="version_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"

    @property
    def waits(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state == self.State.RECEIVED

    @property
    def came_before(self) -> bool:
        """Whether the same person had sent this very file before in this case."""
        return SAME_FILE in self.advice

    @property
    def could_be_better(self) -> list[str]:
        """What its sender may do better, in the reader's language."""
        return [gettext(ADVICE[code]) for code in self.advice if code in ADVICE]

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(document__person__login=actor.user_id) | Q(document__shared=True)
