"""Which months nobody posts into any more: those up to the last one that was signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.bank.books import FLOAT, INTEREST, SUSPENSE
from harborlight.bank.models import BankAccount, Reconciliation
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
    touched = [of for of, reads in _READS.items() if reads & {*books}]
    signed = Reconciliation.objects.filter(
        account__book__in=touched, signed_at__isnull=False, ends_on__gte=on
    )
    last = signed.order_by().aggregate(last=Max("ends_on"))["last"]
    if last is None:
        return ""
    return _(
        "%(month)s is reconciled, signed and closed: nothing is posted into it. Post it "
        "on %(day)s or later, and say there what it belongs to."
    ) % {
        "month": date_format(on, "YEAR_MONTH_FORMAT"),
        "day": date_format(last + timedelta(days=1), "DATE_FORMAT"),
    }
