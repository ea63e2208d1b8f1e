from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from harborlight.cases.models import Case
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


def accounts(actor: Actor, case: Case | None = None) -> QuerySet[Account]:
    rows = Account.objects.visible_to(actor).select_related("person", "case")
    rows = rows.filter(case=case) if case is not None else rows
    return rows.order_by("book", "pk")


def balance(actor: Actor, book: str, case: Case | None = None) -> int:
    """Whole cents, in the direction in which the account grows."""
    rows = Account.objects.visible_to(actor).filter(book=book)
    rows = rows.filter(case=case) if case is not None else rows
    return rows.aggregate(all=Sum("cents"))["all"] or 0


def journals(actor: Actor, case: Case | None = None) -> QuerySet[Journal]:
    """Movements of money with their entries, newest first."""
    rows = Journal.objects.visible_to(actor)
    if case is not None:
        rows = rows.filter(entries__account__case=case).distinct()
    return rows.prefetch_related("entries__account").order_by("-posted_at", "-pk")


def three_way(actor: Actor) -> ThreeWay:
    """Whether the trust account and the clients' ledgers agree to the cent."""
    return ThreeWay(balance(actor, Book.TRUST_BANK), balance(actor, Book.CLIENT_TRUST))


def unbalanced(actor: Actor) -> Sequence[Journal]:
    """Journals whose entries do not sum to zero: there must be none."""
    rows = Journal.objects.visible_to(actor).annotate(all=Sum("entries__cents"))
    return [*rows.exclude(all=0)]


def entries_sum(actor: Actor, account: Account) -> int:
    """The balance of an account as its entries tell it."""
    rows = Entry.objects.visible_to(actor).filter(account=account)
    total = rows.aggregate(all=Sum("cents"))["all"] or 0
    return total if account.book in GROWS_WITH_DEBIT else -total
