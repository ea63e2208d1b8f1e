"""What the books moved at the firm's two bank accounts, as rows of an export.

Every movement that touched one of them is there, whatever it came from: so the rows of
some days sum to what the account gained in them, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, Sum

from harborlight.billing.models import Invoice, Payment
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown
from harborlight.paying.exporting import Row
from harborlight.trust.models import Account, Book, Entry, Journal

PARTS = {Book.TRUST_BANK: "trust", Book.OPERATING_BANK: "operating"}
# What stands on the other side, where it is neither a client's money nor what we earn.
AGAINST = {
    "processor fee": "charges",
    "chargeback": "charges",
    "chargeback won": "charges",
    "bank charge": "own",
    "own money": "own",
    "interest": "own",
    "interest paid": "own",
}


def transactions(
    actor: Actor, first: date, last: date, *, posted: bool = False
) -> list[Row]:
    """Of the whole firm, by day: an export is of the books, and names nobody.

    posted: what was written down in these days, whatever day it is of: so that exports of
    each day leave nothing out. Else what is of these days.
    """
    there = Journal.objects.filter(on__gte=first, on__lte=last)
    if posted:
        begins, ends = _moments(actor, first, last)
        there = Journal.objects.filter(posted_at__gte=begins, posted_at__lt=ends)
    entries = Entry.objects.filter(journal__in=there.order_by())
    entries = entries.select_related("journal", "account__case")
    by_journal: dict[UUID, list[Entry]] = {}
    for entry in entries.order_by("on", "posted_at", "pk"):
        by_journal.setdefault(entry.journal_id, []).append(entry)
    moved = [one for one in by_journal.values() if any(map(_part, one))]
    known = _Known.of([one[0].journal for one in moved])
    rows = [row for several in moved for row in _rows(several, known)]
    return sorted(rows, key=lambda row: (row.day, row.payment, row.part))


def stood(on: date) -> dict[str, int]:
    """Whole cents in "trust" and "operating" when this day was over."""
    now = _sums(Account.objects.order_by(), "book")
    since = Entry.objects.filter(journal__on__gt=on).order_by()
    later = _sums(since, "account__book")
    return {part: now.get(book, 0) - later.get(book, 0) for book, part in PARTS.items()}


def _sums(rows: QuerySet[Account] | QuerySet[Entry], by: str) -> dict[str, int]:
    rows = rows.filter(**{f"{by}__in": [*PARTS]})
    return dict(rows.values(by).annotate(all=Sum("cents")).values_list(by, "all"))


def _moments(actor: Actor, first: date, last: date) -> tuple[datetime, datetime]:
    zone = ZoneInfo(actor.firm.time_zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)
    return datetime.combine(first, time(), zone), ends


def _part(entry: Entry) -> str:
    return PARTS.get(Book(entry.account.book), "")


class _Known:
    """Invoices and payments that movements are of."""

    def __init__(
        self, invoices: Mapping[str, Invoice], payments: Mapping[str, Payment]
    ) -> None:
        self.invoices, self.payments = invoices, payments

    @classmethod
    def of(cls, journals: Iterable[Journal]) -> _Known:
        several = [*journals]
        numbers = {one.words.get("number", "") for one in several} - {""}
        invoices = Invoice.objects.filter(number__in=numbers).select_related("case")
        payments = Payment.objects.filter(invoice__number__in=numbers)
        return cls(
            {one.number: one for one in invoices},
            {one.journal_key: one for one in payments.select_related("receipt")},
        )


def _rows(several: list[Entry], known: _Known) -> Iterator[Row]:
    """A row for each bank account that a movement touched."""
    journal = several[0].journal
    invoice = known.invoices.get(journal.words.get("number", ""))
    paid = known.payments.get(journal.key)
    of = next((one.account for one in several if one.account.case_id), None)
    case = of.case if of else invoice.case if invoice else None
    person = of.person_id if of else invoice.payer_id if invoice else None
    receipt = getattr(paid, "receipt", None) if paid else None
    for part, cents in _by_part(several).items():
        yield Row(
            day=journal.on,
            what=journal.memo,
            cents=cents,
            part=part,
            case=case.number if case else "",
            case_kind=case.kind if case else "",
            client=shown(person) if person else "",
            invoice=invoice.number if invoice else "",
            payment=shown(paid.pk if paid else journal.pk),
            receipt=receipt.number if receipt else "",
            method=paid.method if paid else "",
            against=AGAINST.get(journal.memo, ""),
        )


def _by_part(several: Iterable[Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in several:
        if part := _part(entry):
            found[part] = found.get(part, 0) + entry.cents
    return {part: cents for part, cents in found.items() if cents}
