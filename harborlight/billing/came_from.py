"""Who paid what is held for a client, when and how: where it goes back to (trust.md T11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from harborlight.billing.earmarks import NOT_CLEARED, Holding, Rows, holdings
from harborlight.billing.models import Line, Payment, Withdrawal
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
    return _came(actor, account, _payments(actor, account), _deposits(actor, account))


def held_and_came(actor: Actor, account: Account) -> tuple[Holding, list[Came]]:
    """`holding` of an account, and `came_from`: what both read is read once."""
    payments = [*_payments(actor, account)]
    deposits = [*_deposits(actor, account)]
    waits = frozenset(one.journal.key for one in deposits if one.state in NOT_CLEARED)
    gone = Withdrawal.objects.visible_to(actor).filter(case=account.case_id)
    lines = Line.objects.visible_to(actor)
    rows = Rows(lines, payments, gone.select_related("account"), waits)
    return holdings([account], rows)[0], _came(actor, account, payments, deposits)


def _payments(actor: Actor, account: Account) -> QuerySet[Payment]:
    return Payment.objects.visible_to(actor).filter(case=account.case_id)


def _deposits(actor: Actor, account: Account) -> QuerySet[Deposit]:
    rows = Deposit.objects.visible_to(actor).filter(account=account)
    return rows.select_related("journal")


def _came(
    actor: Actor,
    account: Account,
    payments: Iterable[Payment],
    deposits: Iterable[Deposit],
) -> list[Came]:
    """What paid an invoice is told by its payment, and not by its deposit too."""
    of = Deposit.Purpose
    came = [
        Came(one.on, one.cents, one.method, one.purpose == of.THIRD)
        for one in deposits
        if one.purpose != of.INVOICE and one.state != Deposit.State.RETURNED
    ]
    zone = ZoneInfo(actor.firm.time_zone)
    came += [
        Came(one.received_at.astimezone(zone).date(), one.trust_cents, one.method)
        for one in payments
        if one.received_at
        and one.state == Payment.State.RECEIVED
        and (one.payer_id, one.bank_id) == (account.person_id, account.bank_id)
        and one.trust_cents
        and not one.is_out_of_trust
    ]
    return sorted(came, key=lambda one: one.on, reverse=True)[:NEWEST]
