"""Papers and their versions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.documents.advice import WORDS
from harborlight.documents.models.asking import Request
from harborlight.firm.models import StoredFile, User
from harborlight.firm.vault.case_fields import CaseJSON, CaseText
from harborlight.firm.vault.stored import is_held
from harborlight.papers.inspect_verdicts import ADVICE, NOTES, PAGED
from harborlight.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harborlight.firm.actor import Actor


# Advice of ours beside that of papers.inspect_verdicts: this very file came before.
SAME_FILE = "same file"
# The paper that tells of a receipt; its title ends with the number.
RECEIPT_NOTICE = "receipt notice"
RECEIPT_NOTICE_TITLE = _("Receipt notice %(number)s")
# How the title of a copy ends in which something is hidden: as filed, and for readers.
REDACTED = " (redacted copy)"
REDACTED_TITLE = _("%(title)s (redacted copy)")


class Document(CaseRecord):
    """One paper of a case, whatever its versions."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, related_name="documents", db_index=False
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    issued_on = models.DateField(_("date on the paper"), null=True)
    # The day of expiry that stands on it, and the last day on which it is good for a
    # filing (law/expiry.yaml); of how many days before that the team was told, -1: after.
    expires_on = models.DateField(_("day on which it expires"), null=True)
    good_until = models.DateField(null=True)
    expiry_warned = models.SmallIntegerField(null=True)
    country = models.CharField(_("issuing country"), max_length=2, blank=True)
    language = models.CharField(_("language of the paper"), max_length=20, blank=True)
    # Somebody here decided that it needs no translation: all of it is in English too.
    in_english_too = models.BooleanField(default=False)
    tags = models.JSONField(default=list)
    # What was answered to the firm's own questions: the id of each Detail, and its words.
    details = CaseJSON(empty=dict)
    # Some papers the whole family may see: a receipt notice, say.
    shared = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "kind"], name="document_by_case"),
            models.Index(fields=["request"], name="document_by_request"),
            models.Index(
                fields=["firm", "good_until"],
                name="document_expires",
                condition=Q(good_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def called(self) -> str:
        """As the reader's language says what it is; else as it was filed."""
        if self.kind == RECEIPT_NOTICE:
            number = self.title.rsplit(" ", 1)[-1]
            return str(RECEIPT_NOTICE_TITLE) % {"number": number}
        if self.title.endswith(REDACTED):
            return str(REDACTED_TITLE) % {"title": self.title.removesuffix(REDACTED)}
        return (self.request.name if self.request else "") or self.title

    @property
    def titles(self) -> dict[str, str]:
        """What it is called in every language that it has a name in, for history."""
        asked = self.request.title if self.request else None
        return dict(asked or {"en": self.title})

    @property
    def told_in(self) -> str:
        """The language of whoever reads what is said of it."""
        return self.person.reads_in if self.person else "en"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__login=actor.user_id) | Q(shared=True)


class Slot(models.TextChoices):
    """What a file is of its paper: 8 CFR 103.2(b)(3) wants all three of one that is not
    in English."""

    ORIGINAL = "original", _("The paper itself")
    TRANSLATION = "translation", _("English translation")
    CERTIFICATE = "certificate", _("Translator's certificate")


class Version(CaseRecord):
    """One file of a paper, as it came; never replaced, only followed by another."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        RECEIVED = "received", _("Received")
        ACCEPTED = "accepted", _("Accepted")
        RETURNED = "returned", _("Please correct")
        # Its pages went into other versions (made.py), which are looked at instead.
        ARRANGED = "arranged", _("Put in order")

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="versions", db_index=False
    )
    number = models.SmallIntegerField()
    slot = models.CharField(max_length=11, choices=Slot.choices, default=Slot.ORIGINAL)
    # One file may hold more than what it was sent as.
    with_translation = models.BooleanField(default=False)
    with_certificate = models.BooleanField(default=False)
    # Of how many photos it was put together (`Piece`); 0: it came as one file.
    from_pieces = models.SmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)
    pages = models.IntegerField(default=1)
    # What was said of it when it was sent, as the document says it of the newest:
    # issued_on (ISO 8601), country, language, tags, details; translator (a name).
    said = CaseJSON(empty=dict)
    # What whoever sent it may do better: codes of ADVICE and of documents.advice.WORDS.
    advice = models.JSONField(default=list)
    # What was seen in it when it came: codes of NOTES (papers/inspect_verdicts.py).
    notes = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.RECEIVED
    )
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What the reviewer says of it; the client reads this.
    reason = models.CharField(max_length=40, blank=True)
    comment = CaseText()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # How long the look took: from opening its page to the decision, or said by hand.
    took_seconds = models.IntegerField(null=True)
    took_by_hand = models.BooleanField(default=False)
    # By when it should be looked at, once `standards.note_due` said so; no column.
    due_at: datetime | None = None

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
    def holds_place(self) -> bool:
        """Whether the file as it came says where it was made."""
        return "location" in self.notes

    @property
    def remarks(self) -> list[str]:
        """What was seen in it when it came, in the reader's language."""
        return [gettext(NOTES[code]) for code in self.notes if code in NOTES]

    @property
    def page_numbers(self) -> Sequence[int]:
        """Of all its pages: the first is 1."""
        return range(1, self.pages + 1)

    @property
    def is_drawn(self) -> bool:
        """Whether its pages can be shown as pictures."""
        return self.kind in PAGED

    @property
    def is_held(self) -> bool:
        """Whether nobody opens it now: it was not scanned yet, or a virus was found."""
        return is_held(self.file)

    @property
    def said_on(self) -> date | None:
        """The date that was said to stand on it, when this version was sent."""
        said = self.said.get("issued_on")
        return date.fromisoformat(said) if said else None

    @property
    def came_before(self) -> bool:
        """Whether the same person had sent this very file before in this case."""
        return SAME_FILE in self.advice

    @property
    def could_be_better(self) -> list[str]:
        """What its sender may do better, in the reader's language."""
        said = {**ADVICE, **WORDS}
        return [gettext(said[code]) for code in self.advice if code in said]

    @property
    def is_hard_to_read(self) -> bool:
        """Whether something is to be said of how its picture looks."""
        return any(code in ADVICE for code in self.advice)

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(document__person__login=actor.user_id) | Q(document__shared=True)
