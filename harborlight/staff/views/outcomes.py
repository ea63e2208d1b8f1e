"""What the agency said to one form of an envelope, apart from the others."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import get_case_file
from harborlight.filings.actions import (
    KnownReceipt,
    NothingToCorrect,
    NotSent,
    UnknownPrefix,
    correct_form_receipt,
    record_form_receipt,
    record_form_rejected,
)
from harborlight.filings.events import (
    FORM_RECEIPT,
    FORM_RECEIPT_CORRECTED,
    FORM_REJECTED,
)
from harborlight.filings.forms import CorrectReceiptForm, ReceiptForm
from harborlight.filings.models import NeededForm
from harborlight.filings.receipts import get_further
from harborlight.filings.site_forms import FormRejectedForm
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.ui.arrivals import Arrival


@staff_page
def receipt(request: Request, needed_id: UUID) -> HttpResponse:
    needed = get_further(request.actor, needed_id)
    case = get_case_file(request.actor, needed.case_id)
    must(request.actor, FORM_RECEIPT)
    note_sighting(request.actor, needed.filing)
    day = today(request.actor.firm.time_zone)
    data = request.POST if request.method == "POST" else None
    form = ReceiptForm(data, today=day, sent_on=needed.filing.sent_on)
    arrival = Arrival(request, case.pk, optional=True, only_pages=True)
    if arrival.good_with(form) and _is_kept(request, needed, form, arrival):
        messages.success(request, _("Recorded. The client sees the receipt number."))
        return redirect("staff:case-forms", case.pk)
    return _shown(request, "receipt", needed, form, arrival=arrival)


@staff_page
def correct(request: Request, needed_id: UUID) -> HttpResponse:
    needed = get_further(request.actor, needed_id)
    get_case_file(request.actor, needed.case_id)
    must(request.actor, FORM_RECEIPT_CORRECTED)
    note_sighting(request.actor, needed.filing)
    was = needed.became
    form = CorrectReceiptForm(
        request.POST if request.method == "POST" else None,
        today=today(request.actor.firm.time_zone),
        sent_on=needed.filing.sent_on,
        stands=was.number if was else "",
        initial={"on": was.on if was else None},
    )
    if form.is_valid() and _is_corrected(request, needed, form):
        messages.success(request, _("Corrected. The client sees the right receipt."))
        return redirect("staff:case-forms", needed.case_id)
    return _shown(request, "correct", needed, form)


@staff_page
def rejected(request: Request, needed_id: UUID) -> HttpResponse:
    needed = get_further(request.actor, needed_id)
    get_case_file(request.actor, needed.case_id)
    must(request.actor, FORM_REJECTED)
    note_sighting(request.actor, needed.filing)
    day = today(request.actor.firm.time_zone)
    data = request.POST if request.method == "POST" else None
    sent_on = needed.filing.sent_on
    form = FormRejectedForm(data, today=day, sent_on=sent_on, initial={"on": day})
    if form.is_valid() and _has_come_back(request, needed, form):
        messages.success(request, _("Recorded. This form is planned anew."))
        return redirect("staff:case-forms", needed.case_id)
    return _shown(request, "rejected", needed, form)


def _is_kept(
    request: Request, needed: NeededForm, form: ReceiptForm, arrival: Arrival
) -> bool:
    try:
        notice = arrival.checked_or_none
        record_form_receipt(request.actor, needed, notice=notice, **form.cleaned_data)
    except (KnownReceipt, NotSent, NothingToCorrect, UnknownPrefix) as why:
        form.add_error("number", str(why))
        return False
    return True


def _is_corrected(
    request: Request, needed: NeededForm, form: CorrectReceiptForm
) -> bool:
    try:
        correct_form_receipt(request.actor, needed, **form.cleaned_data)
    except (KnownReceipt, NothingToCorrect, NotSent, UnknownPrefix) as why:
        form.add_error("number", str(why))
        return False
    return True


def _has_come_back(
    request: Request, needed: NeededForm, form: FormRejectedForm
) -> bool:
    try:
        record_form_rejected(request.actor, needed, **form.cleaned_data)
    except (NotSent, NothingToCorrect) as why:
        form.add_error(None, str(why))
        return False
    return True


def _shown(
    request: Request, page: str, needed: NeededForm, form: forms.Form, **more: object
) -> HttpResponse:
    shown: dict[str, object] = {"case": needed.case, "needed": needed}
    shown |= {"filing": needed.filing, "form": form, "page": page, **more}
    shown["tab"] = "case-forms"
    status = 422 if form.is_bound else 200
    return render(request, "staff/filing/of_form.html", shown, status=status)
