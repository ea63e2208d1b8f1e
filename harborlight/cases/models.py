from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from harborlight.cases.readers import (
    FILE_READERS,
    INQUIRY_READERS,
    MONEY_READERS,
    Access,
)
from harborlight.firm.membership import accounts_behind
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import CASE_READERS, CLIENTS, DESK, Role, Roles, roles
from harborlight.firm.tenancy import FirmManager
from harborlight.firm.words import in_words
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

Row = TypeVar("Row", bound=FirmRecord)

__all__ = ["FILE_READERS", "MONEY_READERS", "Access"]


class Case(FirmRecord):
    """One legal matter."""

    number = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    # The same in every language that clients read.
    titles = models.JSONField(default=dict)
    # The playbook it was opened from, and the version it keeps.
    kind = models.CharField(max_length=60)
    kind_version = models.IntegerField(default=1)
    stage = models.CharField(max_length=40)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    # In no list from this day on, and found by search only; its client sees it as before.
    archived_on = models.DateField(null=True)
    # Whether a legal hold stands (docket.LegalHold): nothing of it is destroyed.
    is_on_hold = models.BooleanField(default=False)
    access = models.CharField(max_length=10, choices=Access.choices, default="firm")
    lead = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Its papers are read by people only, and in no index (8 U.S.C. 1367).
    is_sensitive = models.BooleanField(default=False)
    # Names of the parties as they are searched (people/names.py).
    folded = models.TextField(db_default="")

    _found_for: tuple[Any, ...] | None = None

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "number"], name="case_number"),
            models.CheckConstraint(
                condition=Q(archived_on=None) | Q(closed_on__isnull=False),
                name="archived_once_closed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "-opened_on", "-number"], name="case_by_opening"
            ),
            models.Index(fields=["firm", "stage", "-opened_on"], name="case_by_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def called(self) -> str:
        """Its title in the reader's language."""
        return in_words(self.titles or self.title)

    @property
    def case_id(self) -> UUID:
        return self.pk

    def found_by(self, actor: Actor) -> Case:
        """Note that this actor was just seen to reach it."""
        self._found_for = (actor.firm.pk, actor.user_id, actor.roles)
        return self

    def was_found_for(self, actor: Actor) -> bool:
        """Whether this very object was found on this actor's behalf."""
        return self._found_for == (actor.firm.pk, actor.user_id, actor.roles)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """By party for clients; by team, or openly, for staff. Walls beat every role."""
        if actor.is_client:
            mine = Party.objects.filter(
                case=OuterRef("pk"), person__login=actor.user_id
            )
            return Q(Exists(mine))
        if not actor.plays(DESK):
            return NOTHING
        # A wall stands before the person, under whatever account.
        theirs = accounts_behind(actor)
        walled = Wall.objects.filter(case=OuterRef("pk"), user__in=theirs)
        named = Exists(
            TeamMember.objects.filter(case=OuterRef("pk"), user=actor.user_id)
        )
        openly = Q(access=Access.FIRM) if actor.plays(CASE_READERS) else NOTHING
        if actor.plays(INQUIRY_READERS):
            openly |= Q(access=Access.INQUIRY)
        return (openly | Q(named)) & ~Q(Exists(walled))


class OfCases(FirmManager[Row]):
    """Rows of case files."""

    def visible_in(self, actor: Actor, case: Case) -> models.QuerySet[Row]:
        """The rows of one case that this actor reaches.

        The same as `visible_to(actor).filter(case=case)`; but where the case itself
        was found for this very actor, the database is not asked once more, in every
        query, whether they may open it.
        """
        return self._within(actor, self.filter(case=case), [case])

    def visible_among(
        self, actor: Actor, cases: Sequence[Case]
    ) -> models.QuerySet[Row]:
        """The same of several cases."""
        rows = self.filter(case__in=[case.pk for case in cases])
        return self._within(actor, rows, cases)

    def _within(
        self, actor: Actor, rows: models.QuerySet[Row], cases: Sequence[Case]
    ) -> models.QuerySet[Row]:
        if actor.is_machine:
            return rows
        model: Any = self.model
        plain = model.reach.__func__ is CaseRecord.reach.__func__  # type: ignore[attr-defined]
        if plain and all(case.was_found_for(actor) for case in cases):
            return rows.filter(model.reach_within(actor))
        return rows.filter(model.reach(actor))


class CaseRecord(FirmRecord):
    """A row in a case file: who may see the case may see it, if they are its readers."""

    staff_readers: ClassVar[Roles] = FILE_READERS
    objects = OfCases()  # type: ignore[misc]

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        rows = cls.reach_within(actor)
        if rows is NOTHING:
            return NOTHING
        case = Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))
        return Q(Exists(case)) & rows

    @classmethod
    def reach_within(cls, actor: Actor) -> Q:
        """Which rows of a case that they may open this actor sees."""
        if actor.plays(cls.staff_readers):
            return Q()
        return cls.client_reach(actor) if actor.plays(CLIENTS) else NOTHING

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """Which rows of their own case a client sees: none, unless a model says so."""
        return NOTHING


class Party(CaseRecord):
    """Somebody the case is about, and the part they have in it."""

    staff_readers = roles(FILE_READERS, Role.FINANCE)

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=30)
    invited_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    news_at = models.DateTimeField(null=True)  # of which no letter has told them

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person", "part"], name="one_party_a_part"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "case"], name="party_by_case"),
            models.Index(
                fields=["news_at"], name="has_news", condition=Q(news_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.part

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """Who the other parties are is no secret among them."""
        return Q()


class TeamMember(CaseRecord):
    """Somebody of the firm who works on the case."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = models.CharField(max_length=30, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], name="one_team_member")
        ]

    def __str__(self) -> str:
        return self.part

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q()


class Wall(CaseRecord):
    """Somebody of the firm who must know nothing of this case, whatever their role."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    raised_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], name="one_wall_a_person")
        ]

    def __str__(self) -> str:
        return self.reason


class Milestone(CaseRecord):
    """Something the case has reached, in the words of its playbook."""

    kind = models.CharField(max_length=40)
    on = models.DateField()
    noted_at = models.DateTimeField()
    # Words for the sentence: a receipt number, a date, a place.
    words = models.JSONField(default=dict)
    document_id = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "on"], name="milestone_by_case"),
        ]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q()


class TimelineEntry(CaseRecord):
    """A line of the client's timeline: an event that they may see.

    What it says stands in the event, under the key of the case.
    """

    event_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    # Whom it concerns; nobody in particular: every party.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "event_id"], name="one_line_an_event"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-at"], name="timeline_by_case"),
        ]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__isnull=True) | Q(person__login=actor.user_id)
