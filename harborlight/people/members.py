"""Those who work at the firm or with it: a conflict check looks at them too.

They have accounts and no card, and are known to the firm as anybody else is.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat

from harborlight.firm.actor import Actor
from harborlight.firm.models import Credentials, Membership
from harborlight.firm.roles import CLIENTS, GUESTS, Role
from harborlight.people.conflicts import Known

# What somebody is to the firm, as it is said of them (staff/templatetags/conflicts.py).
MEMBER, GUEST, LIAISON, FORMER = "member", "guest", "liaison", "former member"


def known_members(actor: Actor) -> Iterator[Known]:
    """Everybody who plays a part in the firm, or did, by each name it has of them.

    Clients have a card. The parts are those of today; of somebody who left, those they
    had.
    """
    parts: dict[UUID, list[str]] = {}
    left: dict[UUID, list[str]] = {}
    names: dict[UUID, tuple[str, ...]] = {}
    for user, name, email, formal, role, until in _rows(actor):
        names[user] = (email, name or email, " ".join((formal or "").split()))
        (left if until else parts).setdefault(user, []).append(role)
    for user, (email, *several) in names.items():
        here = user in parts
        roles = tuple(dict.fromkeys(parts[user] if here else left[user]))
        for name in dict.fromkeys(filter(None, several)):
            yield Known(
                name,
                email=email,
                place=_place(roles) if here else FORMER,
                member=user,
                roles=roles,
            )


def _rows(actor: Actor) -> Iterator[tuple[UUID, str, str, str | None, str, object]]:
    """Each part: whose, their name and e-mail, the name they sign with, until when."""
    signs = Credentials.objects.visible_to(actor).filter(user=OuterRef("user"))
    blank = Value(" ")
    whole = Concat("given_name", blank, "middle_name", blank, "family_name")
    rows = Membership.objects.visible_to(actor).exclude(role=Role.CLIENT)
    yield from (
        rows.annotate(formal=Subquery(signs.values_list(whole)[:1]))
        .order_by("user__name", "user", "role")
        .values_list("user", "user__name", "user__email", "formal", "role", "until")
    )


def _place(roles: tuple[str, ...]) -> str:
    if CLIENTS.issuperset(roles):
        return LIAISON
    return GUEST if GUESTS.issuperset(roles) else MEMBER
