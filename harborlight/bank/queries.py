from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from harborlight.bank.books import Movement, open_movements
from harborlight.bank.matching import Open, Proposal, propose
from harborlight.bank.models import (
    AuditPack,
    BankLine,
    BankMatch,
    BankStatement,
    Reconciliation,
)
from harborlight.billing.queries import may_look
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.membership import is_behind
from harborlight.trust.models import Account, BankAccount, Book

# So many months are listed of an account, so many lines wait on one page.
MONTHS, ON_A_PAGE = 36, 50
_PAPERS = ("report", "listing", "clients")
_SHOWN = ("account", "prepared_by", "signed_by", "cleared_by", *_PAPERS)


def bank_accounts(actor: Actor) -> list[BankAccount]:
    """The firm's accounts at banks, trust first, each with how many lines wait."""
    may_look(actor)
    rows = BankAccount.objects.visible_to(actor).annotate(
        newest=Subquery(_newest(OuterRef("pk")).values("ends_on")[:1]),
        waiting=Coalesce(Subquery(_waiting_counts()), 0),
        closed_to=Subquery(
            Reconciliation.objects.filter(
                account=OuterRef("pk"), signed_at__isnull=False
            )
            .order_by("-ends_on")
            .values("ends_on")[:1]
        ),
    )
    # Money may have come before anybody entered an account.
    rows = rows.exclude(number_ends="")
    return [
        *rows.select_related("person").order_by("-book", "-is_default", "name", "pk")
    ]


@dataclass(frozen=True)
class TrustAtBank:
    """What the bank says of the trust money, with what it has not shown yet, in cents.

    says: what its newest statements end with. until: the oldest of their last days.
    adjusted: that, and what the books moved since or the bank has not shown. lacks: the
    accounts that no statement was brought in of.
    """

    says: int
    until: date | None
    adjusted: int
    lacks: int
    accounts: int

    @property
    def is_known(self) -> bool:
        return bool(self.accounts) and not self.lacks

    @property
    def known(self) -> int:
        """Of how many accounts the bank has said what is in them."""
        return self.accounts - self.lacks


def trust_at_bank(actor: Actor, *, book_cents: int) -> TrustAtBank:
    """book_cents: what the books put into trust now.

    A line of the bank and a movement that are matched are the same money; so what is in
    the books and was not matched is what the bank has not shown.
    """
    may_look(actor)
    newest = _newest(OuterRef("pk")).filter(ending_cents__isnull=False)
    active = BankMatch.objects.filter(
        line__account=OuterRef("pk"), undone_at__isnull=True
    )
    sums = active.order_by().values("line__account").annotate(all=Sum("cents"))
    rows = BankAccount.objects.visible_to(actor).filter(book=BankAccount.Of.TRUST)
    told = rows.annotate(
        until=Subquery(newest.values("ends_on")[:1]),
        says=Subquery(newest.values("ending_cents")[:1]),
        matched=Coalesce(Subquery(sums.values("all")), 0),
    ).values_list("until", "says", "matched")
    several = [*told]
    known = [one for one in several if one[0] is not None]
    says = sum(one[1] for one in known)
    shown = sum(one[2] for one in several)
    return TrustAtBank(
        says=says,
        until=min((one[0] for one in known), default=None),
        adjusted=says + book_cents - shown,
        lacks=len(several) - len(known),
        accounts=len(several),
    )


def get_bank_account(actor: Actor, pk: UUID) -> BankAccount:
    may_look(actor)
    return BankAccount.objects.one(actor, pk, "person")


def stands_in(actor: Actor, account: BankAccount) -> int:
    """Whole cents that the books put into an account at a bank."""
    may_look(actor)
    of = {"bank": account} if account.is_trust else {}
    rows = Account.objects.filter(book=account.book, **of).order_by()
    return rows.aggregate(all=Sum("cents"))["all"] or 0


def get_statement(actor: Actor, pk: UUID) -> BankStatement:
    may_look(actor)
    return BankStatement.objects.one(actor, pk, "account", "brought_by", "file")


def get_line(actor: Actor, pk: UUID) -> BankLine:
    may_look(actor)
    return BankLine.objects.one(actor, pk, "account")


def get_reconciliation(actor: Actor, pk: UUID) -> Reconciliation:
    may_look(actor)
    return Reconciliation.objects.one(actor, pk, *_SHOWN)


def get_pack(actor: Actor, pk: UUID) -> AuditPack:
    may_look(actor)
    return AuditPack.objects.one(actor, pk, "asked_by", "taken_by", "file")


def statements(actor: Actor, account: BankAccount) -> QuerySet[BankStatement]:
    """What the bank sent, newest first."""
    rows = BankStatement.objects.visible_to(actor).filter(account=account)
    return rows.select_related("brought_by").order_by("-brought_at", "-pk")


def _newest(account: OuterRef) -> QuerySet[BankStatement]:
    rows = BankStatement.objects.filter(account=account, ends_on__isnull=False)
    return rows.order_by("-ends_on")


def _matched_of_line() -> Coalesce:
    active = BankMatch.objects.filter(line=OuterRef("pk"), undone_at__isnull=True)
    sums = active.order_by().values("line").annotate(all=Sum("cents")).values("all")
    return Coalesce(Subquery(sums), 0)


def _waiting_counts() -> QuerySet[BankLine, Any]:
    rows = BankLine.objects.filter(account=OuterRef("pk")).annotate(
        done=_matched_of_line()
    )
    rows = rows.exclude(cents=F("done")).order_by()
    return rows.values("account").annotate(n=Count("pk")).values("n")


def waiting_lines(actor: Actor, account: BankAccount) -> QuerySet[BankLine]:
    """Lines of the bank that are in no movement yet, or in part only: oldest first."""
    rows = BankLine.objects.visible_to(actor).filter(account=account)
    rows = rows.annotate(done=_matched_of_line()).exclude(cents=F("done"))
    return rows.order_by("on", "pk")


def as_open(lines: QuerySet[Any]) -> list[Open]:
    """Lines of `waiting_lines`, as matching reads them: thousands of them at a time."""
    rows = lines.values_list("pk", "firm", "on", "cents", "done", "words")
    return [
        Open(pk, on, cents - done, partial(_words, pk, firm, sealed))
        for pk, firm, on, cents, done, sealed in rows
    ]


def _words(pk: UUID, firm: UUID, sealed: Any) -> str:
    return str(BankLine(pk=pk, firm_id=firm, words=sealed).words)


@dataclass(frozen=True)
class Waiting:
    """What is to be matched: lines with what each probably is, and movements."""

    lines: list[Open]
    movements: list[Movement]
    proposals: dict[UUID, Proposal]

    @property
    def certain(self) -> list[Proposal]:
        return [one for one in self.proposals.values() if one.certain]


def waiting(actor: Actor, account: BankAccount, *, on: date) -> Waiting:
    """Everything of an account that is not matched when this day is over.

    A movement may be a few days ahead of the line that shows it, or behind.
    """
    lines = as_open(waiting_lines(actor, account))
    moved = open_movements(account, on + timedelta(days=31))
    return Waiting(lines, moved, propose(lines, moved))


def matches_of(actor: Actor, statement: BankStatement) -> dict[UUID, list[BankMatch]]:
    """What the lines of a statement are in the books, by the line."""
    rows = BankMatch.objects.visible_to(actor).filter(
        line__statement=statement, undone_at__isnull=True
    )
    found: dict[UUID, list[BankMatch]] = {}
    for row in rows.select_related("journal").order_by("made_at", "pk"):
        found.setdefault(row.line_id, []).append(row)
    return found


def lines_of(actor: Actor, statement: BankStatement) -> QuerySet[BankLine]:
    rows = BankLine.objects.visible_to(actor).filter(statement=statement)
    return rows.order_by("on", "pk")


def get_together(actor: Actor, pk: UUID) -> list[BankMatch]:
    """What was matched by the same press as this, this first. NotFound once undone."""
    may_look(actor)
    one = BankMatch.objects.one(
        actor, pk, "line__account", "journal", undone_at__isnull=True
    )
    rows = BankMatch.objects.visible_to(actor).filter(
        together=one.together, undone_at__isnull=True
    )
    others = rows.exclude(pk=one.pk).select_related("line", "journal")
    return [one, *others]


def reconciliation_of(
    actor: Actor, account: BankAccount, month: date
) -> Reconciliation | None:
    """The one that counts, if the month was prepared."""
    rows = Reconciliation.objects.visible_to(actor).filter(
        account=account, month=month, withdrawn_at__isnull=True
    )
    return rows.select_related(*_SHOWN).first()


def reconciliations(actor: Actor, account: BankAccount) -> QuerySet[Reconciliation]:
    """The months that were prepared or signed, newest first."""
    rows = Reconciliation.objects.visible_to(actor).filter(
        account=account, withdrawn_at__isnull=True
    )
    return rows.select_related("prepared_by", "signed_by").order_by("-month")


def prepared_it(actor: Actor, found: Reconciliation) -> bool:
    """Whether the actor is the person who prepared it, under whatever account."""
    return is_behind(actor, found.prepared_by_id)


def open_exceptions(actor: Actor) -> list[Reconciliation]:
    """Months that were signed though they do not agree, and are not settled."""
    rows = Reconciliation.objects.visible_to(actor).filter(
        signed_at__isnull=False, is_right=False, cleared_at__isnull=True
    )
    return [*rows.select_related("account").order_by("month")]


def packs(actor: Actor) -> QuerySet[AuditPack]:
    may_look(actor)
    rows = AuditPack.objects.visible_to(actor).select_related("asked_by", "taken_by")
    return rows.order_by("-asked_at", "-pk")


def closed_to(actor: Actor) -> int:
    """How many cases with money in the books the actor may not open."""
    mine = Case.objects.visible_to(actor)
    rows = Account.objects.filter(~Q(case__in=mine), case__isnull=False)
    return rows.values("case").distinct().order_by().count()


def client_account(actor: Actor, pk: UUID) -> Account:
    """What is held for one client in one case: at the desk, or one's own."""
    return Account.objects.one(
        actor,
        pk,
        "case",
        "person__login",
        "bank",
        book=Book.CLIENT_TRUST,
        case__isnull=False,
    )
