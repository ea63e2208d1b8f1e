"""Which months nobody posts into any more: those up to the last one that was signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.bank.models import Reconciliation
from harborlight.firm.questions import answers
from harborlight.trust.closing import closes
from harborlight.trust.models import Account, Book


@closes("bank")
def why_closed(accounts: Collection[Account], on: date) -> str:
    """Why a movement of these accounts may not have this day; "" where it may.

    A reconciliation of a trust account reads all that stands in it; that of operating,
    the book alone.
    """
    banks = {one.bank_id for one in accounts if one.bank_id}
    ours = any(one.book == Book.OPERATING_BANK for one in accounts)
    last = _last_signed(tuple(sorted(banks)), ours=ours)
    if last is None or last < on:
        return ""
    return _(
        "%(month)s is reconciled, signed and closed: nothing is posted into it. Post it "
        "on %(day)s or later, and say there what it belongs to."
    ) % {
        "month": date_format(on, "YEAR_MONTH_FORMAT"),
        "day": date_format(last + timedelta(days=1), "DATE_FORMAT"),
    }


def _last_signed(banks: tuple[UUID, ...], *, ours: bool) -> date | None:
    """The last day of the last month that was signed, of these trust accounts; ours: of
    operating too.
    """

    def signed(*ids: UUID) -> QuerySet[Reconciliation, tuple[date]]:
        of = Q(account__in=ids)
        if ours:
            of |= Q(account__book=Book.OPERATING_BANK)
        last = Reconciliation.objects.filter(of).exclude(signed_at=None)
        return last.order_by("-ends_on").values_list("ends_on")[:1]

    # Every movement of money asks this.
    what = ("signed", len(banks), ours)
    days: list[date] = [day for (day,) in answers(what, signed, *banks)]
    return days[0] if days else None
