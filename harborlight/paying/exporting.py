"""Transactions and invoices as a bookkeeping program takes them in: a table, QuickBooks'
IIF, or OFX (`exporting_ofx`).

They name nobody: a case by its number, a client by their id. What a column or an account
is called is the firm's choice; a value is never read as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# What a column can hold, in the order in which they are proposed.
COLUMNS: dict[str, _StrPromise] = {
    "day": _("Day"),
    "what": _("What"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "bank": _("Bank account"),
    "code": _("Account code"),
    "case": _("Case"),
    "client": _("Client (id)"),
    "invoice": _("Invoice"),
    "receipt": _("Receipt"),
    "method": _("Paid with"),
    "payment": _("Payment (id)"),
}
INVOICE_COLUMNS: dict[str, _StrPromise] = {
    "number": _("Invoice"),
    "issued": _("Issued"),
    "due": _("Due"),
    "state": pgettext_lazy("invoice", "State"),
    "case": _("Case"),
    "client": _("Client (id)"),
    "code": _("Account code"),
    "fees": _("Our fees, earned"),
    "costs": _("Costs"),
    "tax": _("Tax"),
    "trust": _("Into trust"),
    "total": _("Total"),
    "paid": pgettext_lazy("amount", "Paid"),
    "reduced": _("Credited and written off"),
    "open": _("Still to be paid"),
    "currency": _("Currency"),
}
# What an account code is kept for.
CODES: dict[str, _StrPromise] = {
    "trust bank": _("Trust account at the bank"),
    "operating bank": _("Operating account at the bank"),
    "trust": _("Money held for clients"),
    "operating": _("Fees and costs received"),
    "charges": _("Charges, and what a bank took back"),
    "own": _("Own money in trust, and interest"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DAYS = {"iso": "%Y-%m-%d", "us": "%m/%d/%Y"}


@dataclass(frozen=True)
class Row:
    """One part of a movement: whole cents into (or, negative, out of) one bank account.

    part: "trust" or "operating". case_kind: for its account code. against: what stands on
    the other side, one of CODES; "" where it is the part's own.
    """

    day: date
    what: str
    cents: int
    part: str
    case: str
    case_kind: str
    client: str
    invoice: str
    payment: str
    receipt: str = ""
    method: str = ""
    against: str = ""


@dataclass(frozen=True)
class Codes:
    """Account codes by what they are kept for; by a case's number or kind before that."""

    plain: Mapping[str, str]
    of_cases: Mapping[str, str]

    def of(self, row: Row) -> str:
        name = row.against or row.part
        if name == "operating":
            return self.earned(row.case, row.case_kind)
        return self.plain.get(name) or name

    def earned(self, case: str, kind: str) -> str:
        """Where the fees and costs of a case stand."""
        for name in (case, kind):
            if code := self.of_cases.get(name):
                return code
        return self.plain.get("operating") or "operating"

    def bank(self, row: Row) -> str:
        return self.bank_of(row.part)

    def bank_of(self, part: str) -> str:
        name = f"{part} bank"
        return self.plain.get(name) or name


def amount(cents: int) -> str:
    """Whole cents as a decimal number: -12345 is -123.45."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02}"


def as_csv(
    rows: Sequence[Row],
    columns: Sequence[Sequence[str]],
    codes: Codes,
    *,
    days: str = "iso",
) -> str:
    """columns: what each holds, and its heading, in order. days: how days are written."""
    return as_table([_values(row, codes) for row in rows], columns, days=days)


def as_table(
    rows: Sequence[Mapping[str, str | int | date]],
    columns: Sequence[Sequence[str]],
    *,
    days: str = "iso",
) -> str:
    """A table of texts, days and whole cents, which stand there as decimal numbers."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([plain(heading) for _what, heading in columns])
    for row in rows:
        writer.writerow([_told(row[what], days) for what, _heading in columns])
    return out.getvalue()


def as_iif(rows: Sequence[Row], codes: Codes) -> str:
    """QuickBooks Desktop: each part a transaction of two sides that sum to nothing."""
    names = ("TRNSTYPE", "DATE", "ACCNT", "NAME", "AMOUNT", "DOCNUM", "MEMO")
    lines = ["\t".join(("!TRNS", *names)), "\t".join(("!SPL", *names)), "!ENDTRNS"]
    for row in rows:
        kind = "DEPOSIT" if row.cents > 0 else "CHECK"
        day, memo = f"{row.day:%m/%d/%Y}", _cell(f"{row.what} {row.invoice}")
        sides = (
            ("TRNS", codes.bank(row), row.cents),
            ("SPL", codes.of(row), -row.cents),
        )
        for side, account, cents in sides:
            said = (kind, day, _cell(account), _cell(row.case), amount(cents))
            lines.append("\t".join((side, *said, _cell(row.receipt), memo)))
        lines.append("ENDTRNS")
    return "\r\n".join(lines) + "\r\n"


def _values(row: Row, codes: Codes) -> dict[str, str | int | date]:
    return {
        "day": row.day,
        "what": row.what,
        "amount": row.cents,
        "currency": "USD",
        "bank": codes.bank(row),
        "code": codes.of(row),
        "case": row.case,
        "client": row.client,
        "invoice": row.invoice,
        "receipt": row.receipt,
        "method": row.method,
        "payment": row.payment,
    }


def _told(value: str | int | date, days: str) -> str:
    if isinstance(value, date):
        return value.strftime(_DAYS[days])
    return amount(value) if isinstance(value, int) else plain(value)


def plain(text: str) -> str:
    """No program takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(text: str) -> str:
    return plain(" ".join(text.split()))
