"""Which months nobody posts into any more: those up to the last one that was signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.bank.models import Reconciliation
from harborlight.trust.closing import closes
from harborlight.trust.models import Account, Book


@closes("bank")
def why_closed(accounts: Collection[Account], on: date) -> str:
    """Why a movement of these accounts may not have this day; "" where it may.

    A reconciliation of a trust account reads all that stands in it; that of operating,
    the book alone.
    """
    of = Q(account__in={one.bank_id for one in accounts if one.bank_id})
    if any(one.book == Book.OPERATING_BANK for one in accounts):
        of |= Q(account__book=Book.OPERATING_BANK)
    signed = Reconciliation.objects.filter(of, signed_at__isnull=False, ends_on__gte=on)
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
