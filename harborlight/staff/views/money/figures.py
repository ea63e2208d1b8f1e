"""How the money of the office stands, as people would rather look than read."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from harborlight.agreements.earned import earned
from harborlight.agreements.figures import days_to_pay, low_retainers, owed_by_age
from harborlight.agreements.filings_money import filings_money
from harborlight.agreements.unbilled import unbilled_by_case, unbilled_sums
from harborlight.bank.queries import trust_at_bank
from harborlight.billing.queries import may_look, withdrawals
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.bars import age_bars, kind_bars, month_columns
from harborlight.trust.queries import three_way, three_ways
from harborlight.workflow.queries import playbooks

FEW, ROWS = 5, 25


@staff_page
def money(request: Request) -> HttpResponse:
    """What is owed, how soon it comes, whether trust agrees, and what waits."""
    may_look(request.actor)
    actor, day = request.actor, today(request.actor.firm.time_zone)
    owed = owed_by_age(actor, day)
    minutes, cents = unbilled_sums(actor)
    shown = _in_trust(actor) | {
        "owed": owed,
        "ages": age_bars(owed.ages),
        "days_to_pay": days_to_pay(actor, day),
        "unbilled_minutes": minutes,
        "unbilled_cents": cents,
        "waiting": [*withdrawals(actor, only_waiting=True)[: FEW + 1]],
        "retainers": [*low_retainers(actor)[: 2 * FEW]],
        "few": FEW,
    }
    return render(request, "staff/money/overview.html", shown)


def _in_trust(actor: Actor) -> dict[str, Any]:
    """The three numbers of trust, in all and account by account."""
    books = three_way(actor)
    return {
        "three_way": books,
        "three_ways": three_ways(actor),
        "bank": trust_at_bank(actor, book_cents=books.bank_cents),
    }


@staff_page
def filings(request: Request) -> HttpResponse:
    """What each filing will cost, and how much of that clients have paid."""
    may_look(request.actor)
    rows = filings_money(request.actor, today(request.actor.firm.time_zone))
    shown = {
        "filings": rows,
        "cents": sum(one.cents for one in rows),
        "lacks_cents": sum(one.lacks_cents for one in rows),
    }
    return render(request, "staff/money/filings.html", shown)


@staff_page
def figures(request: Request) -> HttpResponse:
    """What was earned: month by month, and by kind of case."""
    may_look(request.actor)
    told = earned(request.actor, today(request.actor.firm.time_zone))
    names = {one.key: one.name for one in playbooks(request.actor)}
    shown = {
        "earned": told,
        "months": month_columns(told.months),
        "kinds": kind_bars(told.kinds, names),
    }
    return render(request, "staff/money/figures.html", shown)


@staff_page
def unbilled(request: Request) -> HttpResponse:
    """Work and costs that no invoice asks for yet, case by case."""
    rows = unbilled_by_case(request.actor)
    shown = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "cents": sum(one.cents for one in rows),
        "minutes": sum(one.minutes for one in rows),
    }
    return render(request, "staff/money/unbilled.html", shown)
