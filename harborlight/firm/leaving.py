"""What ends with a part: said before it ends, so that nobody locks themselves out unwarned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from harborlight.firm.events import KINDS
from harborlight.firm.roles import DESK, LAWYERS, OFFICE, TRUSTED, Role, Roles, roles

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.firm.models import Membership


@dataclass(frozen=True)
class Leaving:
    """A part somebody plays, and what its end would mean.

    stays: why it cannot end now, or ""; is_own: the reader's, who is told what they lose;
    closes_desk: no part is left to them then; lost: what changes they then cannot make,
    as the names of kinds begin; may_retake: a partner gives it to themselves again;
    back_from: which others could give it to them.
    """

    part: Membership
    stays: str
    is_own: bool
    closes_desk: bool
    lost: Sequence[str]
    may_retake: bool
    back_from: Sequence[str]


def leavings(
    actor: Actor, theirs: Sequence[Membership], everybody: Sequence[Membership]
) -> list[Leaving]:
    """For each part that somebody plays here, what its end would mean."""
    return [_leaving(actor, one, theirs, everybody) for one in theirs]


def why_it_stays(part: Membership, others: Iterable[str]) -> str:
    """Why a part cannot end while all others together play only these; "" if it can."""
    played = {*others}
    if part.role == Role.PARTNER and Role.PARTNER not in played:
        return gettext(
            "This is the firm's last partner. Make somebody a partner first."
        )
    if part.role in OFFICE and not played & OFFICE:
        return gettext(
            "Nobody else is a partner or a firm administrator. Give somebody that "
            "part first."
        )
    return ""


def why_not_by(actor: Actor, part: Membership) -> str:
    """Why this person cannot end the part, whoever else is there; "" if they can."""
    own = part.user_id == actor.user_id
    if part.role in LAWYERS and not own and Role.PARTNER not in actor.roles:
        return gettext("Only a partner ends the part of a lawyer. Ask one.")
    return ""


def _leaving(
    actor: Actor,
    part: Membership,
    theirs: Sequence[Membership],
    everybody: Sequence[Membership],
) -> Leaving:
    others = [row for row in everybody if row.pk != part.pk]
    kept = roles(*(Role(row.role) for row in theirs if row.pk != part.pk))
    is_own = part.user_id == actor.user_id
    return Leaving(
        part,
        why_not_by(actor, part) or why_it_stays(part, (row.role for row in others)),
        is_own,
        closes_desk=not kept & DESK,
        lost=_lost(Role(part.role), kept) if is_own else [],
        may_retake=is_own and Role.PARTNER in kept,
        back_from=_givers(part, others) if is_own else [],
    )


def _lost(role: Role, kept: Roles) -> list[str]:
    """What the part alone allows: of each kind only what it is about, each once."""
    alone = [
        kind.name for kind in KINDS.values() if role in kind.by and not kind.by & kept
    ]
    return sorted({name.split(".")[0] for name in alone})


def _givers(part: Membership, others: Sequence[Membership]) -> list[str]:
    """Which others could give it again."""
    giving = roles(Role.PARTNER) if part.role in TRUSTED else OFFICE
    return sorted(
        {
            row.user.name or row.user.email
            for row in others
            if row.role in giving and row.user_id != part.user_id
        }
    )
