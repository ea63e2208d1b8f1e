"""A statement as a table (CSV): which column is what, a person says once for an account."""

from __future__ import annotations

import csv
import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from harborlight.bank.reading.lines import (
    Line,
    Read,
    UnfitStatement,
    cents_of,
    check_size,
    numbered,
    words_of,
)

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 2000
DAYS = ("mdy", "dmy", "ymd")


@dataclass(frozen=True)
class Columns:
    """Which column is what, by the names in the first row; "" where there is none.

    amount: with a sign; or money_in and money_out, both without. days: the order in which
    a day is written. opposite: a payment out of the account has no minus, one in has it.
    """

    on: str
    amount: str = ""
    money_in: str = ""
    money_out: str = ""
    words: str = ""
    number: str = ""
    balance: str = ""
    days: str = "mdy"
    opposite: bool = False

    @classmethod
    def kept(cls, said: dict[str, Any]) -> Columns | None:
        return cls(**said) if said.get("on") else None

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def named(self) -> set[str]:
        several = (self.on, self.amount, self.money_in, self.money_out)
        return {*several, self.words, self.number, self.balance} - {""}


@dataclass(frozen=True)
class Table:
    """The names of its columns, and its rows as the file has them."""

    names: list[str]
    rows: list[list[str]]

    def fits(self, columns: Columns | None) -> bool:
        return columns is not None and columns.named <= {*self.names}


def read_table(text: str) -> Table:
    """Raises UnfitStatement where it is no table with a first row of names."""
    first = text.strip().splitlines()[0] if text.strip() else ""
    delimiter = max(_DELIMITERS, key=first.count)
    if not first.count(delimiter):
        raise UnfitStatement(
            _("This is no statement that can be read. Choose an OFX, QFX or CSV file.")
        )
    try:
        rows = [
            *csv.reader(text.strip().splitlines(), delimiter=delimiter, strict=True)
        ]
    except csv.Error:
        raise UnfitStatement(
            _("This table is damaged: a quotation mark is never closed.")
        ) from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    names = [" ".join(name.split())[:80] for name in rows[0]]
    if len({*names} - {""}) < 2 or len({*names}) != len(names):
        raise UnfitStatement(
            _("The first row of the table must name its columns, each differently.")
        )
    check_size([Line(date.min, 0)] * (len(rows) - 1))
    return Table(names, rows[1:])


def lines_of(table: Table, columns: Columns) -> Read:
    """The lines of the table; its last balance if it has such a column."""
    place = {name: at for at, name in enumerate(table.names)}
    found, balances = [], []
    for n, row in enumerate(table.rows, 2):
        cells = {
            name: row[at].strip()[:_LONGEST_CELL] if at < len(row) else ""
            for name, at in place.items()
        }
        try:
            line = _line(cells, columns)
            balance = cells[columns.balance] if columns.balance else ""
            balances.append(cents_of(balance) if balance else None)
        except ValueError:
            raise UnfitStatement(
                _("Row %(n)s has no day or no amount that can be read: “%(row)s”. Nothing "
                  "was taken. Are the columns right?")
                % {"n": n, "row": words_of(*row)[:80]}
            ) from None  # fmt: skip
        found.append(line)
    kept = numbered([one for one in found if one.cents], by="csv")
    days = [one.on for one in found]
    last = _last(found, balances)
    return Read(
        lines=kept,
        begins_on=min(days, default=None),
        ends_on=max(days, default=None) if last is not None else None,
        ending_cents=last,
    )


def _line(cells: dict[str, str], columns: Columns) -> Line:
    if columns.amount:
        cents = cents_of(cells[columns.amount])
    else:
        into = cells.get(columns.money_in, "")
        out = cells.get(columns.money_out, "")
        both = (cents_of(into) if into else 0, abs(cents_of(out)) if out else 0)
        if all(both) or not (into or out):
            raise ValueError("one of both")
        cents = both[0] - both[1]
    return Line(
        _day(cells[columns.on], columns.days),
        -cents if columns.opposite else cents,
        words_of(cells.get(columns.words, "")),
        cells.get(columns.number, "")[:255],
    )


def _last(lines: list[Line], balances: list[int | None]) -> int | None:
    """The balance after the newest line, whichever end of the table that is."""
    known = [one for one in balances if one is not None]
    if not lines or len(known) != len(lines):
        return None
    for ordered in (1, -1):
        steps = [*zip(lines[::ordered], known[::ordered], strict=True)]
        pairs = zip(steps, steps[1:], strict=False)
        if all(before + line.cents == after for (_l, before), (line, after) in pairs):
            days = [line.on for line, _after in steps]
            if days == sorted(days):
                return steps[-1][1]
    return None


_PARTS = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})", re.ASCII)


def _day(text: str, order: str) -> date:
    """A day as the bank writes it, in one of DAYS; an hour behind it is left out."""
    written = _PARTS.match(text)
    if not written:
        return _closely(text)
    one, two, three = (int(part) for part in written.groups())
    if order == "ymd" or len(written[1]) == 4:
        return date(_year(one), two, three)
    month, day = (one, two) if order == "mdy" else (two, one)
    return date(_year(three), month, day)


def _closely(text: str) -> date:
    if re.fullmatch(r"[0-9]{8}", text[:8]):
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    raise ValueError(text)


def _year(year: int) -> int:
    return year + 2000 if year < 100 else year
