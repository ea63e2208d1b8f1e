"""OFX, as banks have written it since 1997: SGML with open tags (1.x), or XML (2.x).

Read by its tags alone, in one pass: no entity is followed and nothing is fetched. A day is
the bank's own: what stands behind the eight digits (hour, zone) moves no line to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

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

_TAG = re.compile(r"<([A-Za-z0-9_.]+)[^<>]*>([^<]*)")
_SPLIT = {
    tag: re.compile(rf"(?i)<{tag}>") for tag in ("STMTRS", "STMTTRN", "LEDGERBAL")
}
_ENDS = {tag: re.compile(rf"(?i)</{tag}>") for tag in _SPLIT}
_DOLLARS = "USD"


def looks_like_ofx(text: str) -> bool:
    head = text[:4000].upper()
    return "OFXHEADER" in head or "<OFX>" in head


@dataclass(frozen=True)
class _Account:
    """One STMTRS: what it says of itself, and its lines as tags with values."""

    said: dict[str, str]
    lines: list[dict[str, str]]
    balance: dict[str, str]
    is_whole: bool


def read_ofx(text: str, *, number_ends: str) -> Read:
    """The statement of the account whose number ends so. Raises UnfitStatement."""
    accounts = [*_accounts(text)]
    if not accounts:
        raise UnfitStatement(
            _("No statement of a bank account is in this file, or it is damaged.")
        )
    if "</OFX>" not in text.upper() or not all(one.is_whole for one in accounts):
        raise UnfitStatement(
            _("This file is cut off: its end is missing. Download it again.")
        )
    found = _of_number(accounts, number_ends)
    if found.said.get("CURDEF", "").upper() != _DOLLARS:
        raise UnfitStatement(
            _("This account is kept in another currency: only US dollars can be taken.")
        )
    check_size([Line(date.min, 0)] * len(found.lines))
    lines = [_line(n, one) for n, one in enumerate(found.lines, 1)]
    return Read(
        lines=numbered([one for one in lines if one.cents], by="ofx"),
        begins_on=_day(found.said.get("DTSTART", "")),
        ends_on=_day(found.balance.get("DTASOF", "")),
        ending_cents=_balance(found.balance),
    )


def _accounts(text: str) -> Iterator[_Account]:
    for part in _parts(text, "STMTRS"):
        body, is_closed = _closed(part, "STMTRS")
        lines = [_closed(one, "STMTTRN") for one in _parts(body, "STMTTRN")]
        balances = [_closed(one, "LEDGERBAL")[0] for one in _parts(body, "LEDGERBAL")]
        yield _Account(
            said=_tags(_SPLIT["STMTTRN"].split(body, maxsplit=1)[0]),
            lines=[_tags(one) for one, _whole in lines],
            balance=_tags(balances[0]) if balances else {},
            is_whole=is_closed and all(whole for _one, whole in lines),
        )


def _parts(text: str, tag: str) -> list[str]:
    """What stands behind each opening of a tag, up to the next one."""
    return _SPLIT[tag].split(text)[1:]


def _closed(part: str, tag: str) -> tuple[str, bool]:
    """What stands before the end of a tag, and whether that is there."""
    found = _ENDS[tag].split(part, maxsplit=1)
    return found[0], len(found) == 2


def _tags(part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _TAG.findall(part):
        found.setdefault(name.upper(), unescape(value).strip())
    return found


def _of_number(accounts: list[_Account], number_ends: str) -> _Account:
    for one in accounts:
        digits = re.sub(r"\W", "", one.said.get("ACCTID", ""))
        if digits.endswith(number_ends):
            return one
    ends = re.sub(r"\W", "", accounts[0].said.get("ACCTID", ""))[-4:] or "?"
    raise UnfitStatement(
        _("This is the statement of another account: its number ends in %(theirs)s, and "
          "this one in %(ours)s.")
        % {"theirs": ends, "ours": number_ends}
    )  # fmt: skip


def _line(n: int, said: dict[str, str]) -> Line:
    on, amount = _day(said.get("DTPOSTED", "")), said.get("TRNAMT", "")
    try:
        cents = cents_of(_plain(amount))
    except ValueError:
        on = None
        cents = 0
    if on is None:
        raise UnfitStatement(
            _("Line %(n)s of this file has no day or no amount that can be read. Nothing "
              "was taken.") % {"n": n}
        )  # fmt: skip
    check = said.get("CHECKNUM", "")
    words = words_of(said.get("NAME", ""), said.get("MEMO", ""))
    if check:
        words = words_of(f"#{check}", words)
    return Line(on, cents, words, said.get("FITID", "")[:255])


def _plain(amount: str) -> str:
    """Some banks write a comma for the point, or more noughts than cents."""
    if re.fullmatch(r"[+-]?\d+,\d{1,2}", amount):
        amount = amount.replace(",", ".")
    return re.sub(r"(\.\d\d)0+$", r"\1", amount)


def _balance(said: dict[str, str]) -> int | None:
    try:
        return cents_of(_plain(said.get("BALAMT", "")))
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
