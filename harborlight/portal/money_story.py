"""What a client's money page tells besides the invoices: what is due next, where the
money is, and all that happened, beside the milestones of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from harborlight.agreements.queries import (
    accounts_of,
    costs_asked,
    next_instalment,
    plans,
)
from harborlight.billing.late import policy_words
from harborlight.billing.queries import payments_received
from harborlight.billing.rules import credit_notes
from harborlight.billing.standing import may_be_paid_now
from harborlight.cases.queries import milestones_among
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_words
from harborlight.trust.models import Book
from harborlight.trust.queries import own_ledgers
from harborlight.workflow.queries import courses_of

if TYPE_CHECKING:
    from harborlight.agreements.queries import Scheduled
    from harborlight.agreements.schedule import Due
    from harborlight.billing.models import Invoice, Payment, Reduction
    from harborlight.billing.models.invoices import PayersInvoice

MOST, MOST_COMING = 200, 12


@dataclass(frozen=True)
class Line:
    """One thing that happened. kind: "asked", "paid", "credit" or "milestone"."""

    on: date
    kind: str
    words: str
    cents: int = 0
    href: str = ""


@dataclass(frozen=True)
class Coming:
    """What is to be paid of an invoice on a day, in whole cents."""

    on: date
    cents: int
    invoice: PayersInvoice


@dataclass(frozen=True)
class Open:
    """An invoice that is not paid. due: the next instalment, where its plan counts."""

    invoice: PayersInvoice
    due: Due | None


def money_of(actor: Actor, rows: Sequence[PayersInvoice]) -> dict[str, Any]:
    """What the page of invoices shows of the open ones, and what is to be agreed to.

    rows: with what is on its way of each.
    """
    still = [row for row in rows if row.is_open]
    scheduled = plans(actor, still)
    coming = _coming(still, scheduled)
    # All of it, since what is held is counted from it.
    came = [*payments_received(actor)]
    return {
        "open": [Open(row, next_instalment(scheduled.get(row.pk))) for row in still],
        "owed": sum(_left(row) for row in still),
        "next_due": _next_due(coming),
        "coming": coming[:MOST_COMING] if len(coming) > 1 else [],
        "to_approve": [*costs_asked(actor)[:MOST]],
        "earned_cents": sum(_earned(one) for one in came),
        "came": came,
        "receipts": [one.receipt for one in came if hasattr(one, "receipt")][:MOST],
    }


def story_of(actor: Actor, rows: Sequence[Invoice]) -> dict[str, Any]:
    """All that happened with the reader's money, and where it is."""
    # All of it, since what is held is counted from it.
    came = [*payments_received(actor)]
    return {
        "earned_cents": sum(_earned(one) for one in came),
        "accounts": accounts_of(actor),
        **_ledgers(actor),
        "story": _story(actor, rows, came[:MOST]),
    }


def _ledgers(actor: Actor) -> dict[str, Any]:
    """Every movement of their money in trust, and what their card's bank took back."""
    own = own_ledgers(actor)
    return {"ledgers": own[Book.CLIENT_TRUST], "taken_back": own[Book.CLAIMS]}


def standing_of(actor: Actor, found: Invoice) -> dict[str, Any]:
    """What the page of one invoice shows of its plan, and of what was taken off."""
    policy = found.late_policy
    return {
        "scheduled": plans(actor, [found]).get(found.pk),
        "credit_notes": [*credit_notes(actor).filter(invoice=found)]
        if found.credited_cents
        else [],
        "late_words": policy_words(policy) if policy else "",
    }


def _coming(
    still: Sequence[PayersInvoice], scheduled: Mapping[UUID, Scheduled]
) -> list[Coming]:
    """Everything that is to be paid, the first day on top; not what we asked to pay, nor
    what is on its way.
    """
    found = []
    for row in still:
        told = scheduled.get(row.pk)
        if told and told.plan.counts:
            found += _instalments(row, told)
        elif left := _left(row):
            found.append(Coming(row.due_on, left, row))
    return sorted(found, key=lambda one: one.on)


def _left(row: PayersInvoice) -> int:
    """What they are asked to pay themselves, and did not do their part of yet."""
    return max(row.owed_cents - row.asked_cents - row.on_its_way_cents, 0)


def _instalments(row: PayersInvoice, told: Scheduled) -> list[Coming]:
    """Those that are not paid; what comes another way pays the first ones."""
    other, found = row.owed_cents - _left(row), []
    for due in told.dues:
        off = min(other, due.left_cents)
        other -= off
        if due.left_cents > off:
            found.append(Coming(due.on, due.left_cents - off, row))
    return found


def _next_due(coming: Sequence[Coming]) -> Coming | None:
    """The first day on which something may be paid, how much, and where to begin."""
    free = (
        one
        for one in coming
        if not one.invoice.on_its_way_cents and may_be_paid_now(one.invoice)
    )
    first = next(free, None)
    if first is None:
        return None
    cents = sum(one.cents for one in coming if one.on == first.on)
    return Coming(first.on, cents, first.invoice)


def _earned(payment: Payment) -> int:
    """What of a payment is ours: it went to the operating account, and was owed."""
    too_much = payment.unapplied_cents - payment.unapplied_trust_cents
    return payment.operating_cents - too_much


def _story(
    actor: Actor, rows: Sequence[Invoice], came: Sequence[Payment]
) -> list[Line]:
    """All of it, the latest on top."""
    zone = ZoneInfo(actor.firm.time_zone)
    lines = [
        Line(row.issued_on, "asked", _("Invoice %(number)s") % {"number": row.number},
             row.cents, reverse("portal:invoice", args=[row.key]))
        for row in rows
        if row.issued_on and row.state != "void"
    ]  # fmt: skip
    lines += [
        Line(
            one.received_at.astimezone(zone).date(),
            "paid",
            _("You paid on invoice %(number)s") % {"number": one.invoice.number},
            -one.cents,
            reverse("portal:invoice", args=[one.invoice.key]),
        )
        for one in came
        if one.received_at
    ]
    lines += [
        Line(note.on, "credit", _("Credit note %(number)s") % {"number": note.number},
             -note.cents)
        for note in _credit_notes(actor, rows)
    ]  # fmt: skip
    lines += _milestones(actor, rows)
    return sorted(lines, key=lambda one: one.on, reverse=True)


def _credit_notes(actor: Actor, rows: Sequence[Invoice]) -> list[Reduction]:
    credited = [row for row in rows if row.credited_cents]
    if not credited:
        return []
    return [*credit_notes(actor).filter(invoice__in=credited)[:MOST]]


def _milestones(actor: Actor, rows: Sequence[Invoice]) -> list[Line]:
    cases = [*{row.case_id: row.case for row in rows}.values()]
    reached = milestones_among(actor, cases)
    try:
        courses = courses_of(actor, cases) if reached else {}
    except KeyError:  # a kind of case without a playbook here
        return []
    found = []
    for one in reached:
        if known := courses[one.case_id].milestone(one.kind):
            found.append(Line(one.on, "milestone", in_words(known.title)))
    return found
