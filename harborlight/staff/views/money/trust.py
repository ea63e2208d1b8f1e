"""Deeds at the trust account: money comes, clears, is held, and the bank takes its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from harborlight.bank.house_money import begun_with
from harborlight.bank.queries import get_line
from harborlight.billing.actions import (
    AlreadyAsked,
    AlreadyReleased,
    CannotBePutRight,
    ChargedBackBefore,
    NotTheirsToPay,
    ask_to_return,
    hold_money,
    release_hold,
    take_chargeback,
)
from harborlight.billing.events import (
    CHARGED_BACK,
    CORRECTION_ASKED,
    HOLD_RELEASED,
    MONEY_HELD,
)
from harborlight.billing.forms import (
    ChargebackForm,
    ClearForm,
    CorrectionForm,
    DepositForm,
    HoldForm,
    HouseMoneyForm,
    ReleaseForm,
    TermsForm,
)
from harborlight.billing.held import get_hold
from harborlight.billing.queries import get_case_money, may_look, payable
from harborlight.cases.queries import people_of
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import EventKind
from harborlight.firm.ids import read
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.staff.views.money.deeds import DEEDS
from harborlight.trust.actions import (
    BankIsClosed,
    CaseIsShut,
    InterestIsTheirs,
    MoreThanInterest,
    NotTheirBank,
    NotWaitingToClear,
    Overdrawn,
    StillToCome,
    TooMuchOwnMoney,
    WrittenDownAlready,
    clear_deposit,
    deposit,
    post_house_money,
    set_terms,
)
from harborlight.trust.closing import MonthClosed
from harborlight.trust.events import CLEARED, DEPOSITED, HOUSE_MONEY, TERMS_SET
from harborlight.trust.queries import (
    banks_for,
    get_client_account,
    get_deposit,
    trust_banks,
)
from harborlight.trust.terms import policy, terms_of

# What these actions refuse, said above the form; nothing typed is lost.
REFUSALS = (
    AlreadyAsked,
    AlreadyReleased,
    BankIsClosed,
    CannotBePutRight,
    CaseIsShut,
    InterestIsTheirs,
    MonthClosed,
    MoreThanInterest,
    NotTheirBank,
    NotTheirsToPay,
    NotWaitingToClear,
    Overdrawn,
    StillToCome,
    TooMuchOwnMoney,
    WrittenDownAlready,
)


@staff_page
def put_in(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, DEPOSITED)
    note_sighting(request.actor, case)
    people = people_of(request.actor, case)
    banks = banks_for(trust_banks(request.actor), people)
    about = {"today": _today(request), "people": people, "banks": banks}
    form = DepositForm(_typed(request), **about)
    done = _done(form, lambda: deposit(request.actor, case, **form.said()))
    return _answer(request, form, done, "put-in", case=case, to=("case-money", case.pk))


@staff_page
def clear(request: Request, deposit_id: UUID) -> HttpResponse:
    found = get_deposit(request.actor, deposit_id)
    must(request.actor, CLEARED)
    form = ClearForm(_typed(request), today=_today(request))
    done = _done(form, lambda: clear_deposit(request.actor, found, **form.cleaned_data))
    return _of_deposit(request, form, done, "clear", found)


@staff_page
def take_back(request: Request, deposit_id: UUID) -> HttpResponse:
    found = get_deposit(request.actor, deposit_id)
    must(request.actor, CORRECTION_ASKED)
    form = CorrectionForm(_typed(request))
    done = _done(form, lambda: ask_to_return(request.actor, found, **form.cleaned_data))
    return _of_deposit(request, form, done, "return", found)


@staff_page
def hold(request: Request, account_id: UUID) -> HttpResponse:
    account = _account(request, account_id, MONEY_HELD)
    form = HoldForm(_typed(request), invoices=payable(request.actor, account))
    done = _done(form, lambda: hold_money(request.actor, account, **form.said()))
    return _of_account(request, form, done, "hold", account)


@staff_page
def release(request: Request, hold_id: UUID) -> HttpResponse:
    may_look(request.actor)
    found = get_hold(request.actor, hold_id)
    must(request.actor, HOLD_RELEASED)
    form = ReleaseForm(_typed(request))
    done = _done(form, lambda: release_hold(request.actor, found, **form.cleaned_data))
    return _of_account(request, form, done, "release", found.account, hold=found)


@staff_page
def charge_back(request: Request, account_id: UUID) -> HttpResponse:
    account = _account(request, account_id, CHARGED_BACK)
    form = ChargebackForm(_typed(request), today=_today(request))

    def take() -> None:
        take_chargeback(request.actor, account, **form.cleaned_data)

    try:
        done = _done(form, take)
    except ChargedBackBefore as why:
        form.ask_whether_another(str(why))
        done = False
    return _of_account(request, form, done, "chargeback", account)


@staff_page
def house(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, HOUSE_MONEY)
    line, begun, back = _line_of_the_bank(request)
    about: dict[str, Any] = {"begun": begun, "banks": trust_banks(request.actor)}
    form = HouseMoneyForm(_typed(request), today=_today(request), **about)
    done = _done(form, lambda: post_house_money(request.actor, **form.said()))
    return _answer(request, form, done, "house", to=back, line=line)


def _line_of_the_bank(request: Request) -> tuple[Any, dict[str, Any], tuple[Any, ...]]:
    """The line that is posted, if one is; what it begins with; where to go afterwards."""
    key = request.GET.get("line", "")
    if not key:
        return None, {}, ("books",)
    try:
        line = get_line(request.actor, read(key))
    except ValueError:
        raise NotFound from None
    return line, begun_with(line), ("bank-match", line.account_id)


@staff_page
def rules(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, TERMS_SET)
    form = TermsForm(_typed(request), initial=_chosen(request))
    done = _done(form, lambda: set_terms(request.actor, **form.cleaned_data))
    rule = policy(request.actor, _today(request))
    return _answer(request, form, done, "rules", to=("books",), rule=rule)


def _chosen(request: Request) -> dict[str, Any]:
    chosen = terms_of(request.actor)
    if chosen is None:
        return {}
    cents = chosen.float_limit_cents
    shown = "" if cents is None else f"{cents // 100}.{cents % 100:02}"
    days = chosen.transfer_notice_days or ""
    return {
        "state": chosen.state,
        "float_limit_cents": shown,
        "transfer_notice_days": days,
    }


def _account(request: Request, account_id: UUID, kind: EventKind) -> Any:
    may_look(request.actor)
    account = get_client_account(request.actor, account_id)
    must(request.actor, kind)
    return account


def _typed(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _today(request: Request) -> Any:
    return today(request.actor.firm.time_zone)


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, is right, and was not refused."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except REFUSALS as why:
        beside = "on" if isinstance(why, MonthClosed) and "on" in form.fields else None
        form.add_error(beside, str(why))
        return False
    return True


def _of_deposit(
    request: Request, form: forms.Form, done: bool, deed: str, found: Any
) -> HttpResponse:
    return _of_account(request, form, done, deed, found.account, deposit=found)


def _of_account(
    request: Request, form: forms.Form, done: bool, deed: str, account: Any, **more: Any
) -> HttpResponse:
    note_sighting(request.actor, account)
    to = ("client-ledger", account.pk)
    return _answer(request, form, done, deed, to=to, account=account, **more)


def _answer(
    request: Request,
    form: forms.Form,
    done: bool,
    deed: str,
    *,
    to: tuple[Any, ...],
    **shown: Any,
) -> HttpResponse:
    name, *where = to
    if done:
        messages.success(request, _("Done. It stands in the books."))
        return redirect(f"staff:{name}", *where)
    shown |= {"form": form, "deed": DEEDS[deed]}
    shown["back"] = reverse(f"staff:{name}", args=where)
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/trust.html", shown, status=status)
