from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from harborlight.billing.earmarks import Holding, Rows, holdings
from harborlight.billing.models import Invoice, Line, Payment, Receipt, Withdrawal
from harborlight.billing.rules import least_part
from harborlight.cases.models import Case
from harborlight.cases.queries import get_case, reads_money
from harborlight.firm.actor import Actor
from harborlight.firm.membership import accounts_behind, is_behind
from harborlight.firm.tenancy import NotFound
from harborlight.trust.models import Account
from harborlight.trust.queries import Ledger, held_for, trust_ledgers

if TYPE_CHECKING:
    from harborlight.billing.models.invoices import AskedInvoice, Invoices

# What an invoice still asks for (Invoice.owed_cents).
LEFT = F("cents") - F("paid_cents") - F("credited_cents") - F("written_off_cents")
OPEN = (Invoice.State.ISSUED, Invoice.State.PARTLY_PAID)


@dataclass(frozen=True)
class Unpaid:
    """What is still owed on open invoices, how much of it is late, and what was paid."""

    cents: int
    late_cents: int
    late: int
    paid_cents: int


def may_look(actor: Actor) -> None:
    """NotFound unless the actor's roles open the money of the office."""
    if not reads_money(actor):
        raise NotFound


def get_case_money(actor: Actor, pk: UUID) -> Case:
    """One case, for those at the desk whose roles open its money."""
    may_look(actor)
    return get_case(actor, pk)


def get_invoice(actor: Actor, pk: UUID) -> AskedInvoice:
    """One invoice, with its case and who is asked to pay."""
    rows = _with_what_is_asked(actor, Invoice.objects.visible_to(actor))
    rows = rows.select_related("case__lead", "payer__login", "late_policy", "tax")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def get_line(actor: Actor, pk: UUID) -> Line:
    return Line.objects.one(actor, pk, "invoice")


def get_money_that_came(actor: Actor, pk: UUID) -> Payment:
    """One payment with its case and invoice, for those who read money at the desk."""
    may_look(actor)
    rows = Payment.objects.visible_to(actor)
    rows = rows.select_related("case__lead", "invoice", "payer")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def get_withdrawal(actor: Actor, pk: UUID) -> Withdrawal:
    """One withdrawal, with all that its page shows, for those who read money."""
    may_look(actor)
    found = withdrawals(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def withdrawals(
    actor: Actor, case: Case | None = None, *, only_waiting: bool = False
) -> QuerySet[Withdrawal]:
    """What was asked to leave again, newest first."""
    rows = Withdrawal.objects.visible_to(actor)
    rows = rows.select_related(
        "case__lead", "person", "account__bank", "invoice", "line"
    )
    rows = rows.select_related("to__payee", "to_bank")
    rows = rows.select_related("payment", "asked_by", "decided_by")
    rows = rows.filter(case=case) if case is not None else rows
    rows = rows.filter(state=Withdrawal.State.ASKED) if only_waiting else rows
    return rows.order_by("-asked_at", "-pk")


def to_decide(actor: Actor) -> QuerySet[Withdrawal]:
    """What waits for the word of this person, who did not ask for it; oldest first."""
    rows = withdrawals(actor, only_waiting=True)
    rows = rows.exclude(asked_by__in=accounts_behind(actor))
    return rows.order_by("asked_at", "pk")


def asked_it_themselves(actor: Actor, withdrawal: Withdrawal) -> bool:
    """Whether the actor is the person who asked, under whatever account."""
    return is_behind(actor, withdrawal.asked_by_id)


def payable(actor: Actor, account: Account) -> QuerySet[Invoice]:
    """Open invoices that money held for this client in this case may pay.

    None where all of it is held for government fees.
    """
    assert account.case is not None
    rows = invoices(actor, account.case, only_open=True)
    return rows.filter(payer=account.person_id)


def holding(actor: Actor, account: Account) -> Holding:
    """What is held in an account: for which government fees, and what is free."""
    return holdings_of(actor, [account])[0]


def trust_of(
    actor: Actor,
    case: Case,
    *,
    payments: Sequence[Payment],
    withdrawals: Sequence[Withdrawal],
) -> list[tuple[Ledger, Holding]]:
    """What is held for each client of a case, and for what, and what moved.

    payments, withdrawals: all of the case, as the page has read them already.
    """
    ledgers = trust_ledgers(actor, case)
    rows = Rows(Line.objects.visible_to(actor), payments, withdrawals)
    held = holdings([one.account for one in ledgers], rows)
    return [*zip(ledgers, held, strict=True)]


def held_for_reader(
    actor: Actor,
    case: Case | None = None,
    *,
    withdrawals: Iterable[Withdrawal] | None = None,
    payments: Iterable[Payment] | None = None,
) -> list[Holding]:
    """What is held in trust for the reader, case by case, and for what.

    withdrawals, payments: all of theirs there, where the page has read them already.
    """
    return holdings_of(actor, held_for(actor, case), withdrawals, payments)


def holdings_of(
    actor: Actor,
    accounts: Sequence[Account],
    withdrawals: Iterable[Withdrawal] | None = None,
    payments: Iterable[Payment] | None = None,
) -> list[Holding]:
    cases = [account.case_id for account in accounts]
    if payments is None:
        payments = Payment.objects.visible_to(actor).filter(case__in=cases)
    if withdrawals is None:
        withdrawals = Withdrawal.objects.visible_to(actor).filter(case__in=cases)
        withdrawals = withdrawals.select_related("account")
    rows = Rows(Line.objects.visible_to(actor), payments, withdrawals)
    return holdings(accounts, rows)


def get_receipt(actor: Actor, pk: UUID) -> Receipt:
    return Receipt.objects.one(actor, pk)


def invoices(
    actor: Actor, case: Case | None = None, *, only_open: bool = False
) -> Invoices:
    """Invoices with their payer, the one due first on top."""
    if case is not None:
        rows = Invoice.objects.visible_in(actor, case).select_related("payer")
    else:
        rows = Invoice.objects.visible_to(actor).select_related("payer", "case")
    if only_open:
        rows = rows.filter(state__in=OPEN)
    return _with_what_is_asked(actor, rows).order_by("due_on", "pk")


def _with_what_is_asked(actor: Actor, rows: QuerySet[Invoice]) -> Invoices:
    """Each with what we asked to pay of it out of trust, not decided yet: `asked_cents`."""
    asked = Withdrawal.objects.visible_to(actor).filter(
        invoice=OuterRef("pk"), **Withdrawal.PAYS
    )
    sums = asked.order_by().values("invoice").annotate(all=Sum("cents")).values("all")
    told = Coalesce(Subquery(sums), 0)
    return rows.annotate(asked_cents=told, least_part_cents=least_part(actor))


def lines(actor: Actor, invoice: Invoice) -> QuerySet[Line]:
    return (
        Line.objects.visible_to(actor)
        .filter(invoice=invoice)
        .order_by("position", "pk")
    )


def payments(actor: Actor, invoice: Invoice) -> QuerySet[Payment]:
    """What was paid, or tried, newest first, each with its receipt."""
    rows = _payments(actor).filter(invoice=invoice).select_related("payer")
    return rows.order_by("-started_at")


def payments_of(actor: Actor, case: Case | None = None) -> QuerySet[Payment]:
    """What came, or did not go through, newest first, each with invoice and receipt."""
    rows = _payments(actor).exclude(state=Payment.State.STARTED)
    if case is not None:
        rows = rows.filter(case=case)
    rows = rows.select_related("invoice", "payer", "case")
    return rows.order_by("-started_at", "pk")


def payments_received(actor: Actor) -> QuerySet[Payment]:
    """What came, newest first, each with its invoice and its receipt."""
    rows = Payment.objects.visible_to(actor).filter(state=Payment.State.RECEIVED)
    rows = rows.select_related("invoice", "receipt")
    return rows.order_by("-started_at", "pk")


def _payments(actor: Actor) -> QuerySet[Payment]:
    """With the receipt, and what puts it right (`waiting`) or moves it (`moves_by`)."""
    asked = Withdrawal.objects.visible_to(actor).filter(
        payment=OuterRef("pk"), state=Withdrawal.State.ASKED
    )
    # Who sees a payment sees its receipt.
    rows = Payment.objects.visible_to(actor).select_related("receipt")
    moved = Withdrawal.objects.visible_to(actor).filter(
        moves=OuterRef("pk"), state__in=("asked", "approved")
    )
    return rows.annotate(
        waiting=Subquery(asked.values("pk")[:1]),
        moves_by=Subquery(moved.values("pk")[:1]),
    )


def to_give_back(actor: Actor) -> QuerySet[Payment]:
    """Payments of which a part was not owed: it is the client's."""
    return payments_of(actor).filter(
        state=Payment.State.RECEIVED, unapplied_cents__gt=0, given_back_at=None
    )


def unpaid(actor: Actor, on: date) -> Unpaid:
    """What open invoices still ask for, what of it is late on this day, what was paid."""
    late = Q(due_on__lt=on)
    rows = Invoice.objects.visible_to(actor).filter(state__in=OPEN)
    sums = rows.aggregate(
        all=Sum(LEFT),
        late=Sum(LEFT, filter=late),
        many=Count("pk", filter=late),
        paid=Sum("paid_cents"),
    )
    return Unpaid(sums["all"] or 0, sums["late"] or 0, sums["many"], sums["paid"] or 0)


def unpaid_of(rows: Iterable[Invoice], on: date) -> Unpaid:
    """The same of invoices that were read already; paid is what was on all of them."""
    rows = [*rows]
    still = [one for one in rows if one.is_open]
    late = [one.owed_cents for one in still if one.due_on < on]
    owed = sum(one.owed_cents for one in still)
    return Unpaid(owed, sum(late), len(late), sum(one.paid_cents for one in rows))


def owed(actor: Actor) -> int:
    """Whole cents that this actor is to pay; what we take out of trust they are not."""
    left = LEFT - F("asked_cents")
    rows = invoices(actor, only_open=True)
    return rows.aggregate(all=Sum(Greatest(left, 0)))["all"] or 0


def trust_part(actor: Actor, invoice: Invoice) -> int:
    """How many cents of the invoice go to the trust account."""
    sums = lines(actor, invoice).filter(to=Line.To.TRUST).aggregate(all=Sum("cents"))
    return sums["all"] or 0
