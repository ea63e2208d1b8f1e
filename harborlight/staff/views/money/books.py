"""The money of the whole office: its invoices, what came, and the books."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from harborlight.billing.held import holds_of
from harborlight.billing.queries import (
    invoices,
    may_look,
    payments_of,
    to_give_back,
    unpaid,
    withdrawals,
)
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.numbers import whole
from harborlight.firm.sightings import note_sighting
from harborlight.staff.stretch import FURTHEST
from harborlight.staff.which_invoices import WhichForm
from harborlight.trust.queries import (
    books,
    client_ledgers,
    closed_journals,
    deposits,
    get_client_account,
    journals,
    last_proof,
    ledger_page,
    three_way,
    three_ways,
    unseen,
)

ROWS, LATEST = 25, 10


@staff_page
def listed(request: Request) -> HttpResponse:
    """Invoices of one state, and what came last."""
    may_look(request.actor)
    day = today(request.actor.firm.time_zone)
    form = WhichForm(request.GET)
    shown = {
        "today": day,
        "form": form,
        "page": _page(request, form.of(invoices(request.actor))),
        "unpaid": unpaid(request.actor, day),
        "payments": [*payments_of(request.actor)[:LATEST]],
        "to_give_back": [*to_give_back(request.actor)[:LATEST]],
    }
    return render(request, "staff/money/invoices.html", shown)


@staff_page
def accounts(request: Request) -> HttpResponse:
    may_look(request.actor)
    shown = {
        "books": books(request.actor),
        "page": _page(request, client_ledgers(request.actor)),
        "unseen": unseen(request.actor),
        "three_way": three_way(request.actor),
        "three_ways": three_ways(request.actor),
        "proof": last_proof(request.actor),
        "waiting": [*withdrawals(request.actor, only_waiting=True)[:ROWS]],
    }
    return render(request, "staff/money/books.html", shown)


@staff_page
def journal(request: Request) -> HttpResponse:
    may_look(request.actor)
    shown = {
        "page": _page(request, journals(request.actor)),
        "closed": closed_journals(request.actor),
    }
    return render(request, "staff/money/journal.html", shown)


@staff_page
def of_client(request: Request, account_id: UUID) -> HttpResponse:
    may_look(request.actor)
    account = get_client_account(request.actor, account_id)
    note_sighting(request.actor, account)
    number = min(whole(request.GET.get("page"), 1), FURTHEST)
    shown = {
        "account": account,
        "ledger": ledger_page(request.actor, account, number),
        "deposits": deposits(request.actor, account),
        "holds": holds_of(request.actor, account),
    }
    return render(request, "staff/money/ledger.html", shown)


def _page(request: Request, rows: Any) -> Any:
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))
