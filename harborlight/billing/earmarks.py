"""Money that came for a named government fee is held for that fee, and for nothing else.

The client paid it to be spent on that filing: it is a cost advanced, which leaves trust
only as the cost is incurred (ABA Model Rule 1.15(c); trust.md T13), and it is never
earned by us (trust.md T7). It is computed from what came and what was taken, behind the
lock used to spend it; no column of it can go stale (trust.md T22).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from harborlight.billing.models import Line, Payment, Withdrawal
from harborlight.trust.models import Account, Deposit

# By case, client and the account at the bank.
Place = tuple[UUID | None, UUID | None, UUID | None]
Kept = dict[Place, int]
# Whole cents, by the account at the bank.
At = dict[UUID | None, int]
State, Purpose = Withdrawal.State, Withdrawal.Purpose
NOT_CLEARED = (Deposit.State.WAITS, Deposit.State.RETURNING)


@dataclass(frozen=True)
class Rows:
    """Where to look: what the asker reaches, or all of the firm behind a lock.

    waits: the keys of checks that have not cleared; None: they are asked for.
    """

    lines: QuerySet[Line]
    payments: Iterable[Payment]
    withdrawals: Iterable[Withdrawal]
    waits: frozenset[str] | None = None


@dataclass(frozen=True)
class Earmark:
    """So much of what is held is for this government fee."""

    line: Line
    cents: int


@dataclass(frozen=True)
class Holding:
    """What is held for a client: for which government fee, to go back, and free."""

    account: Account
    earmarks: tuple[Earmark, ...]
    # Paid too much: goes back from its payment.
    kept_cents: int

    @property
    def bound_cents(self) -> int:
        """What leaves for one thing only, or goes back."""
        return self.earmarked_cents + self.kept_cents

    @property
    def earmarked_cents(self) -> int:
        return sum(one.cents for one in self.earmarks)

    @property
    def free_cents(self) -> int:
        """What may be asked for without naming a government fee."""
        return max(0, self.account.free_cents - self.bound_cents)

    def only_meant(self, cents: int) -> Line | None:
        """The one fee that so much money can be for, where it cannot be free money."""
        if cents > self.free_cents and len(self.earmarks) == 1:
            one = self.earmarks[0]
            return one.line if cents <= one.cents else None
        return None

    def for_line(self, line: Line) -> int:
        return sum(one.cents for one in self.earmarks if one.line.pk == line.pk)


def holdings(accounts: Iterable[Account], rows: Rows) -> list[Holding]:
    """What is held in each account, and for what; asking for the fees alone."""
    accounts = [*accounts]
    cases = {account.case_id for account in accounts}
    fees = rows.lines.filter(kind=Line.Kind.GOVERNMENT, case__in=cases)
    fees = fees.exclude(invoice__paid_cents=0).select_related("invoice")
    # What has not cleared is not free either: it is neither bound nor counted here.
    waits = _not_cleared(accounts) if rows.waits is None else rows.waits
    cleared = [one for one in rows.payments if one.journal_key not in waits]
    told, kept = _earmarked(fees.order_by(*IN_ORDER), cleared, rows.withdrawals)
    return [
        Holding(
            one,
            tuple(told.get(_place(one), ())),
            kept.get(_place(one), 0),
        )
        for one in accounts
    ]


def _not_cleared(accounts: Iterable[Account]) -> frozenset[str]:
    """The keys of payments by check that the bank has not cleared yet."""
    some = [one.pk for one in accounts if one.uncleared_cents]
    if not some:
        return frozenset()
    rows = Deposit.objects.filter(account__in=some, state__in=NOT_CLEARED)
    return frozenset(rows.values_list("journal__key", flat=True))


# The order in which the lines of a case are filled with what came.
IN_ORDER = ("invoice__issued_on", "invoice", "position", "pk")


def held_for(
    fees: Iterable[Line], payments: Iterable[Payment], withdrawals: Iterable[Withdrawal]
) -> dict[UUID, int]:
    """By the line, in whole cents: what is held in trust for a fee. It asks nothing.

    fees: every fee of the government's in a case, in their order, with their invoices.
    """
    told, _kept = _earmarked(fees, payments, withdrawals)
    found: dict[UUID, int] = {}
    for several in told.values():
        for one in several:
            found[one.line.pk] = found.get(one.line.pk, 0) + one.cents
    return found


def _place(account: Account) -> Place:
    return (account.case_id, account.person_id, account.bank_id)


def _earmarked(
    fees: Iterable[Line], payments: Iterable[Payment], withdrawals: Iterable[Withdrawal]
) -> tuple[dict[Place, list[Earmark]], Kept]:
    """What is held for each fee, by its place; and what was paid too much."""
    live = (State.ASKED, State.APPROVED)
    gone = [one for one in withdrawals if one.state in live]
    came, kept = _came(payments, gone)
    taken = _taken(gone)
    told: dict[Place, list[Earmark]] = {}
    for line in fees:
        wanted = line.cents
        places = {*came.get(line.invoice_id, ()), *taken.get(line.pk, ())}
        for bank in sorted(places, key=str):
            # The government's fees come first of what an invoice puts into trust.
            there = came.setdefault(line.invoice_id, {})
            share = min(wanted, there.get(bank, 0))
            there[bank] = there.get(bank, 0) - share
            wanted -= share
            left = share - taken.get(line.pk, {}).get(bank, 0)
            if left > 0:
                of = (line.case_id, line.invoice.payer_id, bank)
                told.setdefault(of, []).append(Earmark(line, left))
    return told, kept


def _came(
    payments: Iterable[Payment], gone: Sequence[Withdrawal]
) -> tuple[dict[UUID, At], Kept]:
    """What went to trust for each invoice; and what of each client's was paid too much."""
    goes = {(one.payment_id, one.purpose) for one in gone if one.state == State.ASKED}
    moved = {one.moves_id for one in gone}
    came: dict[UUID, At] = {}
    kept: Kept = {}
    for one in payments:
        if one.state != Payment.State.RECEIVED:
            continue
        # What is asked for to go is set aside already (Account.reserved_cents).
        if (one.pk, Purpose.REVERSAL) in goes:
            continue
        counted = one.trust_cents - one.unapplied_trust_cents - one.for_fees_cents
        _add(came.setdefault(one.invoice_id, {}), one.bank_id, counted)
        of = (one.case_id, one.payer_id, one.bank_id)
        if one.given_back_at is None and (one.pk, Purpose.OVERPAID) not in goes:
            kept[of] = kept.get(of, 0) + one.unapplied_trust_cents
        # It paid what is earned, and leaves for nothing else.
        if one.pk not in moved:
            kept[of] = kept.get(of, 0) + one.for_fees_cents
    return came, kept


def _taken(gone: Sequence[Withdrawal]) -> dict[UUID, At]:
    """What was taken of each fee, or is asked for; less what came to another account."""
    taken: dict[UUID, At] = {}
    for one in gone:
        if one.line_id is None:
            continue
        of = taken.setdefault(one.line_id, {})
        _add(of, one.account.bank_id if one.account else None, one.cents)
        if one.to_bank_id is not None and one.state == State.APPROVED:
            _add(of, one.to_bank_id, -one.cents)
    return taken


def _add(to: At, bank: UUID | None, cents: int) -> None:
    to[bank] = to.get(bank, 0) + cents
