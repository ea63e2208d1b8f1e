"""Who is a member of which firm: the one question asked before any firm is entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from harborlight.firm.ids import shown
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.roles import CLIENTS, DESK, Role
from harborlight.firm.tenancy import NotFound, everywhere

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Place:
    """Where somebody may go after signing in: a firm, and its desk or waiting room."""

    firm: Firm
    at_desk: bool

    @property
    def home(self) -> str:
        """The name of the address of its first page."""
        return "staff:home" if self.at_desk else "portal:home"

    @property
    def name(self) -> str:
        """How a form names it."""
        return f"{shown(self.firm.pk)}-{'desk' if self.at_desk else 'portal'}"


def memberships_of(user: Any) -> list[Membership]:
    """Every part this account plays now, oldest first, with its firm."""
    with everywhere("whoever signs in belongs to firms we do not know yet"):
        return [
            *Membership.objects.filter(user=user.pk, until__isnull=True)
            .select_related("firm")
            .order_by("since", "pk")
        ]


def own_part(user: Any, pk: UUID) -> Membership:
    """One part that this account plays at a desk now. NotFound if it is not theirs."""
    for row in memberships_of(user):
        if row.pk == pk and row.role in DESK:
            return row
    raise NotFound


def account_of(email: str) -> User | None:
    """The account of an address, in whatever firm; told to nobody but the program."""
    return User.objects.filter(email__iexact=email.strip()).first()


def plays(actor: Actor, user: User, role: Role) -> bool:
    """Whether this account plays the part in the actor's firm now."""
    rows = Membership.objects.filter(firm=actor.firm, user=user, until__isnull=True)
    return rows.filter(role=role).exists()


def works_in(actor: Actor, user: User) -> bool:
    """Whether this account has a part at the desk of the actor's firm now."""
    rows = Membership.objects.filter(firm=actor.firm, user=user, until__isnull=True)
    return rows.filter(role__in=DESK).exists()


def is_behind(actor: Actor, user_id: UUID) -> bool:
    """Whether the living person who acts also stands behind this account."""
    if actor.user_id == user_id or actor.human is None:
        return actor.user_id == user_id
    return Membership.objects.filter(user=user_id, human=actor.human).exists()


def a_firm_is_careless() -> bool:
    """Whether the staff of some firm here may sign in with a password alone."""
    with everywhere("the page for signing in knows no firm yet"):
        return Firm.objects.filter(requires_second_factor=False).exists()


def places_of(memberships: list[Membership]) -> list[Place]:
    """The places these memberships open, each once: desks before waiting rooms."""
    found = [
        Place(row.firm, at_desk)
        for at_desk, side in ((True, DESK), (False, CLIENTS))
        for row in memberships
        if row.role in side
    ]
    return list(dict.fromkeys(found))


def accounts_behind(actor: Actor) -> QuerySet[Membership, Any]:
    """The accounts in the firm of the living person behind this one, as `user`."""
    theirs = Q(user=actor.user_id)
    if actor.human is not None:
        theirs |= Q(human=actor.human)
    return Membership.objects.filter(theirs).values("user")


def accounts_of_same(users: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """For each of these accounts, all accounts in the firm of the person behind it."""
    known = [*users]
    humans = Membership.objects.filter(user__in=known).values("human")
    rows = Membership.objects.filter(human__in=humans)
    behind: dict[UUID, set[UUID]] = {}
    of: dict[UUID, set[UUID]] = {}
    for human, user in rows.values_list("human", "user_id"):
        behind.setdefault(human, set()).add(user)
        of.setdefault(user, set()).add(human)
    return {
        user: {user}.union(*(behind[human] for human in of.get(user, ())))
        for user in known
    }
