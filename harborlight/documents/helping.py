"""The links of helpers: what closes them, and on whose behalf their holders act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from harborlight.documents.models import Helper, Request
from harborlight.firm import errands, links
from harborlight.firm.actor import Actor
from harborlight.firm.errands import Session
from harborlight.firm.ids import read
from harborlight.firm.tenancy import NotFound, everywhere, inside

LINK = "helper"
# What a helper's uploads are for (harborlight/api/purposes.py).
PURPOSE = "helper-paper"
# The session of a browser that opened such links: their keys by name, the newest last.
HELPS = "helps"


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


def remember(session: Session, helper: Helper) -> str:
    """This browser opened the link: its uploads are let in for that (api/doors.py)."""
    return errands.remember(session, HELPS, helper.key)


def forget(session: Session, helper: Helper) -> None:
    errands.forget(session, HELPS, helper.key)


def remembered(session: Session, name: str, moment: datetime) -> Helper:
    """The open link of this name that this browser opened. NotFound, or Closed."""
    key = errands.key_behind(session, HELPS, name)
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
        names = (str(helper.name), person.full_name)
    actor = errands.on_behalf(
        helper.firm, person.login_id, names=names, key=helper.key, place=place
    )
    if actor is None:
        raise Closed("withdrawn", helper)
    return actor


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
