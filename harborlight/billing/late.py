"""What being late costs: the policy of the day an invoice was issued, in words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext

from harborlight.billing.splitting import share_of
from harborlight.firm.words import money

if TYPE_CHECKING:
    from harborlight.billing.models import Invoice, LatePolicy


def late_fee_of(invoice: Invoice, on: date) -> int:
    """Whole cents that its policy asks for on this day; 0: nothing (yet)."""
    policy = invoice.late_policy
    if policy is None or not invoice.is_open or invoice.late_of_id:
        return 0
    if on < invoice.due_on + timedelta(days=policy.after_days):
        return 0
    return policy.cents or share_of(invoice.owed_cents, policy.ppm)


def percent(ppm: int) -> str:
    """Millionths as people write them: 88750 is "8.875%"."""
    said = number_format((Decimal(ppm) / 10_000).normalize(), use_l10n=True)
    return f"{said}%"


def policy_words(policy: LatePolicy) -> str:
    """The sentence that stands on the invoice."""
    days = ngettext("one day late", "%(n)s days late", policy.after_days) % {
        "n": policy.after_days
    }
    if policy.cents:
        return gettext(
            "An invoice that is %(days)s may cost %(amount)s more. Ask us before it is "
            "late: we find a way."
        ) % {"days": days, "amount": money(policy.cents)}
    return gettext(
        "An invoice that is %(days)s may cost %(share)s of what is owed on it more. Ask "
        "us before it is late: we find a way."
    ) % {"days": days, "share": percent(policy.ppm)}


def _late_line(number: str) -> str:
    return gettext("Late fee for invoice %(number)s") % {"number": number}


late_line_words = lazy(_late_line, str)
