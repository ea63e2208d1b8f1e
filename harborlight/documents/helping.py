"""The links of helpers: what closes them, and on whose behalf their holders act."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from harborlight.documents.models import Helper, Request
from harborlight.firm import links
from harborlight.firm.actor import Actor
from harborlight.firm.models import Membership
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside

LINK = "helper"


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
        part = parts.first()
    if part is None:
        raise Closed("withdrawn", helper)
    said = gettext("%(helper)s, for %(client)s")
    return Actor(
        firm=helper.firm,
        roles=frozenset({Role.CLIENT}),
        name=said % {"helper": helper.name, "client": person.full_name},
        user_id=part.user_id,
        human=part.human,
        place=place,
    )


def open_helpers(
    actor: Actor, request: Request, *, moment: datetime
) -> QuerySet[Helper]:
    """Who can still send this paper by a link, the newest first."""
    return (
        Helper.objects.visible_to(actor)
        .filter(
            request=request,
            used_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=moment,
        )
        .order_by("-made_at", "pk")
    )


def get_helper(actor: Actor, pk: UUID) -> Helper:
    return Helper.objects.one(actor, pk, "request")
