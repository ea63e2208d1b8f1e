"""What was recorded wrongly of a filing is put right."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.cases.queries import get_case_file
from harborlight.filings.actions import (
    KnownReceipt,
    NothingToCorrect,
    NotSent,
    UnknownPrefix,
    correct_receipt,
    correct_sent,
)
from harborlight.filings.earliest import earliest_sent
from harborlight.filings.events import RECEIPT_CORRECTED, SENT_CORRECTED
from harborlight.filings.forms import CorrectReceiptForm, CorrectSentForm
from harborlight.filings.models import Filing
from harborlight.filings.queries import get_filing
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting

WHO_RECORDS = gettext_lazy("Those who work on the case record what was sent.")


@staff_page
def sent(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    case = get_case_file(request.actor, filing.case_id)
    must(request.actor, SENT_CORRECTED, str(WHO_RECORDS))
    note_sighting(request.actor, filing)
    day = today(request.actor.firm.time_zone)
    form = CorrectSentForm(
        request.POST if request.method == "POST" else None,
        today=day,
        earliest=earliest_sent(request.actor, filing),
        receipt_on=filing.receipt_on,
        initial=_sending(filing),
    )
    if form.is_valid() and _is_sent_right(request, filing, form):
        return redirect("staff:case-forms", case.pk)
    return _shown(request, filing, form, "staff/filing/correct_sent.html")


@staff_page
def receipt(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    case = get_case_file(request.actor, filing.case_id)
    must(request.actor, RECEIPT_CORRECTED, str(WHO_RECORDS))
    note_sighting(request.actor, filing)
    form = CorrectReceiptForm(
        request.POST if request.method == "POST" else None,
        today=today(request.actor.firm.time_zone),
        sent_on=filing.sent_on,
        stands=filing.receipt_number,
        initial={"on": filing.receipt_on},
    )
    if form.is_valid() and _is_receipt_right(request, filing, form):
        return redirect("staff:case-forms", case.pk)
    return _shown(request, filing, form, "staff/filing/correct_receipt.html")


def _sending(filing: Filing) -> dict[str, object]:
    """When and how it went out, as it was recorded."""
    way = {"channel": filing.channel, "tracking": filing.tracking}
    return {"on": filing.sent_on, **way}


def _shown(
    request: Request, filing: Filing, form: forms.Form, template: str
) -> HttpResponse:
    shown = {"case": filing.case, "filing": filing, "form": form, "tab": "case-forms"}
    return render(request, template, shown, status=422 if form.is_bound else 200)


def _is_sent_right(request: Request, filing: Filing, form: CorrectSentForm) -> bool:
    try:
        correct_sent(request.actor, filing, **form.cleaned_data)
    except (NothingToCorrect, NotSent) as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, _("Corrected. The client and the deadlines follow."))
    return True


def _is_receipt_right(
    request: Request, filing: Filing, form: CorrectReceiptForm
) -> bool:
    try:
        correct_receipt(request.actor, filing, **form.cleaned_data)
    except (KnownReceipt, NothingToCorrect, NotSent, UnknownPrefix) as why:
        form.add_error("number", str(why))
        return False
    messages.success(request, _("Corrected. The client sees the right receipt."))
    return True
