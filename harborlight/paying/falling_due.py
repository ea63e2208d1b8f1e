"""What of an invoice falls due on which day: the whole, or as its payer agreed otherwise.

Rooms above know what was agreed (`@plans`); whoever charges asks here, again on the day
itself: what came, or was agreed anew meanwhile, is not charged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from harborlight.billing.actions.counting import left_of
from harborlight.billing.actions.paying import OPERATING
from harborlight.billing.models import Invoice
from harborlight.firm.actor import Actor
from harborlight.paying.houses import Way


@dataclass(frozen=True)
class Falls:
    """What a payer still has to pay for one day, in whole cents."""

    on: date
    cents: int


# Of an open invoice: its days in order; None where it is due whole.
Planning = Callable[[Actor, Invoice], Sequence[Falls] | None]
PLANNINGS: dict[str, Planning] = {}


def plans(name: str) -> Callable[[Planning], Planning]:
    """Make a function say on which days an invoice is paid in parts."""

    def register(planning: Planning) -> Planning:
        if name in PLANNINGS:
            raise ValueError(f"Two plannings are named {name}.")
        PLANNINGS[name] = planning
        return planning

    return register


def falls_due(actor: Actor, invoice: Invoice) -> Sequence[Falls]:
    """On which days what of an open invoice is to be paid; the earliest first."""
    for planning in PLANNINGS.values():
        found = planning(actor, invoice)
        if found is not None:
            return found
    return [Falls(invoice.due_on, invoice.owed_cents)]


def of_the_day(actor: Actor, invoice: Invoice, way: Way, on: date) -> Way | None:
    """What a day asks of the part of an invoice that goes into one account; None: nothing.

    What is the client's comes first: the earliest days pay into trust, later ones the
    firm. So two accounts never charge the same instalment twice.
    """
    several = falls_due(actor, invoice)
    begins = sum(one.cents for one in several if one.on < on)
    ends = begins + sum(one.cents for one in several if one.on == on)
    first = left_of(invoice).trust if way.part == OPERATING else 0
    cents = min(ends, first + way.cents) - max(begins, first)
    if cents <= 0:
        return None
    return replace(way, cents=cents, trust_cents=min(cents, way.trust_cents))
