"""The money of one case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.billing.actions import (
    DAYS_TO_PAY,
    AlreadyCharged,
    CaseIsClosed,
    draft_invoice,
)
from harborlight.billing.advanced import advances
from harborlight.billing.events import DRAFTED
from harborlight.billing.forms import InvoiceForm
from harborlight.billing.queries import (
    get_case_money,
    invoices,
    payments_of,
    trust_of,
    unpaid_of,
    withdrawals,
)
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.law.fees import NoFeeKnown
from harborlight.workflow.actions import bill_case
from harborlight.workflow.events import BILLED
from harborlight.workflow.queries import course_of, payers

if TYPE_CHECKING:
    from harborlight.billing.models import Invoice
    from harborlight.cases.models import Case


@staff_page
def money(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    note_sighting(request.actor, case)
    day = today(request.actor.firm.time_zone)
    came = [*payments_of(request.actor, case)]
    gone = [*withdrawals(request.actor, case)]
    ledgers = trust_of(request.actor, case, payments=came, withdrawals=gone)
    shown = {
        **_invoices(request, case, day),
        "case": case,
        "today": day,
        "held": sum(ledger.account.cents for ledger, _held in ledgers),
        "payments": came,
        "ledgers": ledgers,
        "withdrawals": gone,
        "advances": advances(request.actor, case),
    }
    return render(request, "staff/money/case.html", shown)


def _invoices(request: Request, case: Case, day: date) -> dict[str, Any]:
    """The invoices of a case, and whether the client is asked for anything in them.

    A draft that was thrown away is none: the history of the case tells of it.
    """
    there = [one for one in invoices(request.actor, case) if not one.was_dropped]
    asked = any(one.state != "void" for one in there)
    return {"invoices": there, "asked": asked, "unpaid": unpaid_of(there, day)}


@require_POST
@staff_page
def first(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, BILLED)
    # Pressed twice, or by two people: the draft that is there is the first.
    if there := invoices(request.actor, case).exclude(state="void").first():
        return redirect("staff:invoice", there.pk)
    try:
        invoice = bill_case(request.actor, case, course_of(request.actor, case))
    except (KeyError, StopIteration, NoFeeKnown):
        messages.info(request, _("The playbook does not say what to ask for here."))
        return redirect("staff:new-invoice", case.pk)
    except (AlreadyCharged, CaseIsClosed) as why:
        messages.info(request, str(why))
        return redirect("staff:case-money", case.pk)
    messages.success(request, _("Drafted. Look it over, then issue it."))
    return redirect("staff:invoice", invoice.pk)


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, DRAFTED)
    note_sighting(request.actor, case)
    day = today(request.actor.firm.time_zone)
    people, nobody_else = payers(request.actor, case)
    form = InvoiceForm(
        request.POST if request.method == "POST" else None,
        people=people,
        nobody_else=nobody_else,
        today=day,
        initial={"due_on": day + timedelta(days=DAYS_TO_PAY)},
    )
    if form.is_valid() and (begun := _begun(request, case, form)):
        return redirect("staff:invoice", begun.pk)
    shown = {"case": case, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/new.html", shown, status=status)


def _begun(request: Request, case: Case, form: InvoiceForm) -> Invoice | None:
    try:
        invoice = draft_invoice(request.actor, case, **form.cleaned_data)
    except CaseIsClosed as why:
        form.add_error(None, str(why))
        return None
    messages.success(request, _("Begun. Now say what it asks for."))
    return invoice
