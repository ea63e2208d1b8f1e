"""One thing that somebody must do."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case
from harborlight.cases.readers import FILE_READERS
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import CASE_TEAM, DESK, LAWYERS, OFFICE, Role, Roles, roles
from harborlight.firm.vault.case_fields import CaseJSON, CaseText
from harborlight.firm.words import in_words
from harborlight.people.models import Person

# Who may accept what another did, by the part that a task names.
REVIEWS: dict[str, Roles] = {
    Role.PARTNER: roles(Role.PARTNER),
    Role.ATTORNEY: LAWYERS,
    Role.PARALEGAL: CASE_TEAM,
    Role.PRACTICE_MANAGER: roles(LAWYERS, Role.PRACTICE_MANAGER),
}
# They see what everybody of the firm is to do that is of no case.
MANAGERS = roles(OFFICE, LAWYERS, Role.PRACTICE_MANAGER)


class State(models.TextChoices):
    ASSIGNED = "assigned", _("To do")
    SUBMITTED = "submitted", _("Waits for review")
    RETURNED = "returned", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (State.ASSIGNED, State.RETURNED, State.SUBMITTED)
ENDED = (State.ACCEPTED, State.DONE, State.WITHDRAWN)


class Needs(models.TextChoices):
    """What whoever does it must give."""

    NOTHING = "", _("Only say that it is done")
    WORDS = "words", _("Write what came of it")


class Every(models.TextChoices):
    """How often it comes again."""

    ONCE = "", _("Once")
    WEEK = "week", _("Every week")
    TWO_WEEKS = "two weeks", _("Every two weeks")
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every three months")
    YEAR = "year", _("Every year")


class Task(FirmRecord):
    """Who, what, by when: of staff, or the homework of a client.

    case: none, where it is the firm's own. Either it is `person`'s, who is a client, or
    it is for staff: for `user`, or for whoever of `role` takes it.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    # Which of the playbook's tasks it is; "": somebody set it.
    of_playbook = models.CharField(max_length=40, blank=True)
    # Words of a person; those of a playbook stand in `texts`, {"title": {"en": ...}}.
    title = CaseText()
    words = CaseText()
    texts = models.JSONField(default=dict)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # Why it is theirs: [[code, value], ...] as tasks/labels.py says it.
    given_because = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    # How that day was counted, by language; {}: somebody chose it.
    due_because = models.JSONField(default=dict)
    needs = models.CharField(max_length=8, choices=Needs.choices, blank=True)
    # [{"words": {"en": ...} or "...", "by": name or "", "at": moment or ""}]
    items = CaseJSON(empty=list)
    state = models.CharField(max_length=9, choices=State.choices, default="assigned")
    # Who accepts it, never whoever did it; "": nobody needs to.
    review = models.CharField(max_length=20, choices=Role.choices, blank=True)
    reviewer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What may not happen before it is accepted: "send", "stage filed"; "": nothing.
    gate = models.CharField(max_length=60, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_because = CaseText()
    # Nothing can be done of it before that one is over.
    waits_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    every = models.CharField(max_length=10, choices=Every.choices, blank=True)
    # The one before it, of what comes again.
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    is_urgent = models.BooleanField(default=False)
    urgent_because = CaseText()
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    # What came of it, in the words of whoever did it; and of whoever looked at it.
    answer = CaseText()
    remark = CaseText()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The living person behind the account: two accounts are no two people.
    submitted_human = models.UUIDField(null=True)
    # Everybody who ever did some of it.
    doers = models.JSONField(default=list)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_human = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    # That it is late was told once.
    late_told_at = models.DateTimeField(null=True)
    # Why it was withdrawn, by language or in somebody's words.
    ended_because = CaseJSON(empty=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "of_playbook"],
                condition=~Q(of_playbook=""),
                name="one_task_of_a_playbook",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True)
                | Q(user__isnull=True, role="", case__isnull=False),
                name="task_of_staff_or_client",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(role="") | Q(user__isnull=False),
                name="task_is_somebodys",
            ),
            # Four eyes, whatever a page or an action may do.
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(reviewed_by=F("submitted_by")),
                name="task_accepted_by_another",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_human__isnull=True)
                | Q(submitted_human__isnull=True)
                | ~Q(reviewed_human=F("submitted_human")),
                name="task_accepted_by_another_human",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted")
                | Q(reviewed_by__isnull=False, submitted_at__isnull=False),
                name="task_accepted_by_somebody",
            ),
            # Where somebody is to look at it, nobody is done by saying so.
            models.CheckConstraint(
                condition=~Q(state="done") | Q(review=""), name="task_done_unreviewed"
            ),
            models.CheckConstraint(
                condition=Q(gate="") | ~Q(review=""), name="task_gate_is_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at__isnull=True)
                | Q(state__in=ENDED, ended_at__isnull=False),
                name="task_ends_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "user", "due_on"],
                name="task_open_by_user",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["firm", "due_on"],
                name="task_open",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["firm", "submitted_at"],
                name="task_to_review",
                condition=Q(state="submitted"),
            ),
            models.Index(fields=["case", "due_on"], name="task_by_case"),
            models.Index(
                fields=["person"],
                name="task_by_person",
                condition=Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.of_playbook or "task"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Of a case, its readers; of none, whose it is and those who hand out work.

        A client sees their own homework. Who reads no case files sees of a case they may
        open what is theirs to do.
        """
        case = Q(Exists(Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))))
        if actor.is_client:
            return case & Q(person__login=actor.user_id)
        if not actor.plays(DESK):
            return NOTHING
        staff = Q(user=actor.user_id) | Q(role__in=[str(one) for one in actor.roles])
        mine = staff & Q(person__isnull=True)
        own = Q(case__isnull=True)
        if not actor.plays(MANAGERS):
            own &= mine | Q(set_by=actor.user_id)
        return own | (case if actor.plays(FILE_READERS) else case & mine)

    @property
    def called(self) -> str:
        """What is to be done, in the reader's language where a playbook says it."""
        return in_words(self.texts.get("title") or self.title)

    @property
    def explained(self) -> str:
        return in_words(self.texts.get("words") or self.words)

    @property
    def titles(self) -> dict[str, str] | str:
        """Its title as events keep it."""
        found: dict[str, str] | str = self.texts.get("title") or self.title
        return found

    @property
    def why_due(self) -> str:
        return in_words(self.due_because) if self.due_because else ""

    @property
    def why_over(self) -> str:
        return in_words(self.ended_because) if self.ended_because else ""

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_to_do(self) -> bool:
        return self.state in (State.ASSIGNED, State.RETURNED)

    @property
    def is_blocked(self) -> bool:
        """Whether another one must be over first."""
        return self.waits_for is not None and self.waits_for.is_open

    @property
    def holds(self) -> bool:
        """Whether it keeps something from happening now."""
        passed = self.state == State.ACCEPTED or self.lifted_at is not None
        return bool(self.gate) and not passed and self.state != State.WITHDRAWN

    @property
    def checklist(self) -> list[dict[str, Any]]:
        """Its items, each with its place and its words for the reader."""
        return [
            {**one, "n": n, "called": in_words(one["words"])}
            for n, one in enumerate(self.items)
        ]

    @property
    def checked(self) -> int:
        return sum(bool(one["at"]) for one in self.items)

    def is_late(self, day: date) -> bool:
        return self.is_to_do and self.due_on is not None and self.due_on < day
