"""What a state asks of a trust account: dated, cited rows; nobody has read them yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from harborlight.law.book import BadBook, Dated, entries

# For a state that the book has no row of: the firm says what holds there.
OTHER = "--"


@dataclass(frozen=True)
class Policy(Dated):
    """The numbers of one state from a day on.

    retention_years: how long records are kept after the end (counts_from says of what).
    notice_days: within which the client hears that money came, None: promptly.
    transfer_notice_days: before fees leave trust the client is told, None: no such rule is
    in the book. statement_months, reconciliation_months: how often at the least.
    unclaimed_years: after which idle money is the state's. float_limit_cents: of the
    firm's own money, for bank charges; where the rule says "what is needed" it is ours.
    earned_on_receipt: whether a flat fee may go to operating when paid, and on what terms.
    """

    state: str
    retention_years: int
    counts_from: str
    notice_days: int | None
    presumed_late_days: int | None
    transfer_notice_days: int | None
    statement_months: int
    reconciliation_months: int
    unclaimed_years: int | None
    float_limit_cents: int
    earned_on_receipt: str


@cache
def policies() -> tuple[Policy, ...]:
    """Every row of the book. BadBook where a number is no number that can be."""
    found = tuple(Policy(**entry) for entry in entries("trust_policy").values())
    for one in found:
        numbers = (one.retention_years, one.statement_months, one.reconciliation_months)
        if min(numbers) < 1 or one.float_limit_cents < 0:
            raise BadBook(f"trust_policy.yaml, {one.state}: a number is too small.")
    return found


def states() -> tuple[str, ...]:
    """Those that the book has rows of, and OTHER."""
    return tuple(dict.fromkeys(one.state for one in policies()))


def policy_of(state: str, day: date) -> Policy:
    """The row of a state on a day; of a state without one, that of OTHER."""
    known = state if state in states() else OTHER
    rows = [one for one in policies() if one.state == known and one.in_force(day)]
    if not rows:
        raise BadBook(f"trust_policy.yaml: nothing of {state} on {day.isoformat()}.")
    return max(rows, key=lambda one: one.effective_from)
