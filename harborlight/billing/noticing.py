"""How many days a client is told before fees leave their money in trust (trust.md T7).

The state's rule, what the firm set itself, and rooms above that know what was agreed
(`@wants_notice`): the most of them holds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from harborlight.billing.models import Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
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
