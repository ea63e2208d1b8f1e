"""What left trust, or was given back, as the client reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from harborlight.billing.models import OUT_OF_TRUST, Withdrawal
from harborlight.firm.actor import Actor

if TYPE_CHECKING:
    from harborlight.billing.noticing import AskedOfThem


@dataclass(frozen=True)
class TakenOut:
    """What left trust or was given back, and whether it was put back again."""

    withdrawal: Withdrawal
    put_back: bool


def taken_out(rows: Sequence[Withdrawal]) -> list[TakenOut]:
    """What left trust, or was given back, as the client sees it, newest first.

    rows: the reader's withdrawals.
    """
    done = [one for one in rows if one.state == Withdrawal.State.APPROVED]
    put_right = [one for one in done if one.purpose == Withdrawal.Purpose.REVERSAL]
    back = {one.payment.reference for one in put_right if one.payment}
    gone = [one for one in done if one.purpose != Withdrawal.Purpose.REVERSAL]
    gone.sort(
        key=lambda one: (one.decided_at is not None, one.decided_at), reverse=True
    )
    return [TakenOut(one, f"{OUT_OF_TRUST}{one.pk}" in back) for one in gone]


def to_leave(rows: Sequence[AskedOfThem]) -> dict[str, list[AskedOfThem]]:
    """What is to pay fees and is not decided yet; and what of it the client objected to."""
    asked = [one for one in rows if one.waits and one.takes_fees]
    return {
        "to_leave": [one for one in asked if not one.objected],
        "objected": [one for one in asked if one.objected],
    }


def get_asked(actor: Actor, pk: UUID) -> Withdrawal:
    """What is to pay an invoice out of trust and is not decided yet: at the desk, or one's own."""
    return Withdrawal.objects.one(
        actor, pk, "case", "invoice", "account", "person", **Withdrawal.BECOMES_OURS
    )
