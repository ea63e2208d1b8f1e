"""The links of helpers: what closes them, and on whose behalf their holders act."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.documents.models import Helper, Request
from harborlight.firm import links
from harborlight.firm.actor import Actor
from harborlight.firm.ids import read
from harborlight.firm.models import Membership
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import NotFound, everywhere, inside

LINK = "helper"
# What a helper's uploads are for (harborlight/api/purposes.py).
PURPOSE = "helper-paper"
# The session of a browser that opened such links: their keys by name, the newest last.
HELPS = "helps"
_MOST_REMEMBERED, _NAME = 5, 26


class Closed(Exception):
    """The link was used or withdrawn, is too old, or the paper is not asked for any more."""

    def __init__(self, why: str, helper: Helper) -> None:
        super().__init__(why)
        self.why, self.helper = why, helper


def find(token: str, moment: datetime) -> Helper:
    """The helper whose open link has this token. NotFound, or Closed with the reason.

    Looking changes nothing.
    """
    related = ("firm", "request__person", "case")
    found = links.found_by(Helper, LINK, token, *related)
    if why := why_closed(found, moment):
        raise Closed(why, found)
    return found


def remember(session: MutableMapping[str, Any], helper: Helper) -> str:
    """This browser opened the link: its uploads are let in for that (api/doors.py).

    What its page names the link by there: no id of ours, and of no use elsewhere.
    """
    name = links.hashed("uploads of a helper", helper.key)[:_NAME]
    others = {one: key for one, key in session.get(HELPS, {}).items() if one != name}
    session[HELPS] = dict([*others.items(), (name, helper.key)][-_MOST_REMEMBERED:])
    return name


def forget(session: MutableMapping[str, Any], helper: Helper) -> None:
    left = session.get(HELPS, {}).items()
    session[HELPS] = {name: key for name, key in left if key != helper.key}


def remembered(
    session: MutableMapping[str, Any], name: str, moment: datetime
) -> Helper:
    """The open link of this name that this browser opened. NotFound, or Closed."""
    key = session.get(HELPS, {}).get(name)
    if key is None:
        raise NotFound
    with everywhere("whoever opened a link is of no firm that we know before it"):
        rows = Helper._default_manager.select_related("firm", "request__person", "case")
        helper = rows.filter(pk=read(key)).first()
    if helper is None:
        raise NotFound
    if why := why_closed(helper, moment):
        raise Closed(why, helper)
    return helper


def why_closed(helper: Helper, moment: datetime) -> str:
    """ "used", "withdrawn", "expired", or nothing: it is open."""
    if helper.used_at:
        return "used"
    if helper.withdrawn_at or helper.request.withdrawn_at:
        return "withdrawn"
    return "expired" if helper.expires_at <= moment else ""


def on_behalf(helper: Helper, place: str) -> Actor:
    """Whoever holds the link, as the client who gave it: the log says both names.

    Raises Closed where the client has no part in the firm any more.
    """
    person = helper.request.person
    with inside(helper.firm):
        parts = Membership.objects.filter(
            user=person.login_id, role=Role.CLIENT, until__isnull=True
        )
        part, name = parts.first(), helper.name
    if part is None:
        raise Closed("withdrawn", helper)
    said = gettext("%(helper)s, for %(client)s")
    return Actor(
        firm=helper.firm,
        roles=frozenset({Role.CLIENT}),
        name=said % {"helper": name, "client": person.full_name},
        user_id=part.user_id,
        human=part.human,
        place=place,
        errand=helper.key,
    )


@dataclass(frozen=True)
class Helpers:
    """Who helps with a paper. can_send: whose links still work, the newest first;
    sent: the names of those who used theirs, by the key of the version that came."""

    can_send: Sequence[Helper]
    sent: Mapping[UUID, str]


def helpers_of(actor: Actor, request: Request, *, moment: datetime) -> Helpers:
    every = Helper.objects.visible_to(actor).filter(request=request)
    rows = [*every.order_by("-made_at", "pk")]
    return Helpers(
        [
            row
            for row in rows
            if not row.used_at and row.withdrawn_at is None and row.expires_at > moment
        ],
        {row.version_id: row.name for row in rows if row.version_id},
    )


def get_helper(actor: Actor, pk: UUID) -> Helper:
    return Helper.objects.one(actor, pk, "request")
