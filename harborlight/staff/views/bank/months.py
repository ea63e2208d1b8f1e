"""A month of an account: the numbers that must agree, who prepared it, who signs it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.bank.actions import (
    CannotPrepare,
    CannotSign,
    clear_exception,
    prepare_month,
    sign_month,
)
from harborlight.bank.events import CLEARED, PREPARED, SIGNED
from harborlight.bank.forms import ClearForm, SignForm
from harborlight.bank.models import Reconciliation
from harborlight.bank.queries import (
    closed_to,
    get_bank_account,
    get_reconciliation,
    prepared_it,
    reconciliation_of,
)
from harborlight.cases.actions import note_download
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.vault.downloads import file_response
from harborlight.staff.bank_months import read_month, sheet_of
from harborlight.trust.models import BankAccount


@staff_page
def month(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = get_bank_account(request.actor, bank_account_id)
    day = today(request.actor.firm.time_zone)
    first = read_month(request.GET.get("of", ""), on=day)
    known = reconciliation_of(request.actor, found, first)
    if request.method == "POST":
        must(request.actor, PREPARED)
        return _prepared(request, found)
    shown: dict[str, Any] = sheet_of(found, first, known, on=day)
    shown |= {"sign_form": SignForm(), "clear_form": ClearForm()}
    return _shown(request, known, shown)


def _prepared(request: Request, account: BankAccount) -> HttpResponse:
    day = today(request.actor.firm.time_zone)
    first = read_month(request.GET.get("of", ""), on=day)
    try:
        prepare_month(request.actor, account, month=first)
        messages.success(request, _("Prepared. An attorney signs it now."))
    except CannotPrepare as why:
        messages.error(request, str(why))
    return _back(account, f"{first:%Y-%m}")


def _shown(
    request: Request, known: Reconciliation | None, shown: dict[str, Any]
) -> HttpResponse:
    own = prepared_it(request.actor, known) if known else False
    alone = own and not request.actor.firm.waives_second_pair
    form = shown["sign_form"].errors or shown["clear_form"].errors
    return render(
        request,
        "staff/bank/month.html",
        shown | {"own": alone},
        status=422 if form else 200,
    )


@require_POST
@staff_page
def sign(request: Request, reconciliation_id: UUID) -> HttpResponse:
    found = get_reconciliation(request.actor, reconciliation_id)
    must(request.actor, SIGNED)
    form = SignForm(request.POST)
    if not found.is_right and not form.is_valid():
        return _again(request, found, sign_form=form)
    plan = "" if found.is_right else form.cleaned_data["plan"]
    try:
        sign_month(request.actor, found, plan=plan)
        messages.success(request, _("Signed. The month is closed."))
    except CannotSign as why:
        messages.error(request, str(why))
    return _back(found.account, f"{found.month:%Y-%m}")


@require_POST
@staff_page
def clear(request: Request, reconciliation_id: UUID) -> HttpResponse:
    found = get_reconciliation(request.actor, reconciliation_id)
    must(request.actor, CLEARED)
    form = ClearForm(request.POST)
    if not form.is_valid():
        return _again(request, found, clear_form=form)
    try:
        clear_exception(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Settled. It is not red any more."))
    except CannotSign as why:
        messages.error(request, str(why))
    return _back(found.account, f"{found.month:%Y-%m}")


def _again(request: Request, found: Reconciliation, **forms: Any) -> HttpResponse:
    day = today(request.actor.firm.time_zone)
    shown = sheet_of(found.account, found.month, found, on=day)
    shown |= {"sign_form": SignForm(), "clear_form": ClearForm()} | forms
    return _shown(request, found, shown)


def _back(account: BankAccount, month: str) -> HttpResponse:
    where = reverse("staff:bank-month", args=[account.pk])
    return redirect(f"{where}?of={month}")


@staff_page
def report(request: Request, reconciliation_id: UUID) -> HttpResponse:
    found = get_reconciliation(request.actor, reconciliation_id)
    wanted = request.GET.get("as", "")
    file = {"csv": found.listing, "clients": found.clients}.get(wanted, found.report)
    if file is None:
        raise Http404
    if file is found.clients and closed_to(request.actor):
        messages.error(
            request,
            _("A case with money in trust is closed to you, and this paper names every "
              "client. Ask somebody who may open all of them."),
        )  # fmt: skip
        return _back(found.account, f"{found.month:%Y-%m}")
    what = "clients-" if file is found.clients else ""
    kind = "csv" if file is found.listing else "pdf"
    of = f"{what}{found.account.number_ends}-{found.month:%Y-%m}"
    name = f"reconciliation-{of}.{kind}"
    note_download(request.actor, found, name=name)
    return file_response(request, file, name=name, kind=kind)
