"""The firm's accounts at banks: which there are, and how their months stand."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.bank.actions import KnownAccount, open_bank_account
from harborlight.bank.events import ACCOUNT_OPENED
from harborlight.bank.forms import BankAccountForm
from harborlight.bank.queries import (
    bank_accounts,
    get_bank_account,
    open_exceptions,
    reconciliations,
    statements,
    waiting_lines,
)
from harborlight.billing.queries import may_look
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.bank_months import months_of

ROWS = 12


@staff_page
def accounts(request: Request) -> HttpResponse:
    shown = {
        "accounts": bank_accounts(request.actor),
        "exceptions": open_exceptions(request.actor),
    }
    return render(request, "staff/bank/accounts.html", shown)


@staff_page
def new(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, ACCOUNT_OPENED)
    form = BankAccountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = open_bank_account(request.actor, **form.cleaned_data)
            messages.success(
                request, _("The account is entered. Bring in a statement.")
            )
            return redirect("staff:bank-account", made.pk)
        except KnownAccount as why:
            form.add_error("number_ends", str(why))
    status = 422 if form.is_bound else 200
    return render(request, "staff/bank/new.html", {"form": form}, status=status)


@staff_page
def account(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = get_bank_account(request.actor, bank_account_id)
    rows = Paginator(statements(request.actor, found), ROWS)
    day = today(request.actor.firm.time_zone)
    known = [*reconciliations(request.actor, found)[: 2 * ROWS]]
    shown = {
        "account": found,
        "page": rows.get_page(request.GET.get("page")),
        "waiting": waiting_lines(request.actor, found).count(),
        "months": months_of(known, on=day, at_most=ROWS),
    }
    return render(request, "staff/bank/account.html", shown)
