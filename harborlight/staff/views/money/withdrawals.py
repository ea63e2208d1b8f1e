"""Money that is to leave trust: who asks, and the second person who decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.billing.actions import (
    AlreadyAsked,
    CannotBePutRight,
    ChargebackOpen,
    Earmarked,
    NoInvoice,
    NoPayee,
    NotDrawnByAnAgency,
    NothingToPay,
    NoticeLacks,
    NotTheClients,
    NotTheirs,
    NotTheirsToPay,
    NotWaiting,
    NotWhoPaid,
    NotYourOwn,
    OnDispute,
    approve_withdrawal,
    ask_withdrawal,
    decline_withdrawal,
    take_back_withdrawal,
)
from harborlight.billing.came_from import Came, came_from, held_and_came
from harborlight.billing.earmarks import Holding
from harborlight.billing.events import WITHDRAWAL_ASKED, WITHDRAWAL_DECLINED
from harborlight.billing.forms import DeclineForm, WithdrawalForm
from harborlight.billing.models import Withdrawal
from harborlight.billing.noticing import may_leave_from, objection_to
from harborlight.billing.queries import (
    asked_it_themselves,
    get_withdrawal,
    may_look,
    payable,
)
from harborlight.billing.standing import comes_too_late
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.trust.actions import (
    BankIsClosed,
    NotAPayee,
    NotCalledYet,
    NotTheirBank,
    NotYourCall,
    OneOfUs,
    Overdrawn,
)
from harborlight.trust.models import Account
from harborlight.trust.queries import (
    get_client_account,
    other_banks,
    other_cases,
    payable_to,
)

# Beside which box a refusal is said.
BESIDE: dict[type[Exception], str] = {
    Overdrawn: "cents",
    Earmarked: "cents",
    CannotBePutRight: "cents",
    NothingToPay: "invoice",
    NoInvoice: "invoice",
    OnDispute: "invoice",
    NotTheirs: "invoice",
    NotTheClients: "to_case",
    NotTheirBank: "to_bank",
    BankIsClosed: "to_bank",
    ChargebackOpen: "purpose",
    NoPayee: "payee",
    NotDrawnByAnAgency: "payee",
    NotTheirsToPay: "purpose",
    OneOfUs: "payee",
    NotAPayee: "to",
    NotWhoPaid: "other_payee_why",
}
# Why the second person cannot agree now.
CANNOT_AGREE = (
    NotYourOwn,
    NotWaiting,
    NothingToPay,
    Overdrawn,
    Earmarked,
    CannotBePutRight,
    OnDispute,
    NotTheClients,
    ChargebackOpen,
    NotAPayee,
    NotCalledYet,
    NoticeLacks,
    NotYourCall,
    BankIsClosed,
)


@staff_page
def ask(request: Request, account_id: UUID) -> HttpResponse:
    may_look(request.actor)
    account = get_client_account(request.actor, account_id)
    must(request.actor, WITHDRAWAL_ASKED)
    note_sighting(request.actor, account)
    held, came = held_and_came(request.actor, account)
    form = _form(request, account, held)
    if made := _asked(request, account, form):
        return made
    shown: dict[str, Any] = {
        "case": account.case,
        "tab": "case-money",
        "account": account,
    }
    shown |= {"held": held, "form": form, "came": came}
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/withdraw.html", shown, status=status)


def _form(request: Request, account: Account, held: Holding) -> WithdrawalForm:
    return WithdrawalForm(
        request.POST if request.method == "POST" else None,
        payable=payable(request.actor, account),
        held=held,
        other_cases=other_cases(request.actor, account),
        payees=payable_to(request.actor, account.case) if account.case else (),
        other_banks=other_banks(request.actor, account),
        paid_by=account.person.full_name if account.person else "",
    )


@staff_page
def withdrawal(request: Request, withdrawal_id: UUID) -> HttpResponse:
    found = get_withdrawal(request.actor, withdrawal_id)
    note_sighting(request.actor, found)
    return _shown(request, found, DeclineForm())


@require_POST
@staff_page
def approve(request: Request, withdrawal_id: UUID) -> HttpResponse:
    found = get_withdrawal(request.actor, withdrawal_id)
    try:
        approve_withdrawal(request.actor, found)
        messages.success(request, _("Approved. It stands in the books."))
    except CANNOT_AGREE as why:
        messages.error(request, str(why))
    return redirect("staff:withdrawal", found.pk)


@require_POST
@staff_page
def decline(request: Request, withdrawal_id: UUID) -> HttpResponse:
    found = get_withdrawal(request.actor, withdrawal_id)
    must(request.actor, WITHDRAWAL_DECLINED)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        decline_withdrawal(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Declined. The money is free again."))
    except NotWaiting as why:
        messages.error(request, str(why))
    return redirect("staff:withdrawal", found.pk)


@require_POST
@staff_page
def take_back(request: Request, withdrawal_id: UUID) -> HttpResponse:
    found = get_withdrawal(request.actor, withdrawal_id)
    try:
        take_back_withdrawal(request.actor, found)
        messages.success(request, _("Taken back. The money is free again."))
    except NotWaiting as why:
        messages.error(request, str(why))
    return redirect("staff:withdrawal", found.pk)


def _asked(
    request: Request, account: Account, form: WithdrawalForm
) -> HttpResponse | None:
    """On to the next page, if it is asked for now or was before."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        made = ask_withdrawal(request.actor, account, **form.said())
    except tuple(BESIDE) as why:
        form.add_error(BESIDE[type(why)], str(why))
    except AlreadyAsked as why:
        messages.info(request, str(why))
        return redirect("staff:case-money", account.case_id)
    else:
        messages.success(request, _asked_words(made))
        return redirect("staff:withdrawal", made.pk)
    return None


def _asked_words(made: Withdrawal) -> str:
    """That it is asked for, and for which fee the money was paid: it may have been meant."""
    if made.line is None:
        return _("Asked. A second person has to agree.")
    return _("Asked, of the money for “%(fee)s”. A second person has to agree.") % {
        "fee": made.line.said
    }


def _shown(request: Request, found: Withdrawal, form: DeclineForm) -> HttpResponse:
    shown: dict[str, Any] = {
        "case": found.case,
        "tab": "case-money",
        "withdrawal": found,
        "too_late": comes_too_late(found),
        "first": may_leave_from(found),
        "objection": objection_to(found),
        "own": asked_it_themselves(request.actor, found),
        "came": _came(request, found),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "staff/money/withdrawal.html", shown, status=status)


def _came(request: Request, found: Withdrawal) -> list[Came]:
    """Of money given back: who paid it, for whoever decides."""
    goes_back = found.purpose == Withdrawal.Purpose.REFUND and found.account
    return came_from(request.actor, goes_back) if goes_back else []
