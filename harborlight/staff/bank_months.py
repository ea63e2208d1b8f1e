"""Which months of an account are shown, and what each wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from harborlight.bank.days import month_end
from harborlight.bank.models import Reconciliation
from harborlight.bank.sheets import figure_rows
from harborlight.bank.three_way import Item, digest_of, kept_figures, three_way
from harborlight.law.reconciling import stale_after
from harborlight.trust.models import BankAccount


@dataclass(frozen=True)
class Month:
    """A month by its first day, and how it stands: None, nobody prepared it yet."""

    first: date
    reconciliation: Reconciliation | None

    @property
    def name(self) -> str:
        """As an address says it: 2026-03."""
        return f"{self.first:%Y-%m}"

    @property
    def state(self) -> str:
        return self.reconciliation.state if self.reconciliation else "open"


def months_of(
    known: Sequence[Reconciliation], *, on: date, at_most: int
) -> list[Month]:
    """The months that are over, newest first: back to the first that was prepared, and
    two where none was."""
    by_month = {one.month: one for one in known}
    least = min(by_month, default=before(before(on)))
    found: list[Month] = []
    first = before(on)
    while first >= min(least, before(on)) and len(found) < at_most:
        found.append(Month(first, by_month.get(first)))
        first = before(first)
    return found


def before(day: date) -> date:
    """The first day of the month before that of a day."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def read_month(text: str, *, on: date) -> date:
    """The month that an address asks for (2026-03), else the one before a day."""
    year, _sign, month = text.partition("-")
    try:
        return date(int(year), int(month), 1) if year.isdecimal() else before(on)
    except ValueError:
        return before(on)


# So many items of a list are shown; the table of a signed month has all of them.
_SHOWN = 60


def sheet_of(
    account: BankAccount, first: date, known: Reconciliation | None, *, on: date
) -> dict[str, Any]:
    """What the page of a month shows: as it was signed, else as it stands now.

    changed: something moved since it was prepared.
    """
    ends_on = month_end(first)
    signed = known is not None and known.signed_at is not None
    if known is not None and signed:
        figures = kept_figures(known.figures)
    else:
        figures = three_way(account, ends_on)
    lists = (figures.in_transit, figures.outstanding, figures.unexplained)
    return {
        "account": account,
        "month": Month(first, known),
        "known": known,
        "figures": figures,
        "rows": figure_rows(figures),
        "lists": [
            Listed(name, items[:_SHOWN], max(0, len(items) - _SHOWN))
            for name, items in zip(LISTS, lists, strict=True)
        ],
        "changed": known is not None
        and not signed
        and digest_of(figures.as_kept()) != known.sha256,
        "is_over": ends_on < on,
        "earlier": f"{before(first):%Y-%m}",
        "later": f"{ends_on + timedelta(days=1):%Y-%m}" if ends_on < on else "",
        "stale_after": stale_after(),
    }


LISTS = (
    (_("Deposits in transit"), "B"),
    (_("Outstanding items"), "C"),
    (_("Lines of the bank that no movement explains"), ""),
)


@dataclass(frozen=True)
class Listed:
    """A list of the month: its name and letter, the items shown, and how many are not."""

    named: tuple[Any, str]
    items: Sequence[Item]
    more: int
