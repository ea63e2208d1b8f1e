"""A movement of money, as somebody wants it posted; and why it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.people.models import Person
from harborlight.trust.models import IN_TRUST, Account, Book


@dataclass(frozen=True)
class Side:
    """One side of a movement: an account by its book, and whole cents.

    debit and credit are never negative and never both given. account: where it is not
    that of the movement's own case and person.
    """

    book: Book
    debit: int = 0
    credit: int = 0
    account: Account | None = None

    @property
    def cents(self) -> int:
        return self.debit - self.credit

    @property
    def lowers_trust(self) -> bool:
        return self.book == Book.CLIENT_TRUST and self.debit > 0


@dataclass(frozen=True)
class Movement:
    """Money that moves, once for its key.

    memo, words: of trust/memos.py. reverses: the key of what this one takes back.
    asked_by: the account of who asked, where money leaves trust; who posts it agrees.
    bank: the account at the bank in which it moves in trust; none: the firm's usual one.
    """

    case: Case | None
    person: Person | None
    sides: Sequence[Side]
    on: date
    memo: str
    words: Mapping[str, Any]
    key: str
    reverses: str = ""
    asked_by: UUID | None = None
    bank: UUID | None = None


class Unbalanced(Exception):
    """Debits and credits of a movement must be equal."""

    rule = "T1"


class NotMoney(Exception):
    """An amount must be whole cents, more than nothing, on one side only."""

    rule = "T1"


class StillToCome(Exception):
    """No movement is dated after today."""

    rule = "T2"


class TakesTwo(Exception):
    """Money leaves a client's trust when one person asked and another one agreed."""

    rule = "T16"


class TooMuchOwnMoney(Exception):
    """Of the firm's own money only a little stands in trust, for charges of the bank."""

    rule = "T6"


def must_balance(sides: Sequence[Side]) -> None:
    """Whole cents, equal on both sides, and in trust what is at the bank."""
    for side in sides:
        # A bool is an int to Python, and no amount to anybody.
        if {type(side.debit), type(side.credit)} != {int}:
            raise NotMoney(gettext("An amount is whole cents."))
        if min(side.debit, side.credit) < 0 or (side.debit > 0) == (side.credit > 0):
            raise NotMoney(
                gettext(
                    "An amount must be whole cents, more than nothing, on one side."
                )
            )
    if len(sides) < 2 or sum(side.cents for side in sides) != 0:
        raise Unbalanced(gettext("Debits and credits must be equal."))
    parts = (IN_TRUST, {Book.TRUST_BANK})
    held, bank = (sum(s.cents for s in sides if s.book in part) for part in parts)
    if held + bank:
        # What stands in trust is somebody's, and what is somebody's stands there.
        raise Unbalanced(
            gettext("What changes in trust must change at the bank, to the cent.")
        )
