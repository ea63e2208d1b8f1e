from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord, Party
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK, OFFICE, Role, roles
from harborlight.firm.vault.case_fields import CaseText
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Questionnaire(FirmRecord):
    """A set of questions in one version; cases keep the version they began with."""

    key = models.CharField(max_length=60)
    version = models.IntegerField()
    # What questionnaires/definition.py reads.
    definition = models.JSONField()
    made_at = models.DateTimeField()
    # Nobody, where Harborlight brought it along; and what they say that they changed.
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "key", "version"], name="questionnaire_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(DESK) or actor.is_client else NOTHING


# Who writes the questions of the firm.
WRITERS = roles(OFFICE, Role.PRACTICE_MANAGER)


class QuestionnaireDraft(FirmRecord):
    """The next version of a questionnaire while it is written: one at a time."""

    # It is long: the log says who changed what of it, and versions say how it became.
    never_logged: ClassVar = frozenset({"definition"})

    key = models.CharField(max_length=60)
    based_on = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    # What questionnaires/writing.py writes: whole in its shape, perhaps not yet in sense.
    definition = models.JSONField()
    # Counts its changes, so that nobody overwrites what they have not seen.
    changes = models.IntegerField(default=0)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Published (as what) or thrown away.
    closed_at = models.DateTimeField(null=True)
    became = models.ForeignKey(
        Questionnaire, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "key"],
                condition=Q(closed_at__isnull=True),
                name="one_draft_of_a_questionnaire",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} +{self.changes}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(WRITERS) else NOTHING


class Sent(CaseRecord):
    """A questionnaire that one party of a case was sent."""

    class State(models.TextChoices):
        OPEN = "open", _("Not finished")
        FINISHED = "finished", _("Finished")

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    sent_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Where the person stopped, and how far they were: kept with every answer, so
    # that lists need not count.
    screen = models.CharField(max_length=60, blank=True)
    done = models.SmallIntegerField(default=0)
    screens = models.SmallIntegerField(default=0)
    # The names that answers were sent under last: one that is sent again is no second one.
    arrived = models.JSONField(default=list)
    # What could not be sent waits in the browser it was written in, unless they said no.
    stays_on_phone = models.BooleanField(default=True)
    # The firm changed the questions, and the person has not gone on since: they are told.
    is_changed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["questionnaire", "party"], name="one_questionnaire_a_party"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="sent_by_case")]

    def __str__(self) -> str:
        return f"{self.done}/{self.screens}"

    @property
    def percent(self) -> int:
        if self.state == self.State.FINISHED:
            return 100
        return 100 * self.done // self.screens if self.screens else 0

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__login=actor.user_id)


class Aside(CaseRecord):
    """What is said at one question, beside its answer: by the client, or by us."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asks the lawyer")
        AGAIN = "again", _("Asked again")

    sent = models.ForeignKey(Sent, models.PROTECT, related_name="+", db_index=False)
    # The question, by its fact ("petitioner.addresses[].street"), and of which of several.
    fact = models.CharField(max_length=110)
    slot = models.CharField(max_length=36, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = CaseText()
    said_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    reply = CaseText()
    replied_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)
    # Answered since, taken back, or said to be right as it is.
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sent", "fact", "slot", "kind"],
                condition=Q(settled_at__isnull=True),
                name="one_open_aside",
            )
        ]

    def __str__(self) -> str:
        return self.fact

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(sent__person__login=actor.user_id)


class AnswerHelper(CaseRecord):
    """Somebody without an account who may answer some chapters for a client, by a link.

    A daughter, a friend. What they write counts as the client's when the client says so.
    """

    never_logged: ClassVar = frozenset({"token_hash"})

    sent = models.ForeignKey(Sent, models.PROTECT, related_name="+", db_index=False)
    name = CaseText()
    # The chapters that were opened to them: ids of sections.
    sections = models.JSONField()
    # Whether the client opened them in person; else staff did for them.
    by_client = models.BooleanField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # When somebody opened the link last.
    opened_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sent", "made_at"], name="answer_helper_by_sent")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(sent__person__login=actor.user_id)
