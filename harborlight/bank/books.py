"""What the books say on a day: all that reconciling reads of them, and nothing else does.

Whoever calls was asked already whether they read money: these are sums and movements of
the whole firm, and name nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from harborlight.bank.models import BankMatch
from harborlight.firm.ids import shown
from harborlight.trust.memos import memo_words
from harborlight.trust.models import GROWS_WITH_DEBIT, Account, BankAccount, Book, Entry

# What else may stand in the trust account: the firm's own money for the bank's charges,
# what nobody has explained yet, interest that belongs to the bar's foundation.
FLOAT, SUSPENSE, INTEREST = "firm float", "suspense", "iolta interest"

# So many are asked for at once.
_AT_ONCE = 2000


@dataclass(frozen=True)
class Movement:
    """A movement of the books as the bank would show it.

    cents: what came (positive) or left (negative), or the part that is not matched.
    """

    journal: UUID
    on: date
    cents: int
    memo: str
    words: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Its id as it stands in a form."""
        return shown(self.journal)

    @property
    def said(self) -> str:
        return str(memo_words(self.memo, self.words))


def standing(account: BankAccount, on: date) -> Mapping[str, int]:
    """What stood in each book of an account when this day was over, in the direction in
    which it grows. Books in which nothing ever moved are not among them.

    Of a trust account: in all that stands in it, and in no other one.
    """
    return standing_with_ledgers(account, on)[0]


def standing_with_ledgers(
    account: BankAccount, on: date
) -> tuple[Mapping[str, int], list[tuple[UUID, int]]]:
    """`standing`, and each client's ledger with what stood in it, where that was not nothing."""
    rows = Entry.objects.filter(_of(account), on__lte=on).order_by()
    sums = rows.values("account").annotate(all=Sum("cents"))
    stood, ledgers = dict[str, int](), list[tuple[UUID, int]]()
    for pk, book, cents in sums.values_list("account", "account__book", "all"):
        grown = cents if book in GROWS_WITH_DEBIT else -cents
        stood[book] = stood.get(book, 0) + grown
        if book == Book.CLIENT_TRUST and grown:
            ledgers.append((pk, grown))
    return stood, ledgers


def open_movements(account: BankAccount, on: date) -> list[Movement]:
    """What the books moved up to a day and no line of the bank up to it has shown.

    Of what is matched in part, the part that is open. Oldest first. Both sides are added
    up here: a database that has not counted its rows yet would look one up for each.
    """
    shown = BankMatch.objects.filter(
        undone_at__isnull=True, line__account=account, line__on__lte=on
    ).order_by()
    sums = shown.values("journal").annotate(all=Sum("cents"))
    left = {pk: -cents for pk, cents in sums.values_list("journal", "all")}
    rows = _entries(account).filter(on__lte=on)
    for pk, cents in rows.values_list("journal", "cents"):
        left[pk] = left.get(pk, 0) + cents
    still = {pk: cents for pk, cents in left.items() if cents}
    found = [
        replace(one, cents=still[one.journal])
        for one in movements(account, still).values()
        if one.on <= on
    ]
    return sorted(found, key=lambda one: (one.on, one.journal))


def movements(account: BankAccount, journals: Iterable[UUID]) -> dict[UUID, Movement]:
    """These movements, whole, by their ids; those that never touched the account are not
    among them."""
    wanted, found = [*journals], dict[UUID, Movement]()
    names = ("journal", "on", "journal__memo", "journal__words", "cents")
    for at in range(0, len(wanted), _AT_ONCE):
        rows = _entries(account).filter(journal__in=wanted[at : at + _AT_ONCE])
        for pk, day, memo, words, cents in rows.values_list(*names):
            before = found[pk].cents if pk in found else 0
            found[pk] = Movement(pk, day, before + cents, memo, words)
    return found


def hold_books(account: BankAccount) -> None:
    """Nobody posts to the account before this transaction ends."""
    of = {"bank": account} if account.is_trust else {}
    rows = Account.objects.filter(book=account.book, **of).order_by("pk")
    [*rows.select_for_update(no_key=True).values_list("pk", flat=True)]


def _entries(account: BankAccount) -> QuerySet[Entry]:
    # A movement between two books of the same account is none at the bank.
    return Entry.objects.filter(_of(account), account__book=account.book).order_by()


def _of(account: BankAccount) -> Q:
    if account.is_trust:
        return Q(account__bank=account)
    return Q(account__book=account.book)


def idle(on: date) -> list[Account]:
    """What is held for clients where nothing moved since this day (`last_on` says when);
    oldest first."""
    rows = Account.objects.filter(book=Book.CLIENT_TRUST, cents__gt=0, last_on__lt=on)
    rows = rows.select_related("case", "person", "bank")
    return [*rows.order_by("last_on", "pk")]
