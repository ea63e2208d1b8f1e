from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK, OPENERS

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Person(FirmRecord):
    """Somebody the firm deals with, and how to reach them.

    What forms ask about them are facts; this is the card in the drawer.
    """

    family_name = models.CharField(_("family name"), max_length=80)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    middle_name = models.CharField(_("middle name"), max_length=80, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="en"
    )
    login = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Rules of rooms above, which know where staff meet people: a Q each (cases/met.py).
    met_where: ClassVar[list[Callable[[Actor], Q]]] = []

    # The name as it is searched and compared (people/names.py); a sign of another
    # script may be seven Latin letters.
    folded = models.CharField(max_length=1800, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "login"],
                condition=Q(login__isnull=False),
                name="one_person_a_login",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "folded"], name="person_by_name"),
            models.Index(fields=["firm", "email"], name="person_by_email"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def holds_words_of(self) -> UUID:
        """What the log says of them outside of a case can be deleted with them."""
        return self.pk

    @property
    def full_name(self) -> str:
        return " ".join(
            filter(None, [self.given_name, self.middle_name, self.family_name])
        )

    @property
    def listed_name(self) -> str:
        return ", ".join(filter(None, [self.family_name, self.given_name]))

    @property
    def greeting(self) -> str:
        return self.given_name or self.family_name

    @property
    def reads_in(self) -> str:
        """The language they chose for their own pages, else the one the office wrote down."""
        return self.login.language if self.login else self.language

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Themselves. Staff meet people through the cases they may see.

        A conflict check compares everybody all the same (people/conflicts.py), and says
        only that there is somebody.
        """
        if actor.is_client:
            return Q(login=actor.user_id)
        if not actor.plays(DESK):
            return NOTHING
        return reduce(and_, (rule(actor) for rule in cls.met_where), Q())


class ConflictCheck(FirmRecord):
    """Whether the firm may take somebody on: who was asked about, what was found."""

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # [{"name": folded, "birth_date": ...}] and
    # what people/conflicts.py calls a Match; of each one asked about, how many more there
    # are.
    about = models.JSONField()
    matches = models.JSONField()
    left_out = models.JSONField(default=list)
    people_known = models.IntegerField()
    # The file that it was made for, if there was one: who may not open that is told
    # nothing of the others it was about.
    made_for = models.UUIDField(null=True)
    decision = models.CharField(
        max_length=10,
        blank=True,
        choices=[("clear", _("No conflict")), ("conflict", _("Conflict"))],
    )
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.decision or "open"

    @property
    def holds_words_of(self) -> UUID:
        """Names and days of everybody asked about stand in its events."""
        return self.pk

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(OPENERS) else NOTHING


class Invitation(FirmRecord):
    """A way into the portal for one person, once, for three days."""

    never_logged: ClassVar = frozenset({"token_hash"})

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    case_id = models.UUIDField(null=True)
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # Wrong dates of birth. After the fifth the link is closed.
    tries = models.SmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "person", "-made_at"], name="invitation_by_person"
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def holds_words_of(self) -> UUID:
        return self.person_id

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(OPENERS) else NOTHING
