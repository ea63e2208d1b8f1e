"""What the government charges, on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from harborlight.law.book import BadBook, Cited, entries


@dataclass(frozen=True)
class Fee(Cited):
    """What it costs to file a form through one channel ("paper" or "online")."""

    form: str
    channel: str
    cents: int
    effective_from: date
    effective_until: date | None

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (
            self.effective_until is None or day <= self.effective_until
        )


class NoFeeKnown(Exception):
    """The book does not say what this cost on that day."""


@cache
def fee_schedule() -> tuple[Fee, ...]:
    return tuple(Fee(**entry) for entry in entries("fees").values())


def fee(form: str, *, channel: str, on: date) -> Fee:
    """The one fee in force. NoFeeKnown if there is none, BadBook if there are two."""
    found = [
        row
        for row in fee_schedule()
        if (row.form, row.channel) == (form, channel) and row.in_force(on)
    ]
    if not found:
        raise NoFeeKnown(f"The book has no fee for {form} ({channel}) on {on}.")
    if len(found) > 1:
        raise BadBook(f"The book has {len(found)} fees for {form} ({channel}) on {on}.")
    return found[0]
