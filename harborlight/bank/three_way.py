"""The three numbers that must agree: the bank, the books, and what is held for clients.

A bank ending   B deposits in transit   C outstanding items   D = A + B - C
E book balance  F what is held for clients   G the firm's float   E = F + G

Interest that belongs to the bar's foundation stands in neither F nor G: where there is
some, E = F + G + it.

All in whole cents. B and C are what the books moved and the bank has not shown yet; a
line of the bank that no movement of the books explains is an exception.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from harborlight.bank import books
from harborlight.bank.models import BankLine, BankMatch, BankStatement
from harborlight.firm.ids import shown
from harborlight.firm.words import money
from harborlight.trust.memos import memo_words
from harborlight.trust.models import BankAccount, Book


@dataclass(frozen=True)
class Item:
    """A movement that the bank has not shown, or a line that the books do not have.

    cents as at the bank: positive where money came. age: whole days to the end.
    """

    of: str
    on: date
    cents: int
    age: int
    memo: str
    words: dict[str, Any]

    @property
    def said(self) -> str:
        return str(memo_words(self.memo, self.words))

    @property
    def size(self) -> int:
        return abs(self.cents)


@dataclass(frozen=True)
class Figures:
    """How an account stands against the books when a day is over.

    bank: A; None where no statement reaches that day. clients, firm_float: of a trust
    account only, else None.
    """

    on: date
    bank: int | None
    book: int
    clients: int | None
    firm_float: int | None
    interest: int
    suspense: int
    negatives: int
    in_transit: Sequence[Item] = ()
    outstanding: Sequence[Item] = ()
    # Lines of the bank that no movement of the books explains.
    unexplained: Sequence[Item] = ()
    # Each client's ledger that was not empty, by its id: together they are F.
    ledgers: Sequence[tuple[str, int]] = ()

    @property
    def deposits(self) -> int:
        return sum(one.cents for one in self.in_transit)

    @property
    def owing(self) -> int:
        return -sum(one.cents for one in self.outstanding)

    @property
    def adjusted(self) -> int | None:
        return None if self.bank is None else self.bank + self.deposits - self.owing

    @property
    def bank_gap(self) -> int:
        """D less E: what the bank has more than the books say."""
        return 0 if self.adjusted is None else self.adjusted - self.book

    @property
    def held(self) -> int:
        """F + G, and interest: whose money stands in the account."""
        return (self.clients or 0) + (self.firm_float or 0) + self.interest

    @property
    def client_gap(self) -> int:
        """E less F and G."""
        return 0 if self.clients is None else self.book - self.held

    @property
    def is_right(self) -> bool:
        return not self.troubles

    @property
    def difference(self) -> int:
        """The larger of both gaps, as the record keeps it; 0 where only lines wait."""
        return max(self.bank_gap, self.client_gap, key=abs)

    @property
    def troubles(self) -> list[str]:
        """Why the month cannot be closed, a sentence each; none where all agrees."""
        said = []
        if self.bank is None:
            said.append(_("No statement of the bank reaches this day."))
        if self.bank_gap:
            said.append(
                _("The bank, put right for what is under way, differs from the books by "
                  "%(gap)s.") % {"gap": money(abs(self.bank_gap))}
            )  # fmt: skip
        if self.client_gap:
            said.append(
                _("The books differ from what is held for clients, with the firm’s float, "
                  "by %(gap)s.") % {"gap": money(abs(self.client_gap))}
            )  # fmt: skip
        return said + self._more_troubles()

    def _more_troubles(self) -> list[str]:
        said = []
        if self.unexplained:
            said.append(_("A line of the bank is in no movement of the books."))
        if self.suspense:
            said.append(
                _("%(amount)s stands in suspense: say whose it is.")
                % {"amount": money(self.suspense)}
            )
        if self.firm_float is not None and self.firm_float < 0:
            said.append(
                _("The firm’s float is %(short)s short: put in money of the firm.")
                % {"short": money(-self.firm_float)}
            )
        if self.negatives:
            said.append(_("The ledger of a client stands below nothing."))
        return said

    def as_kept(self) -> dict[str, Any]:
        """All of it as the record and the report keep it."""
        kept = {
            name: getattr(self, name)
            for name in (
                "bank",
                "book",
                "clients",
                "firm_float",
                "interest",
                "suspense",
                "negatives",
            )
        }
        kept["on"] = self.on.isoformat()
        kept["ledgers"] = [[of, cents] for of, cents in self.ledgers]
        for name in ("in_transit", "outstanding", "unexplained"):
            kept[name] = [
                [one.of, one.on.isoformat(), one.cents, one.age, one.memo, one.words]
                for one in getattr(self, name)
            ]
        return kept


def kept_figures(said: dict[str, Any]) -> Figures:
    """The figures of a reconciliation, as they were kept."""
    lists = {
        name: [
            Item(of, date.fromisoformat(on), cents, age, memo, words)
            for of, on, cents, age, memo, words in said[name]
        ]
        for name in ("in_transit", "outstanding", "unexplained")
    }
    plain = {name: one for name, one in said.items() if name not in lists}
    ledgers = [(of, cents) for of, cents in said["ledgers"]]
    plain |= lists | {"on": date.fromisoformat(said["on"]), "ledgers": ledgers}
    return Figures(**plain)


def digest_of(said: dict[str, Any]) -> str:
    """SHA-256 of what is kept, written the same way whoever writes it (sorted, no blanks)."""
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def three_way(account: BankAccount, on: date) -> Figures:
    """How the account stands against the books when a day is over."""
    moved = [
        Item(shown(m.journal), m.on, m.cents, (on - m.on).days, m.memo, dict(m.words))
        for m in books.open_movements(account, on)
    ]
    stood, ledgers = books.standing_with_ledgers(account, on)
    trust = account.is_trust
    return Figures(
        on=on,
        bank=bank_balance(account, on),
        book=stood.get(account.book, 0),
        clients=stood.get(Book.CLIENT_TRUST, 0) if trust else None,
        firm_float=stood.get(books.FLOAT, 0) if trust else None,
        interest=stood.get(books.INTEREST, 0) if trust else 0,
        suspense=stood.get(books.SUSPENSE, 0) if trust else 0,
        negatives=sum(cents < 0 for _pk, cents in ledgers),
        ledgers=sorted((shown(pk), cents) for pk, cents in ledgers),
        in_transit=[one for one in moved if one.cents > 0],
        outstanding=[one for one in moved if one.cents < 0],
        unexplained=unexplained(account, on),
    )


def bank_balance(account: BankAccount, on: date) -> int | None:
    """What the bank says stood in the account when the day was over.

    The first statement that reaches the day, less what its lines moved after it.
    """
    later = BankLine.objects.filter(
        account=OuterRef("account"), on__gt=on, on__lte=OuterRef("ends_on")
    ).order_by()
    sums = later.values("account").annotate(all=Sum("cents")).values("all")
    rows = BankStatement.objects.filter(account=account, ending_cents__isnull=False)
    rows = rows.filter(ends_on__gte=on).annotate(after=Coalesce(Subquery(sums), 0))
    reaching = rows.order_by("ends_on", "-read_at").first()
    if reaching is None or reaching.ending_cents is None:
        return None
    return reaching.ending_cents - int(reaching.after)


def unexplained(account: BankAccount, on: date) -> list[Item]:
    """Lines up to a day that no movement up to it explains, or the part of each that none
    does. What the bank wrote stays in its lines: names may stand there."""
    explained = BankMatch.objects.filter(
        line__account=account,
        line__on__lte=on,
        undone_at__isnull=True,
        journal__on__lte=on,
    ).order_by()
    sums = explained.values("line").annotate(all=Sum("cents"))
    done = dict(sums.values_list("line", "all"))
    rows = BankLine.objects.filter(account=account, on__lte=on).order_by("on", "pk")
    return [
        Item(shown(pk), day, cents - done.get(pk, 0), (on - day).days, "", {})
        for pk, day, cents in rows.values_list("pk", "on", "cents")
        if cents != done.get(pk, 0)
    ]
