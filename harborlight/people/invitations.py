"""The token of an invitation: 128 random bits, of which the database keeps a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from harborlight.firm.ids import LENGTH, shown
from harborlight.firm.tenancy import NotFound, everywhere
from harborlight.people.models import Invitation
from harborlight.people.queries import TRIES

VALID_FOR = timedelta(hours=72)


class Closed(Exception):
    """The invitation was used or withdrawn, or is too old, or was guessed at too often."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def new_token() -> str:
    """26 characters that hold 128 random bits."""
    return shown(UUID(bytes=secrets.token_bytes(16)))


def hashed(token: str) -> str:
    return hashlib.sha256(f"invitation {token}".encode()).hexdigest()


def find(token: str, moment: datetime) -> Invitation:
    """The open invitation of this token. NotFound, or Closed with the reason.

    Looking changes nothing: a mail program that opens links ahead of the reader
    uses nothing up.
    """
    if len(token) != LENGTH:
        raise NotFound
    with everywhere("an invitation link says nothing of its firm"):
        found = (
            Invitation.objects.filter(token_hash=hashed(token))
            .select_related("firm", "person")
            .first()
        )
    if found is None:
        raise NotFound
    if why := why_closed(found, moment):
        raise Closed(why)
    return found


def why_closed(invitation: Invitation, moment: datetime) -> str:
    """ "used", "withdrawn", "expired", "guessed", or nothing: it is open."""
    if invitation.used_at:
        return "used"
    if invitation.withdrawn_at:
        return "withdrawn"
    if invitation.tries >= TRIES:
        return "guessed"
    return "expired" if invitation.expires_at <= moment else ""
