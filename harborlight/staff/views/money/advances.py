"""Government fees that the firm paid for a client, and how they come back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.billing.actions import (
    AlreadyAsked,
    CaseIsClosed,
    Earmarked,
    NothingToRepay,
    NotTheirsToPay,
    TrustSuffices,
    advance_fee,
    ask_to_repay,
    bill_advance,
)
from harborlight.billing.advanced import (
    get_advance,
    invoice_of_advance,
    left_of_advance,
    repayment_of,
)
from harborlight.billing.events import ADVANCE_BILLED, FEE_ADVANCED, WITHDRAWAL_ASKED
from harborlight.billing.forms import AdvanceForm, RepayForm
from harborlight.billing.models import Advance
from harborlight.billing.queries import get_case_money, may_look
from harborlight.cases.queries import people_of
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.views.money.asking import ask, heard
from harborlight.trust.actions import Overdrawn
from harborlight.trust.closing import MonthClosed

REFUSALS = (CaseIsClosed, MonthClosed, NotTheirsToPay, TrustSuffices)


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, FEE_ADVANCED)
    note_sighting(request.actor, case)
    people = people_of(request.actor, case)
    day = today(request.actor.firm.time_zone)
    form = AdvanceForm(heard(request), today=day, people=people)
    if form.is_valid():
        try:
            made = advance_fee(request.actor, case, **form.said())
            return redirect("staff:advance", made.pk)
        except REFUSALS as why:
            form.add_error(None, str(why))
    back = reverse("staff:case-money", args=[case.pk])
    said = {"title": _("Pay a government fee in advance"), "button": _("We paid it")}
    return ask(request, form, case=case, back=back, note=_note(), **said)


def _note() -> str:
    return _(
        "Out of the operating account, with the firm’s own money: trust is not touched. "
        "It comes back once, on an invoice or out of trust."
    )


@staff_page
def advance(request: Request, advance_id: UUID) -> HttpResponse:
    found = _found(request, advance_id)
    note_sighting(request.actor, found)
    return _shown(request, found, RepayForm())


@require_POST
@staff_page
def bill(request: Request, advance_id: UUID) -> HttpResponse:
    found = _found(request, advance_id)
    must(request.actor, ADVANCE_BILLED)
    try:
        made = bill_advance(request.actor, found)
    except (NothingToRepay, CaseIsClosed, NotTheirsToPay) as why:
        messages.error(request, str(why))
        return redirect("staff:advance", found.pk)
    messages.success(request, _("Drafted. Look it over, then issue it."))
    return redirect("staff:invoice", made.pk)


@require_POST
@staff_page
def repay(request: Request, advance_id: UUID) -> HttpResponse:
    found = _found(request, advance_id)
    must(request.actor, WITHDRAWAL_ASKED)
    form = RepayForm(request.POST)
    if form.is_valid():
        try:
            made = ask_to_repay(request.actor, found, **form.cleaned_data)
            messages.success(request, _("Asked. A second person has to agree."))
            return redirect("staff:withdrawal", made.pk)
        except (NothingToRepay, Overdrawn, Earmarked, AlreadyAsked) as why:
            form.add_error(None, str(why))
    return _shown(request, found, form)


def _found(request: Request, advance_id: UUID) -> Advance:
    may_look(request.actor)
    return get_advance(request.actor, advance_id)


def _shown(request: Request, found: Advance, form: RepayForm) -> HttpResponse:
    shown: dict[str, Any] = {
        "case": found.case,
        "tab": "case-money",
        "advance": found,
        "left_cents": left_of_advance(found),
        "invoice": invoice_of_advance(request.actor, found),
        "repayment": repayment_of(request.actor, found),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/advance.html", shown, status=status)
