"""How a government fee may be paid, on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from harborlight.law.book import Dated, entries


@dataclass(frozen=True)
class PaymentWay(Dated):
    """A way to pay; see the head of payments.yaml."""

    key: str
    form: str
    channel: str
    exempt: bool


class NotTaken(LookupError):
    """The agency takes no such payment on that day, or not through that channel."""


@cache
def payment_ways() -> dict[str, PaymentWay]:
    """Every row of the book, by its key."""
    found = entries("payments").items()
    return {key: PaymentWay(key=key, **entry) for key, entry in found}


def ways_to_pay(*, channel: str, on: date) -> list[PaymentWay]:
    """Those that are taken on that day, in the book's order."""
    rows = payment_ways().values()
    return [row for row in rows if row.channel == channel and row.in_force(on)]


def way_to_pay(key: str, *, channel: str, on: date) -> PaymentWay:
    """The one way of this name. Raises NotTaken."""
    for row in ways_to_pay(channel=channel, on=on):
        if row.key == key:
            return row
    raise NotTaken(f"A payment by {key} is not taken ({channel}) on {on}.")
