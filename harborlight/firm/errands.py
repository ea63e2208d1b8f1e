"""Who holds a link and acts for a client in one thing: a paper, some chapters of questions.

They have no account. Their browser remembers the link that it opened; what is done by it is
done as the client who gave it, and the log says both names.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.firm import links
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside

Session = MutableMapping[str, Any]
_MOST_REMEMBERED, _NAME = 5, 26


def remember(session: Session, kind: str, key: str) -> str:
    """This browser opened the link with this key; kind: where such keys are kept.

    What its pages name the link by there: no id of ours, and of no use elsewhere.
    """
    name = links.hashed(f"{kind} of a helper", key)[:_NAME]
    others = {one: kept for one, kept in session.get(kind, {}).items() if one != name}
    session[kind] = dict([*others.items(), (name, key)][-_MOST_REMEMBERED:])
    return name


def forget(session: Session, kind: str, key: str) -> None:
    left = session.get(kind, {}).items()
    session[kind] = {name: kept for name, kept in left if kept != key}


def key_behind(session: Session, kind: str, name: str) -> str | None:
    """The key of the link that this browser knows by this name."""
    key: str | None = session.get(kind, {}).get(name)
    return key


def on_behalf(
    firm: Firm, login: UUID | None, *, names: tuple[str, str], key: str, place: str
) -> Actor | None:
    """Whoever holds the link, as the client who gave it; None where that is none any more.

    login: the client's account. names: the helper's, and the client's.
    """
    with inside(firm):
        parts = Membership.objects.filter(
            user=login, role=Role.CLIENT, until__isnull=True
        )
        part = parts.first() if login else None
    if part is None:
        return None
    said = gettext("%(helper)s, for %(client)s")
    return Actor(
        firm=firm,
        roles=frozenset({Role.CLIENT}),
        name=said % {"helper": names[0], "client": names[1]},
        user_id=part.user_id,
        human=part.human,
        place=place,
        errand=key,
    )
