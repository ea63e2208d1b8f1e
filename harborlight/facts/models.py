from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseText
from harborlight.firm.vault.fields import Lookup, SealedText
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

OF_THE_CASE = "case"


class Entry(CaseRecord):
    """One of several: an address, a job, an earlier marriage of a person."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=60)
    position = models.SmallIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "group", "position"], name="entry_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.position}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__login=actor.user_id)


class Fact(CaseRecord):
    """One value we know, and where it came from. A newer one replaces it; none is lost."""

    never_logged: ClassVar = frozenset({"secret", "lookup"})

    class Source(models.TextChoices):
        ANSWER = "answer", _("Answered")
        # The client has not said yet that it is their own answer.
        HELPER = "helper", _("Written by a helper")
        STAFF = "staff", _("Entered by staff")
        PAGE = "page", _("Read from a page")
        IMPORT = "import", _("Imported")
        # Another case may be one that nobody may know of by now.
        CASE = "case", _("Known to the firm already")
        FORM = "form", _("Entered from a form")

    # None: it is of the case, not of a person.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # The person's id, or "case": one column that the constraint can count on.
    subject = models.CharField(max_length=36)
    name = models.CharField(max_length=80)
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, related_name="+", db_index=False
    )
    # The entry's id, or nothing: for the constraint too.
    slot = models.CharField(max_length=36, blank=True)
    # Every value is text, written as the catalogue says; "unknown" and "none" are
    # answers too. A number that opens doors is sealed and can be searched exactly.
    plain = models.TextField(blank=True)
    secret = SealedText()
    lookup = Lookup(of="secret")
    # Beside a family name the whole name, as a conflict check compares it
    # (facts/known_names.py). Null for all else: only so do both databases see that a
    # small index holds every one.
    folded = models.TextField(null=True)  # noqa: DJ001
    source = models.CharField(max_length=10, choices=Source.choices)
    # The questionnaire, the helper, the page, the case, the form or the file it came from;
    # and why, where staff overrode it; of a helper the name; of a file its name and row.
    source_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    replaced_at = models.DateTimeField(null=True)
    # Not, where somebody wrote it while another answer was given: it never counted.
    stood = models.BooleanField(default=True)
    # Who of us read a client's answer and found it good, and when.
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "subject", "name", "slot"],
                condition=Q(replaced_at__isnull=True),
                name="one_current_fact",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "lookup"], name="fact_lookup", condition=~Q(lookup="")
            ),
            models.Index(
                fields=["firm", "folded"],
                name="fact_whole_name",
                condition=Q(replaced_at__isnull=True, folded__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_known_now(self) -> bool:
        """Whether it is what is known now, and not of an entry that was taken away."""
        gone = self.entry is not None and self.entry.removed_at is not None
        return self.replaced_at is None and not gone

    @property
    def value(self) -> str:
        return str(self.secret or self.plain)

    @property
    def is_new(self) -> bool:
        """Whether a client said it and nobody here has accepted it yet."""
        by_client = self.source == self.Source.ANSWER
        return by_client and self.accepted_at is None and self.replaced_at is None

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """What is known of themselves, and of the case they share."""
        return Q(person__login=actor.user_id) | Q(person__isnull=True)


class Explanation(CaseRecord):
    """Why something that does not seem to fit is right; the newest of a topic counts."""

    # What it is about, and the same with all that was said there (facts/findings.py):
    # once an answer is another one, the key is.
    topic = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    code = models.CharField(max_length=30)
    words = CaseText()
    said_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "topic"], name="explanation_by_topic")
        ]

    def __str__(self) -> str:
        return self.code


class Brought(CaseRecord):
    """A file of answers that staff brought in: its rows, which are taken one by one."""

    never_logged: ClassVar = frozenset({"rows"})

    file_name = CaseText()
    # JSON: [[number of the row, "petitioner.birth.date", "1984-03-09"], ...]
    rows = CaseText()
    # What was begun for "beneficiary.addresses[2]" of the file: the id of the entry.
    begun = models.JSONField(default=dict)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Since when nothing more is wanted of it.
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "brought_at"], name="brought_by_case")
        ]

    def __str__(self) -> str:
        return str(self.file_name)
