"""What is said of an account at a bank after it was entered: name, rules, usual, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.bank.actions import (
    CannotClose,
    KnownAccount,
    close_bank_account,
    make_usual,
    name_bank_account,
    set_bank_terms,
)
from harborlight.bank.events import (
    ACCOUNT_CLOSED,
    ACCOUNT_NAMED,
    ACCOUNT_TERMS_SET,
    ACCOUNT_USUAL,
)
from harborlight.bank.forms import BankNameForm, BankTermsForm, NothingForm
from harborlight.bank.queries import get_bank_account
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.tenancy import NotFound
from harborlight.trust.models import BankAccount
from harborlight.trust.terms import float_limit, policy


@staff_page
def name(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = get_bank_account(request.actor, bank_account_id)
    must(request.actor, ACCOUNT_NAMED)
    form = BankNameForm(_typed(request), account=found)
    done = _done(
        form, lambda: name_bank_account(request.actor, found, **form.cleaned_data)
    )
    return _answer(request, found, form, done, _("Name and number"))


@staff_page
def rules(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = _trust(request, bank_account_id)
    must(request.actor, ACCOUNT_TERMS_SET)
    form = BankTermsForm(_typed(request), account=found)
    done = _done(
        form, lambda: set_bank_terms(request.actor, found, **form.cleaned_data)
    )
    day = today(request.actor.firm.time_zone)
    rule = policy(request.actor, day, found)
    most = float_limit(request.actor, day, found)
    about = {"rule": rule, "most": most}
    return _answer(request, found, form, done, _("Rules of this account"), **about)


@require_POST
@staff_page
def usual(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = _trust(request, bank_account_id)
    must(request.actor, ACCOUNT_USUAL)
    try:
        make_usual(request.actor, found)
        messages.success(request, _("From now on money goes here."))
    except CannotClose as why:
        messages.error(request, str(why))
    return redirect("staff:bank-account", found.pk)


@staff_page
def close(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = _trust(request, bank_account_id)
    must(request.actor, ACCOUNT_CLOSED)
    form = NothingForm(_typed(request))
    done = _done(form, lambda: close_bank_account(request.actor, found))
    about = {"closing": True}
    return _answer(request, found, form, done, _("Close this account"), **about)


def _trust(request: Request, bank_account_id: UUID) -> BankAccount:
    found = get_bank_account(request.actor, bank_account_id)
    if not found.is_trust:
        raise NotFound
    return found


def _typed(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, is right, and was not refused."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except KnownAccount as why:
        form.add_error("number_ends", str(why))
    except CannotClose as why:
        form.add_error(None, str(why))
    return form.is_valid()


def _answer(
    request: Request,
    found: BankAccount,
    form: forms.Form,
    done: bool,
    title: str,
    **shown: object,
) -> HttpResponse:
    if done:
        messages.success(request, _("Saved."))
        return redirect("staff:bank-account", found.pk)
    shown |= {"account": found, "form": form, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "staff/bank/keep.html", shown, status=status)
