"""Invitations by their links, and what closes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from harborlight.firm import links
from harborlight.firm.ids import new_id
from harborlight.people.models import Invitation
from harborlight.people.queries import TRIES

LINK = "invitation"
# How long a browser may take from the second proof to the password it chooses.
PROOF_HOLDS = timedelta(minutes=20)
PROOF = "joining"


class Closed(Exception):
    """The invitation was used or withdrawn, or is too old, or was guessed at too often."""

    def __init__(self, why: str, invitation: Invitation) -> None:
        super().__init__(why)
        self.why, self.invitation = why, invitation


def find(token: str, moment: datetime) -> Invitation:
    """The open invitation of this token. NotFound, or Closed with the reason.

    Looking changes nothing: a mail program that opens links ahead of the reader
    uses nothing up.
    """
    found = links.found_by(Invitation, LINK, token, "firm", "person")
    if why := why_closed(found, moment):
        raise Closed(why, found)
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


def remember_proof(session: Any, invitation: Invitation, moment: datetime) -> None:
    """This browser gave the right date of birth: it may go on, for a while."""
    session[PROOF] = {
        "invitation": invitation.key,
        "at": int(moment.timestamp()),
        # A passkey is made for an account, before the account is there.
        "account": str(new_id()),
    }


def account_proven(
    session: Any, invitation: Invitation, moment: datetime
) -> UUID | None:
    """The id of the account this browser may open; None where it proved nothing."""
    proof = session.get(PROOF) or {}
    fresh = proof.get("at", 0) > (moment - PROOF_HOLDS).timestamp()
    if proof.get("invitation") != invitation.key or not fresh:
        return None
    return UUID(proof["account"])


def forget_proof(session: Any) -> None:
    session.pop(PROOF, None)
