"""Which months nobody posts into any more: those up to the last one that was signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.bank.books import FLOAT, INTEREST, SUSPENSE
from harborlight.bank.models import BankAccount, Reconciliation
from harborlight.firm.questions import answers
from harborlight.trust.closing import closes
from harborlight.trust.models import Book

# The books that a reconciliation of the account reads.
_READS: dict[str, set[str]] = {
    BankAccount.Of.TRUST.value: {
        Book.TRUST_BANK,
        Book.CLIENT_TRUST,
        FLOAT,
        SUSPENSE,
        INTEREST,
    },
    BankAccount.Of.OPERATING.value: {Book.OPERATING_BANK},
}


@closes("bank")
def why_closed(books: Collection[str], on: date) -> str:
    """Why a movement of these books may not have this day; "" where it may."""
    touched = tuple(of for of, reads in _READS.items() if reads & {*books})
    last = _last_signed(touched)
    if last is None or last < on:
        return ""
    return _(
        "%(month)s is reconciled, signed and closed: nothing is posted into it. Post it "
        "on %(day)s or later, and say there what it belongs to."
    ) % {
        "month": date_format(on, "YEAR_MONTH_FORMAT"),
        "day": date_format(last + timedelta(days=1), "DATE_FORMAT"),
    }


def _last_signed(touched: tuple[str, ...]) -> date | None:
    """The last day of the last month that was signed, of the accounts of these books."""

    def signed() -> QuerySet[Reconciliation, tuple[date]]:
        rows = Reconciliation.objects.filter(account__book__in=touched)
        last = rows.exclude(signed_at=None).order_by("-ends_on")
        return last.values_list("ends_on")[:1]

    # Every movement of money asks this.
    days: list[date] = [day for (day,) in answers(("signed", touched), signed)]
    return days[0] if days else None
