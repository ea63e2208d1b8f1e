from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from harborlight.cases.models import MONEY_READERS, Case, Party
from harborlight.firm.actor import Actor
from harborlight.trust.models import GROWS_WITH_DEBIT, Account, Book, Entry, Journal


@dataclass(frozen=True)
class ThreeWay:
    """What the bank should hold in trust, what is owed to clients, and their difference."""

    bank_cents: int
    clients_cents: int

    @property
    def agrees(self) -> bool:
        return self.bank_cents == self.clients_cents

    @property
    def difference(self) -> int:
        return self.bank_cents - self.clients_cents


@dataclass(frozen=True)
class BookLine:
    """One of the firm's books, and what stands in it, in the direction it grows."""

    book: Book
    cents: int

    @property
    def called(self) -> str:
        """Its name; what clients paid too much is theirs, and not owed by them."""
        turned = self.book == Book.RECEIVABLE and self.cents < 0
        return gettext("Owed to clients") if turned else str(Book(self.book).label)

    @property
    def size(self) -> int:
        """The amount as that name says it."""
        return abs(self.cents) if self.book == Book.RECEIVABLE else self.cents


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


def accounts(actor: Actor, case: Case | None = None) -> QuerySet[Account]:
    rows = Account.objects.visible_to(actor).select_related("person", "case")
    rows = rows.filter(case=case) if case is not None else rows
    return rows.order_by("book", "pk")


def get_client_account(actor: Actor, pk: UUID) -> Account:
    """What is held for one client in one case, if the actor reaches that case."""
    return Account.objects.one(actor, pk, book=Book.CLIENT_TRUST, case__isnull=False)


def other_cases(actor: Actor, account: Account) -> QuerySet[Case]:
    """Open cases of the same client, to which what is held may be moved (T4)."""
    theirs = Party.objects.filter(case=OuterRef("pk"), person=account.person_id)
    rows = Case.objects.visible_to(actor).filter(Exists(theirs), closed_on__isnull=True)
    assert account.case is not None
    return rows.exclude(pk=account.case.pk).order_by("number")


def held_for(actor: Actor, case: Case | None = None) -> list[Account]:
    """What is held in trust for the reader, case by case."""
    rows = accounts(actor, case).filter(book=Book.CLIENT_TRUST, cents__gt=0)
    return [*rows.filter(person__login=actor.user_id)]


def balance(actor: Actor, book: str, case: Case | None = None) -> int:
    """Whole cents, in the direction in which the account grows."""
    rows = _all_accounts(actor) if case is None else accounts(actor, case)
    rows = rows.order_by().filter(book=book)
    return rows.aggregate(all=Sum("cents"))["all"] or 0


def books(actor: Actor) -> list[BookLine]:
    """Every book of the firm with its sum, in the order in which they are kept."""
    sums = _all_accounts(actor).order_by().values("book")
    known = dict(sums.annotate(all=Sum("cents")).values_list("book", "all"))
    return [BookLine(book, known.get(book, 0)) for book in Book]


def client_ledgers(actor: Actor) -> QuerySet[Account]:
    """What is held for each client, case by case, as far as the cases are open to them."""
    rows = Account.objects.visible_to(actor).filter(book=Book.CLIENT_TRUST)
    rows = rows.exclude(cents=0)
    return rows.select_related("person", "case").order_by("case__number", "pk")


def _all_accounts(actor: Actor) -> QuerySet[Account]:
    """Every account, for the sums of whoever keeps the books, walls or not; a client's own."""
    if actor.plays(MONEY_READERS):
        return Account.objects.all()
    return Account.objects.visible_to(actor)


def unseen(actor: Actor) -> int:
    """How much is held for clients whose cases are closed to the actor."""
    seen = client_ledgers(actor).order_by().aggregate(all=Sum("cents"))["all"] or 0
    return balance(actor, Book.CLIENT_TRUST) - seen


def ledger(actor: Actor, account: Account) -> list[LedgerLine]:
    """All that moved in one account, with the balance after each; newest day first.

    The day is the money's own: a check may be written down days after it came.
    """
    return _ledgers(actor, [account])[account.pk]


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
        .order_by("journal__on", "journal__posted_at", "pk")
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


def journals(actor: Actor, case: Case | None = None) -> QuerySet[Journal]:
    """Movements of money with their entries, newest first.

    Those of cases that are closed to the actor are left out (`closed_journals`); an
    entry tells its case (`case_number`, `case_of`) and whose money it is.
    """
    rows = _journals(actor, closed=False)
    if case is not None:
        rows = rows.filter(entries__account__case=case).distinct()
    within = Case.objects.visible_to(actor).filter(pk=OuterRef("account__case_id"))
    entries = (
        Entry.objects.visible_to(actor)
        .select_related("account__person")
        .annotate(
            case_number=Subquery(within.values("number")[:1]),
            case_of=Subquery(within.values("pk")[:1]),
        )
        .order_by("-cents", "pk")
    )
    return rows.prefetch_related(Prefetch("entries", entries)).order_by(
        "-on", "-posted_at", "-pk"
    )


def closed_journals(actor: Actor) -> int:
    """How many movements are of cases that are closed to the actor."""
    return _journals(actor, closed=True).count()


def _journals(actor: Actor, *, closed: bool) -> QuerySet[Journal]:
    """Movements of cases that are closed to the actor, or all the others."""
    theirs = Exists(Case.objects.visible_to(actor).filter(pk=OuterRef("case_id")))
    # Few or none: asked for once, and not of each movement.
    shut = _all_accounts(actor).filter(~theirs, case__isnull=False)
    entries = Entry.objects.visible_to(actor).filter(account__in=shut.order_by())
    of_closed = Q(pk__in=entries.order_by().values("journal"))
    rows = Journal.objects.visible_to(actor)
    return rows.filter(of_closed if closed else ~of_closed)


def three_way(actor: Actor) -> ThreeWay:
    """Whether the trust account and the clients' ledgers agree to the cent."""
    sums = _all_accounts(actor).aggregate(
        bank=Sum("cents", filter=Q(book=Book.TRUST_BANK)),
        clients=Sum("cents", filter=Q(book=Book.CLIENT_TRUST)),
    )
    return ThreeWay(sums["bank"] or 0, sums["clients"] or 0)


def unbalanced(actor: Actor) -> Sequence[Journal]:
    """Journals whose entries do not sum to zero: there must be none."""
    rows = Journal.objects.visible_to(actor).annotate(all=Sum("entries__cents"))
    return [*rows.exclude(all=0)]


def misstated(actor: Actor) -> Sequence[Account]:
    """Accounts whose balance is not the sum of their entries: there must be none."""
    entries = Entry.objects.visible_to(actor).filter(account=OuterRef("pk"))
    sums = entries.order_by().values("account").annotate(all=Sum("cents")).values("all")
    rows = _all_accounts(actor).annotate(told=Coalesce(Subquery(sums), 0))
    right = Q(book__in=GROWS_WITH_DEBIT, cents=F("told")) | (
        ~Q(book__in=GROWS_WITH_DEBIT) & Q(cents=F("told") * -1)
    )
    return [*rows.exclude(right)]


def entries_sum(actor: Actor, account: Account) -> int:
    """The balance of an account as its entries tell it."""
    rows = Entry.objects.visible_to(actor).filter(account=account)
    total = rows.aggregate(all=Sum("cents"))["all"] or 0
    return total if account.book in GROWS_WITH_DEBIT else -total
