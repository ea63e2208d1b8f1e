"""Who paid what is held for a client, when and how: where it goes back to (trust.md T11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from harborlight.billing.models import Payment
from harborlight.billing.models.payments import OUT_OF_TRUST
from harborlight.firm.actor import Actor
from harborlight.trust.models import Account, Deposit

# So many are shown: the newest tell how they pay.
NEWEST = 5


@dataclass(frozen=True)
class Came:
    """on: the day, cents: what of it went into trust, method: how, as it was written down.

    of_third: money of a third person, whom nobody named by a row of their own.
    """

    on: date
    cents: int
    method: str
    of_third: bool = False


def came_from(actor: Actor, account: Account) -> list[Came]:
    """What came into a client's ledger and counts, the newest first; at most NEWEST."""
    deposits = Deposit.objects.visible_to(actor).filter(account=account)
    deposits = deposits.exclude(purpose=Deposit.Purpose.INVOICE)
    deposits = deposits.exclude(state=Deposit.State.RETURNED).order_by("-on", "-pk")
    third = Deposit.Purpose.THIRD
    came = [
        Came(one.on, one.cents, one.method, one.purpose == third)
        for one in deposits[:NEWEST]
    ]
    rows = Payment.objects.visible_to(actor).filter(
        case=account.case_id,
        payer=account.person_id,
        bank=account.bank_id,
        state=Payment.State.RECEIVED,
        trust_cents__gt=0,
    )
    rows = rows.exclude(reference__startswith=OUT_OF_TRUST)
    zone = ZoneInfo(actor.firm.time_zone)
    came += [
        Came(one.received_at.astimezone(zone).date(), one.trust_cents, one.method)
        for one in rows.order_by("-received_at", "-pk")[:NEWEST]
        if one.received_at
    ]
    return sorted(came, key=lambda one: one.on, reverse=True)[:NEWEST]
