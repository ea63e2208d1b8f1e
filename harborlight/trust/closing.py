"""Months that are closed: what was reconciled and signed takes no more entries.

A room above says which (`@closes`); `post` asks here, so that no page, program or clock
walks around it. It asks when the entries stand in the open transaction: whoever signs a
month holds the same accounts, so a movement is either counted in it or refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from harborlight.firm.acting import Refused
from harborlight.trust.models import Account

# Given the accounts that a movement touches and its day: why it may not be posted then,
# in the reader's words; "" if it may.
Closing = Callable[[Collection[Account], date], str]
CLOSINGS: dict[str, Closing] = {}


class MonthClosed(Refused):
    """A month that was signed is closed: what is found later is posted in the open one."""


def closes(name: str) -> Callable[[Closing], Closing]:
    """Make a function say which months are closed."""

    def register(closing: Closing) -> Closing:
        if name in CLOSINGS:
            raise ValueError(f"Two closings are named {name}.")
        CLOSINGS[name] = closing
        return closing

    return register


def must_be_open(accounts: Collection[Account], on: date) -> None:
    """Raises MonthClosed, with the reason."""
    for closing in CLOSINGS.values():
        if why := closing(accounts, on):
            raise MonthClosed(why)
