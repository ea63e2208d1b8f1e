"""Whom money in trust may be transferred to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.billing.forms import CallBackForm, PayeeAccountForm, PayeeForm
from harborlight.billing.queries import may_look
from harborlight.cases.queries import cases
from harborlight.firm.acting import must
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.views.money.asking import heard
from harborlight.trust.actions import (
    NotAPayee,
    NotYourCall,
    OneOfUs,
    add_payee,
    change_payee,
    confirm_payee,
    end_payee,
)
from harborlight.trust.events import PAYEE_ADDED, PAYEE_CALLED, PAYEE_CHANGED
from harborlight.trust.models import Payee
from harborlight.trust.queries import accounts_of, entered_it, get_payee, payees

ROWS = 25

REFUSALS = (NotAPayee, NotYourCall, OneOfUs)


@staff_page
def listed(request: Request) -> HttpResponse:
    may_look(request.actor)
    number = request.GET.get("page")
    page = Paginator(payees(request.actor), ROWS).get_page(number)
    shown = {"page": page, "now": now()}
    return render(request, "staff/money/payees.html", shown)


@staff_page
def new(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, PAYEE_ADDED)
    open_ones = cases(request.actor).filter(closed_on=None)
    form = PayeeForm(heard(request), cases=open_ones)
    if _done(form, lambda: add_payee(request.actor, **form.cleaned_data)):
        is_ours = form.cleaned_data["kind"] == Payee.Kind.STAFF
        said = _("Entered: no client’s money goes there.") if is_ours else _entered()
        messages.success(request, said)
        return redirect("staff:payees")
    return _asked(request, form, _("New payee"), reverse("staff:payees"))


@staff_page
def payee(request: Request, payee_id: UUID) -> HttpResponse:
    found = _found(request, payee_id)
    note_sighting(request.actor, found)
    return _shown(request, found, CallBackForm())


@staff_page
def change(request: Request, payee_id: UUID) -> HttpResponse:
    found = _found(request, payee_id)
    must(request.actor, PAYEE_CHANGED)
    note_sighting(request.actor, found)
    form = PayeeAccountForm(heard(request))
    if _done(form, lambda: change_payee(request.actor, found, **form.cleaned_data)):
        messages.success(request, _entered())
        return redirect("staff:payee", found.pk)
    back = reverse("staff:payee", args=[found.pk])
    return _asked(request, form, _("Another account"), back, found.name)


@require_POST
@staff_page
def call(request: Request, payee_id: UUID) -> HttpResponse:
    found = _found(request, payee_id)
    must(request.actor, PAYEE_CALLED)
    form = CallBackForm(request.POST)
    account = accounts_of(request.actor, found)[0]
    said = form.cleaned_data if form.is_valid() else {}
    if _done(form, lambda: confirm_payee(request.actor, account, **said)):
        messages.success(request, _("Confirmed."))
        return redirect("staff:payee", found.pk)
    return _shown(request, found, form)


@require_POST
@staff_page
def end(request: Request, payee_id: UUID) -> HttpResponse:
    found = _found(request, payee_id)
    try:
        end_payee(request.actor, found)
    except NotAPayee as why:
        messages.error(request, str(why))
    return redirect("staff:payees")


def _entered() -> str:
    return _("Entered. Another person calls back.")


def _found(request: Request, payee_id: UUID) -> Payee:
    may_look(request.actor)
    return get_payee(request.actor, payee_id)


def _asked(
    request: Request, form: forms.Form, title: str, back: str, note: str = ""
) -> HttpResponse:
    shown = {"form": form, "title": title, "back": back, "note": note}
    shown |= {"button": _("Enter it"), "back_text": note or _("Payees")}
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/trust_form.html", shown, status=status)


def _shown(request: Request, found: Payee, form: CallBackForm) -> HttpResponse:
    accounts = accounts_of(request.actor, found)
    shown = {
        "payee": found,
        "account": accounts[0],
        "before": accounts[1:],
        "own": entered_it(request.actor, accounts[0]),
        "now": now(),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/payee.html", shown, status=status)


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the form was sent, is right, and was not refused."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except REFUSALS as why:
        form.add_error(None, str(why))
        return False
    return True
