"""All the books of the office: their sums, their movements, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from harborlight.cases.models import MONEY_READERS, Case
from harborlight.firm.actor import Actor
from harborlight.trust.models import (
    GROWS_WITH_DEBIT,
    Account,
    BankAccount,
    Book,
    Entry,
    Journal,
    Proof,
)

ALWAYS = frozenset(
    {
        Book.TRUST_BANK,
        Book.OPERATING_BANK,
        Book.CLIENT_TRUST,
        Book.RECEIVABLE,
        Book.FEES_EARNED,
        Book.COSTS_RECOVERED,
    }
)


@dataclass(frozen=True)
class ThreeWay:
    """What the bank should hold in trust, what is owed to clients, and our own beside it.

    other_cents: interest for the foundation, and what nobody knows yet whose it is.
    """

    bank_cents: int
    clients_cents: int
    float_cents: int = 0
    other_cents: int = 0

    @property
    def agrees(self) -> bool:
        return not self.difference and not self.short_cents

    @property
    def difference(self) -> int:
        return (
            self.bank_cents - self.clients_cents - self.float_cents - self.other_cents
        )

    @property
    def short_cents(self) -> int:
        """What the bank took of clients' money for its charges: put in today (T6)."""
        return max(0, -self.float_cents)


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


def accounts(actor: Actor, case: Case | None = None) -> QuerySet[Account]:
    rows = Account.objects.visible_to(actor).select_related("person", "case", "bank")
    rows = rows.filter(case=case) if case is not None else rows
    return rows.order_by("book", "pk")


def balance(actor: Actor, book: str, case: Case | None = None) -> int:
    """Whole cents, in the direction in which the account grows."""
    rows = _all_accounts(actor) if case is None else accounts(actor, case)
    rows = rows.order_by().filter(book=book)
    return rows.aggregate(all=Sum("cents"))["all"] or 0


def books(actor: Actor) -> list[BookLine]:
    """The books of the firm with their sums; those that few need, where something stands."""
    sums = _all_accounts(actor).order_by().values("book")
    known = dict(sums.annotate(all=Sum("cents")).values_list("book", "all"))
    lines = [BookLine(book, known.get(book, 0)) for book in Book]
    return [line for line in lines if line.cents or line.book in ALWAYS]


def client_ledgers(actor: Actor) -> QuerySet[Account]:
    """What is held for each client, case by case, as far as the cases are open to them."""
    rows = Account.objects.visible_to(actor).filter(book=Book.CLIENT_TRUST)
    rows = rows.exclude(cents=0)
    return rows.select_related("person", "case", "bank").order_by("case__number", "pk")


def _all_accounts(actor: Actor) -> QuerySet[Account]:
    """Every account, for the sums of whoever keeps the books, walls or not; a client's own."""
    if actor.plays(MONEY_READERS):
        return Account.objects.all()
    return Account.objects.visible_to(actor)


def unseen(actor: Actor) -> int:
    """How much is held for clients whose cases are closed to the actor."""
    seen = client_ledgers(actor).order_by().aggregate(all=Sum("cents"))["all"] or 0
    return balance(actor, Book.CLIENT_TRUST) - seen


def journals(actor: Actor, case: Case | None = None) -> QuerySet[Journal]:
    """Movements of money with their entries, newest first.

    Those of cases that are closed to the actor are left out (`closed_journals`); an
    entry tells its case (`case_number`, `case_of`) and whose money it is, and each who
    asked for it (`asked_by`) and who posted it (`posted_by`; None: it posted itself).
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
    rows = rows.select_related("posted_by", "asked_by", "reverses")
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
        float=Sum("cents", filter=Q(book=Book.FIRM_FLOAT)),
        other=Sum("cents", filter=Q(book__in=(Book.SUSPENSE, Book.IOLTA_INTEREST))),
    )
    names = ("bank", "clients", "float", "other")
    return ThreeWay(*(sums[name] or 0 for name in names))


def trust_banks(actor: Actor) -> list[BankAccount]:
    """The accounts at banks that take clients' money now, the usual one first."""
    rows = BankAccount.objects.visible_to(actor).filter(
        book=BankAccount.Of.TRUST, closed_at__isnull=True
    )
    return [*rows.select_related("person").order_by("-is_default", "name", "pk")]


def three_ways(actor: Actor) -> list[tuple[BankAccount, ThreeWay]]:
    """The same account by account; nothing, where there is one alone. A closed one holds
    nothing."""
    banks = trust_banks(actor)
    if len(banks) < 2:
        return []
    sums = _all_accounts(actor).filter(bank__isnull=False).order_by()
    told: dict[UUID, dict[str, int]] = {}
    for bank, book, cents in (
        sums.values("bank", "book")
        .annotate(all=Sum("cents"))
        .values_list("bank", "book", "all")
    ):
        told.setdefault(bank, {})[book] = cents
    return [(one, _three(told.get(one.pk, {}))) for one in banks]


def _three(sums: Mapping[str, int]) -> ThreeWay:
    return ThreeWay(
        sums.get(Book.TRUST_BANK, 0),
        sums.get(Book.CLIENT_TRUST, 0),
        sums.get(Book.FIRM_FLOAT, 0),
        sums.get(Book.SUSPENSE, 0) + sums.get(Book.IOLTA_INTEREST, 0),
    )


def last_proof(actor: Actor) -> Proof | None:
    """When the entries were last added up, and what came of it."""
    return Proof.objects.visible_to(actor).first()


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
