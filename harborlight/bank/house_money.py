"""A line of the bank that is no movement yet: what of the house's own money it may be."""

from __future__ import annotations

import re
from typing import Any

from harborlight.bank.matching import Open
from harborlight.bank.models import BankLine
from harborlight.trust.models import BankAccount

_INTEREST = re.compile(r"\bint(erest)?\b", re.IGNORECASE)
_PROCESSOR = re.compile(r"\b(stripe|processor|merchant)\b", re.IGNORECASE)


def may_be_posted(line: Open, account: BankAccount) -> bool:
    """Whether it can be money of the house's own; in operating, only a processor's fee."""
    is_trust = account.book == BankAccount.Of.TRUST
    return is_trust or _kind(line.cents, line.words, account) != ""


def begun_with(line: BankLine) -> dict[str, Any]:
    """What is known of it already, for whoever posts it."""
    return {
        "kind": _kind(line.cents, line.words, line.account),
        "bank": line.account.key,
        "cents": abs(line.cents),
        "on": line.on,
        "why": line.words[:200],
    }


def _kind(cents: int, words: str, account: BankAccount) -> str:
    """What it most likely is (`trust.actions.house_money.SIDES`); "": a person says."""
    if account.book == BankAccount.Of.OPERATING:
        return "processor fee" if cents < 0 and _PROCESSOR.search(words) else ""
    if _INTEREST.search(words):
        return "interest" if cents > 0 else "interest paid"
    return "" if cents > 0 else "bank charge"
