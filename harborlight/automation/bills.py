"""Invoices that somebody is reminded of: what is due on which day, and a link to pay each.

The link works without signing in, so it goes only where a message to its payer may go, and
never out of a sensitive case: there whoever reads the message signs in first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from harborlight.agreements.queries import plans
from harborlight.automation.waiting import due_day
from harborlight.billing.models import Invoice
from harborlight.firm.words import money
from harborlight.paying.actions import make_link
from harborlight.paying.queries import ways_to_pay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harborlight.automation.waiting import Matter
    from harborlight.cases.models import Case
    from harborlight.firm.actor import Actor

# So long a link opens that came with a reminder.
OPENS_DAYS = 14


@dataclass(frozen=True)
class Bill:
    """What is due of one invoice. cents: on that day; link: where it is paid."""

    on: date
    cents: int
    link: str


def bills_of(clock: Actor, case: Case, matter: Matter) -> list[Bill]:
    """What a reminder says of each invoice; nothing in a sensitive case.

    Makes the links: call it in the transaction that claims the reminder.
    """
    if case.is_sensitive:
        return []
    rows = Invoice.objects.visible_to(clock).filter(pk__in=matter.subjects)
    several = [*rows.select_related("case", "payer").order_by("due_on", "pk")]
    scheduled = plans(clock, several)
    found = []
    for one in several:
        told = scheduled.get(one.pk)
        due = told.next if told and told.plan.counts else None
        cents = due.left_cents if due else one.owed_cents
        found.append(Bill(due_day(one, told), cents, _link(clock, one)))
    return found


def _link(clock: Actor, invoice: Invoice) -> str:
    """Where it is paid without signing in; where no cards are taken, where it is read."""
    if not ways_to_pay(clock, invoice):
        return _at("portal:invoice", invoice.key)
    token = make_link(clock, invoice, days=OPENS_DAYS, to_payer=True)
    return _at("pay", token)


def _at(page: str, *of: str) -> str:
    return f"{settings.SITE_URL}{reverse(page, args=of)}"


def bills_words(bills: Sequence[Bill], today: date, kind: str) -> str:
    """The middle of the letter: what is due when, and where it is paid."""
    said = [_line(one) for one in bills]
    begins = {
        "before": _("An invoice of ours is due on %(day)s."),
        "today": _("An invoice of ours is due today."),
        "after": _("An invoice of ours was due on %(day)s and is not paid yet."),
    }[_when(bills[0].on, today)]
    day = formats.date_format(bills[0].on, "DATE_FORMAT")
    parts = [
        begins % {"day": day},
        "\n".join(said),
        _("The link opens without signing in, for %(days)s days.")
        % {"days": OPENS_DAYS},
    ]
    if kind == "second":
        parts.append(
            _("Is it too much at once? Answer this message: we find a way together.")
        )
    return "\n\n".join(parts)


def _line(bill: Bill) -> str:
    said = {"amount": money(bill.cents), "link": bill.link}
    return _("Pay %(amount)s here: %(link)s") % said


def _when(on: date, today: date) -> str:
    if on == today:
        return "today"
    return "before" if on > today else "after"
