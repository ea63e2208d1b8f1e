from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from harborlight.firm.ids import new_id
from harborlight.firm.models.record import NOTHING, FirmRecord
from harborlight.firm.models.user import User
from harborlight.firm.roles import OFFICE, Role

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.firm.models.event import Event


class Membership(FirmRecord):
    """One part that a person plays in a firm; they may play several."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    # The living person behind the account. Two accounts of one person share it,
    # so that nobody is their own second pair of eyes.
    human = models.UUIDField(default=new_id)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "user", "role"],
                condition=Q(until__isnull=True),
                name="one_membership_a_role",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["user"], name="membership_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Offer(FirmRecord):
    """A part that somebody was asked to take. Until they accept, they are not here.

    It knows an address and the name that the firm wrote, never an account: whether
    there is one is not the firm's to learn.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    never_logged: ClassVar = frozenset({"token_hash"})

    name = models.CharField(max_length=200)
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=Role.choices)
    # A colleague whose second account it will be, where the firm said so.
    same_as = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "email", "role"],
                condition=Q(answered_at__isnull=True),
                name="one_open_offer_a_role",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["email"],
                name="offer_by_email",
                condition=Q(answered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(OFFICE) else NOTHING


class Credentials(FirmRecord):
    """What a form asks about the attorney who signs it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    family_name = models.CharField(max_length=80)
    given_name = models.CharField(max_length=80)
    middle_name = models.CharField(max_length=80, blank=True)
    licensing_authority = models.CharField(max_length=120)
    bar_number = models.CharField(max_length=40, blank=True)
    uscis_account = models.CharField(max_length=12, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    under_order = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "user"], name="one_credentials_a_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Notice(FirmRecord):
    """One person, told of one event."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    event_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            # A reader that starts again tells nobody twice.
            models.UniqueConstraint(
                fields=["firm", "user", "event_id"], name="told_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "user", "-at"], name="notice_by_user"),
        ]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def of(cls, event: Event, user_id: UUID) -> Notice:
        """A notice to somebody, not kept yet."""
        return cls(
            firm_id=event.firm_id,
            user_id=user_id,
            event_id=event.pk,
            case_id=event.case_id,
            kind=event.kind,
            at=event.at,
        )

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q(user=actor.user_id)
