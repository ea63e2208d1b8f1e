"""What the government charges, on a given day.

    for row in fees_due("I-765", channel="paper", circumstance="c8 renewal", on=day):
        print(row.cents, row.law, row.source)

A form costs its own fee (`law` is "") and whatever other laws put on top of it, each in a
payment of its own. Which circumstance applies is said by a person, never taken for granted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from harborlight.law.book import BadBook, Dated, entries

ORDINARY = "ordinary"
# A row that holds for both channels.
ANY = "any"


@dataclass(frozen=True)
class Fee(Dated):
    """What it costs to file a form through one channel ("paper" or "online").

    form: in lower case. circumstance: ORDINARY, or why another amount is due. law: "" for
    the form's own fee, else the law that asks for more besides it. cents: whole cents.
    """

    key: str
    form: str
    channel: str
    circumstance: str
    law: str
    cents: int

    def is_for(self, form: str, channel: str) -> bool:
        return self.form == form.lower() and self.channel in (channel, ANY)


class NoFeeKnown(Exception):
    """The book does not say what this cost on that day."""


@cache
def fee_schedule() -> tuple[Fee, ...]:
    """Every row of the book."""
    return tuple(Fee(key=key, **entry) for key, entry in entries("fees").items())


def fee(
    form: str,
    *,
    channel: str,
    on: date,
    circumstance: str = ORDINARY,
    law: str = "",
    among: Iterable[Fee] | None = None,
) -> Fee:
    """The one fee in force. NoFeeKnown if there is none, BadBook if there are two.

    among: other rows than those of the book.
    """
    said = f"{form.upper()} ({channel}, {circumstance}{', ' * bool(law)}{law})"
    found = [
        row
        for row in (fee_schedule() if among is None else among)
        if row.is_for(form, channel)
        and (row.circumstance, row.law) == (circumstance, law)
        and row.in_force(on)
    ]
    if not found:
        raise NoFeeKnown(f"The book has no fee for Form {said} on {on}.")
    if len(found) > 1:
        raise BadBook(f"The book has {len(found)} fees for Form {said} on {on}.")
    return found[0]


def fees_due(
    form: str,
    *,
    channel: str,
    on: date,
    circumstance: str = ORDINARY,
    among: Iterable[Fee] | None = None,
) -> tuple[Fee, ...]:
    """All that a form costs on that day: its own fee, and what other laws put on top.

    Raises NoFeeKnown or BadBook.
    """
    rows = fee_schedule() if among is None else tuple(among)
    laws = {
        row.law
        for row in rows
        if row.is_for(form, channel) and row.circumstance == circumstance
    }
    # A law whose row ended without another is not silently left out of the sum.
    return tuple(
        fee(
            form, channel=channel, on=on, circumstance=circumstance, law=law, among=rows
        )
        for law in sorted(laws | {""})
    )


def circumstances(form: str, *, channel: str, on: date) -> tuple[str, ...]:
    """Those that the book tells apart for a form on that day, in the book's order.

    Where it is one, nobody need say which.
    """
    rows = [
        row.circumstance
        for row in fee_schedule()
        if row.is_for(form, channel) and row.in_force(on) and not row.law
    ]
    return tuple(dict.fromkeys(rows))
