"""How many days a client is told before fees leave their money in trust (trust.md T7).

The state's rule, what the firm set itself, and rooms above that know what was agreed
(`@wants_notice`): the most of them holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from harborlight.billing.models import Hold, Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.models import Membership
from harborlight.firm.roles import CLIENTS
from harborlight.trust.terms import policy, terms_of

# Given a case: the days that were agreed for it; 0: none.
Wanting = Callable[[Case], int]
WANTINGS: dict[str, Wanting] = {}


def wants_notice(name: str) -> Callable[[Wanting], Wanting]:
    """Make a function say what was agreed."""

    def register(wanting: Wanting) -> Wanting:
        if name in WANTINGS:
            raise ValueError(f"Two are named {name}.")
        WANTINGS[name] = wanting
        return wanting

    return register


def notice_days(actor: Actor, case: Case, on: date) -> int:
    """So many days before fees leave trust the client of this case is told; 0: none."""
    chosen = terms_of(actor)
    said = [wanting(case) for wanting in WANTINGS.values()]
    said.append(policy(actor, on).transfer_notice_days or 0)
    said.append(chosen.transfer_notice_days if chosen else 0)
    return max(said)


def may_leave_from(withdrawal: Withdrawal) -> date | None:
    """The first day on which it may be approved; None: the client was not told yet."""
    if withdrawal.noticed_on is None:
        return None
    return withdrawal.noticed_on + timedelta(days=withdrawal.notice_days)


def objections(rows: Sequence[Withdrawal]) -> dict[UUID, Hold]:
    """By its withdrawal, what its client said against it and no attorney released.

    What the desk wrote of a dispute is another hold: it keeps so much back, and no more.
    """
    asked = [one for one in rows if one.waits and one.pays_fees]
    if not asked:
        return {}
    # Also of whoever is not in the portal any more.
    clients = Membership.objects.filter(role__in=CLIENTS).values("user")
    held = Hold.objects.filter(
        invoice__in={one.invoice_id for one in asked},
        kind=Hold.Kind.DISPUTE,
        released_at=None,
        made_by__in=clients,
    )
    theirs: dict[tuple[UUID | None, UUID | None], Hold] = {}
    theirs |= {
        (one.invoice_id, one.account_id): one for one in held.order_by("made_at")
    }
    return {
        one.pk: said
        for one in asked
        if (said := theirs.get((one.invoice_id, one.account_id)))
        and said.made_at >= one.asked_at
    }
