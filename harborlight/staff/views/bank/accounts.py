"""The firm's accounts at banks: which there are, and how their months stand."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.bank.actions import (
    KnownAccount,
    OneOperating,
    open_bank_account,
)
from harborlight.bank.events import ACCOUNT_OPENED
from harborlight.bank.forms import BankAccountForm
from harborlight.bank.queries import (
    bank_accounts,
    client_account,
    get_bank_account,
    open_exceptions,
    reconciliations,
    stands_in,
    statements,
    waiting_lines,
)
from harborlight.billing.queries import may_look
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.ids import read
from harborlight.firm.tenancy import NotFound
from harborlight.staff.bank_months import months_of
from harborlight.trust.models import Account, BankAccount
from harborlight.trust.queries import trust_banks

ROWS = 12


@staff_page
def accounts(request: Request) -> HttpResponse:
    found = bank_accounts(request.actor)
    shown = {
        "accounts": found,
        "several": sum(one.is_trust for one in found) > 1,
        "exceptions": open_exceptions(request.actor),
    }
    return render(request, "staff/bank/accounts.html", shown)


@staff_page
def new(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, ACCOUNT_OPENED)
    ledger = _ledger(request)
    form = BankAccountForm(
        request.POST if request.method == "POST" else None,
        is_another=any(one.number_ends for one in trust_banks(request.actor)),
        person=ledger.person if ledger else None,
    )
    if form.is_bound and form.is_valid() and (made := _entered(request, form)):
        return redirect("staff:bank-account", made.pk)
    shown = {"form": form, "ledger": ledger}
    status = 422 if form.is_bound else 200
    return render(request, "staff/bank/new.html", shown, status=status)


def _ledger(request: Request) -> Account | None:
    """Of which client the account is to be, if it is of one alone."""
    key = request.GET.get("of", "")
    if not key:
        return None
    try:
        return client_account(request.actor, read(key))
    except ValueError:
        raise NotFound from None


def _entered(request: Request, form: BankAccountForm) -> BankAccount | None:
    try:
        made = open_bank_account(request.actor, **form.said())
    except KnownAccount as why:
        form.add_error("number_ends", str(why))
    except OneOperating as why:
        form.add_error("book", str(why))
    else:
        messages.success(request, _("The account is entered. Bring in a statement."))
        return made
    return None


@staff_page
def account(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = get_bank_account(request.actor, bank_account_id)
    rows = Paginator(statements(request.actor, found), ROWS)
    day = today(request.actor.firm.time_zone)
    known = [*reconciliations(request.actor, found)[: 2 * ROWS]]
    shown = {
        "account": found,
        "page": rows.get_page(request.GET.get("page")),
        "stands": stands_in(request.actor, found),
        "waiting": waiting_lines(request.actor, found).count(),
        "months": months_of(known, on=day, at_most=ROWS),
    }
    return render(request, "staff/bank/account.html", shown)
