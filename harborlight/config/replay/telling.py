"""Every result of a replay, and every balance after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, InternalError, transaction

from harborlight.config.replay.operations import perform
from harborlight.config.replay.scene import BadFile, Scene, set_up
from harborlight.firm.acting import Refused
from harborlight.firm.clock import standing_at
from harborlight.firm.tenancy import inside
from harborlight.trust.models import GROWS_WITH_DEBIT, Account, Book, Entry

ALLOWED, REFUSED = "allowed", "refused"


@dataclass(frozen=True)
class Position:
    """What is held for the client of one matter, in whole cents."""

    ledger: int
    cleared: int
    held: int
    reserved: int
    available: int


@dataclass(frozen=True)
class Balances:
    """Every balance, in whole cents. accounts: by the name of their book; banks: the same
    of what stands in each trust account besides the usual one."""

    accounts: dict[str, int]
    matters: dict[str, Position]
    banks: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def agree(self) -> bool:
        """Whether what the bank holds in trust is what is somebody's, to the cent."""
        return all(_agree(one) for one in (self.accounts, *self.banks.values()))


def _agree(known: Mapping[str, int]) -> bool:
    parts = (Book.CLIENT_TRUST, Book.FIRM_FLOAT, Book.SUSPENSE, Book.IOLTA_INTEREST)
    return known.get(Book.TRUST_BANK, 0) == sum(known.get(book, 0) for book in parts)


@dataclass(frozen=True)
class Result:
    """What became of one operation. rule: of trust.md, where it was refused."""

    number: int
    op: str
    result: str
    rule: str
    why: str
    expected: bool
    balances: Balances

    def told(self) -> dict[str, Any]:
        """For a program."""
        return {**asdict(self), "agree": self.balances.agree}


def replay(said: Mapping[str, Any]) -> Iterator[Result]:
    """Play a file's operations in a firm of its own, one after the other."""
    operations = said.get("operations")
    if not isinstance(operations, list) or not all(
        isinstance(one, dict) for one in operations
    ):
        raise BadFile("`operations` is no list of objects.")
    scene = set_up(said)
    for number, one in enumerate(operations, start=1):
        scene.day = max(scene.day, _today(one, scene.day))
        noon = datetime.combine(scene.day, time(18, 0), UTC)
        with standing_at(noon), inside(scene.firm):
            yield _played(scene, one, number)


def _today(said: Mapping[str, Any], day: date) -> date:
    """The day it is: `today`, where the file says it; it never goes back."""
    try:
        return date.fromisoformat(said["today"]) if "today" in said else day
    except (TypeError, ValueError):
        raise BadFile("`today` is no day like 2026-01-05.") from None


def _played(scene: Scene, said: Mapping[str, Any], number: int) -> Result:
    result, rule, why = ALLOWED, "", ""
    try:
        with transaction.atomic():
            perform(scene, said, number)
    except BadFile:
        raise
    except Exception as refusal:
        result, rule, why = REFUSED, rule_of(refusal), str(refusal)
        if not rule:
            raise
    expected = said.get("expect", result) in (result, rule)
    about = (number, str(said.get("op")), result, rule, why, expected)
    return Result(*about, balances(scene))


def rule_of(refusal: Exception) -> str:
    """The rule of trust.md that refused; "" where it was no refusal."""
    if rule := getattr(refusal, "rule", ""):
        return str(rule)
    if isinstance(refusal, Refused):
        return "T20"
    # What the database itself refuses: a change, a deletion, a negative balance.
    return "T2" if isinstance(refusal, (IntegrityError, InternalError)) else ""


def balances(scene: Scene) -> Balances:
    """As the accounts say, after a look at whether their entries say the same."""
    accounts = {str(book): 0 for book in Book}
    sums: dict[Any, int] = {}
    for entry in Entry.objects.all():
        sums[entry.account_id] = sums.get(entry.account_id, 0) + entry.cents
    names: dict[UUID | None, str] = {one.pk: n for n, one in scene.banks.items()}
    banks: dict[str, dict[str, int]] = {name: {} for name in scene.banks}
    held: dict[UUID | None, list[Account]] = {}
    for account in Account.objects.all():
        grows = 1 if account.book in GROWS_WITH_DEBIT else -1
        assert account.cents == grows * sums.get(account.pk, 0), account
        accounts[account.book] += account.cents
        if name := names.get(account.bank_id):
            there = banks[name]
            there[account.book] = there.get(account.book, 0) + account.cents
        if account.book == Book.CLIENT_TRUST:
            held.setdefault(account.case_id, []).append(account)
    matters = {
        name: _position(held.get(case.pk, [])) for name, case in scene.cases.items()
    }
    return Balances(accounts, matters, banks)


def _position(several: Sequence[Account]) -> Position:
    """What is held for the client of a matter, in all trust accounts together."""
    return Position(
        sum(one.cents for one in several),
        sum(one.cleared_cents for one in several),
        sum(one.held_cents for one in several),
        sum(one.reserved_cents for one in several),
        sum(one.free_cents for one in several),
    )
