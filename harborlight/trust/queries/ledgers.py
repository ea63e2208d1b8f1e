"""What is held for one client in one case, and what moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from harborlight.cases.models import Case, Party
from harborlight.firm.actor import Actor
from harborlight.people.models import Person
from harborlight.trust.models import (
    GROWS_WITH_DEBIT,
    Account,
    BankAccount,
    Book,
    Deposit,
    Entry,
    Journal,
)
from harborlight.trust.queries.books import accounts, trust_banks

# Of a ledger on one page.
LINES = 50


@dataclass(frozen=True)
class LedgerLine:
    """An entry in an account, and what stood there after it."""

    on: date
    memo: str
    details: str
    cents: int
    after: int


@dataclass(frozen=True)
class Ledger:
    """What is held for one client in one case, and what moved, newest first."""

    account: Account
    lines: list[LedgerLine]


def get_client_account(actor: Actor, pk: UUID) -> Account:
    """What is held for one client in one case, if the actor reaches that case."""
    is_held = {"book": Book.CLIENT_TRUST, "case__isnull": False}
    return Account.objects.one(actor, pk, "person", "case__lead", "bank", **is_held)


def other_cases(actor: Actor, account: Account) -> QuerySet[Case]:
    """Open cases of the same client, to which what is held may be moved (T4)."""
    theirs = Party.objects.filter(case=OuterRef("pk"), person=account.person_id)
    rows = Case.objects.visible_to(actor).filter(Exists(theirs), closed_on__isnull=True)
    assert account.case is not None
    return rows.exclude(pk=account.case.pk).order_by("number")


def other_banks(actor: Actor, account: Account) -> list[BankAccount]:
    """Trust accounts to which what is held may be moved, for the same client and case."""
    return [
        one
        for one in trust_banks(actor)
        if one.pk != account.bank_id
        and (not one.is_separate or one.person_id == account.person_id)
    ]


def banks_for(
    banks: Iterable[BankAccount], people: Iterable[Person]
) -> list[BankAccount]:
    """Those of them that may take money of one of these people."""
    theirs = {one.pk for one in people}
    return [one for one in banks if not one.is_separate or one.person_id in theirs]


def held_for(actor: Actor, case: Case | None = None) -> list[Account]:
    """What is held in trust for the reader, case by case."""
    rows = accounts(actor, case).filter(book=Book.CLIENT_TRUST, cents__gt=0)
    return [*rows.filter(person__login=actor.user_id)]


def ledger(actor: Actor, account: Account) -> list[LedgerLine]:
    """All that moved in one account, with the balance after each; newest day first.

    The day is the money's own: a check may be written down days after it came.
    """
    return _ledgers(actor, [account])[account.pk]


@dataclass(frozen=True)
class LedgerPage:
    """Some lines of a ledger, newest first, and whether older ones follow."""

    lines: list[LedgerLine]
    number: int
    has_next: bool

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1


def ledger_page(actor: Actor, account: Account, number: int) -> LedgerPage:
    """A page of a ledger: it asks as little of a million entries as of a few."""
    skipped = (max(1, number) - 1) * LINES
    rows = Entry.objects.visible_to(actor).filter(account=account)
    rows = rows.select_related("journal").order_by("-on", "-posted_at", "-id")
    newer = rows.values("cents")[:skipped]
    moved = newer.aggregate(all=Sum("cents"))["all"] if skipped else 0
    sign = 1 if account.book in GROWS_WITH_DEBIT else -1
    after, lines = account.cents - sign * (moved or 0), []
    found = [*rows[skipped : skipped + LINES + 1]]
    for row in found[:LINES]:
        journal = row.journal
        about = (journal.on, journal.said, journal.details, sign * row.cents, after)
        lines.append(LedgerLine(*about))
        after -= sign * row.cents
    return LedgerPage(lines, max(1, number), len(found) > LINES)


def own_ledgers(actor: Actor) -> dict[str, list[Ledger]]:
    """By the book, what moved of the reader's own money: in trust, and what their card's
    bank took back from us (claims). Each to the cent what the ledger says.
    """
    # A client reads what moved in their own accounts, and no other entry of the books.
    rows = Entry.objects.visible_to(Actor.clock(actor.firm)).filter(
        account__book__in=(Book.CLIENT_TRUST, Book.CLAIMS),
        account__person__login=actor.user_id,
    )
    rows = rows.select_related("journal", "account__case", "account__bank")
    told: dict[UUID, Ledger] = {}
    for row in rows.order_by("on", "posted_at", "pk"):
        lines = told.setdefault(row.account_id, Ledger(row.account, [])).lines
        cents = row.cents if row.account.book in GROWS_WITH_DEBIT else -row.cents
        lines.append(_line(row.journal, cents, lines[-1].after if lines else 0))
    found: dict[str, list[Ledger]] = {Book.CLIENT_TRUST: [], Book.CLAIMS: []}
    for one in told.values():
        one.lines.reverse()
        found[one.account.book].append(one)
    return found


def held_and_taken_back(actor: Actor) -> tuple[list[Account], int]:
    """What is held in trust for the reader, case by case; and how many whole cents the bank
    of their card took back from us that are not settled.
    """
    rows = accounts(Actor.clock(actor.firm)).filter(
        book__in=(Book.CLIENT_TRUST, Book.CLAIMS),
        person__login=actor.user_id,
        cents__gt=0,
    )
    found = [*rows]
    held = [one for one in found if one.book == Book.CLIENT_TRUST]
    return held, sum(one.cents for one in found if one.book == Book.CLAIMS)


def _line(journal: Journal, cents: int, before: int) -> LedgerLine:
    return LedgerLine(journal.on, journal.said, journal.details, cents, before + cents)


def deposits(actor: Actor, account: Account) -> list[Deposit]:
    """What came into trust without an invoice, or by check: newest first."""
    rows = Deposit.objects.visible_to(actor).filter(account=account)
    return [*rows.select_related("journal").order_by("-on", "-pk")[:LINES]]


def get_deposit(actor: Actor, pk: UUID) -> Deposit:
    return Deposit.objects.one(actor, pk, "account__bank", "case", "journal")


def trust_ledgers(actor: Actor, case: Case) -> list[Ledger]:
    """What is held for the clients of one case, each with what moved."""
    held = [*accounts(actor, case).filter(book=Book.CLIENT_TRUST)]
    lines = _ledgers(actor, held)
    return [Ledger(account, lines[account.pk]) for account in held]


def _ledgers(actor: Actor, several: Sequence[Account]) -> dict[UUID, list[LedgerLine]]:
    known = {account.pk: account for account in several}
    told: dict[UUID, list[LedgerLine]] = {pk: [] for pk in known}
    rows = (
        Entry.objects.visible_to(actor)
        .filter(account__in=known)
        .select_related("journal")
        .order_by("on", "posted_at", "pk")
    )
    for row in rows:
        grows = known[row.account_id].book in GROWS_WITH_DEBIT
        cents = row.cents if grows else -row.cents
        lines = told[row.account_id]
        after = cents + (lines[-1].after if lines else 0)
        journal = row.journal
        lines.append(
            LedgerLine(journal.on, journal.said, journal.details, cents, after)
        )
    return {pk: lines[::-1] for pk, lines in told.items()}
