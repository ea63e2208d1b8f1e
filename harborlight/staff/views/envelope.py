"""How a filing goes out and is paid, and what the courier and the agency did with it."""

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

from harborlight.cases.queries import get_case_file
from harborlight.filings.actions import (
    AlreadySent,
    NothingToCorrect,
    NotSent,
    choose_envelope,
    note_payments,
    record_delivered,
    record_rejected,
    share_envelope,
    take_own_envelope,
)
from harborlight.filings.costs import costs, needed_of, payments_of
from harborlight.filings.envelope_forms import (
    DeliveredForm,
    EnvelopeForm,
    PaymentFormsForm,
    RejectedForm,
    ShareForm,
)
from harborlight.filings.events import (
    DELIVERED,
    ENVELOPE_CHOSEN,
    OWN_ENVELOPE,
    PAYMENTS_NOTED,
    REJECTED,
    SHARES_ENVELOPE,
)
from harborlight.filings.models import Filing
from harborlight.filings.packets import called_in
from harborlight.filings.payment_forms import without_form
from harborlight.filings.queries import get_filing, may_share_with
from harborlight.firm.acting import Refused, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting


@staff_page
def envelope(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    get_case_file(request.actor, filing.case_id)
    must(request.actor, ENVELOPE_CHOSEN)
    note_sighting(request.actor, filing)
    needed = needed_of(request.actor, filing)
    form = EnvelopeForm(
        request.POST if request.method == "POST" else None,
        filing=filing,
        needed=needed,
        called=called_in(request.actor, filing, needed),
        on=today(request.actor.firm.time_zone),
    )
    if form.is_valid() and _is_written(request, filing, form, choose_envelope):
        return redirect("staff:preflight", filing.pk)
    others = may_share_with(request.actor, filing)
    share = ShareForm(others=others) if others else None
    return _shown(request, "envelope", filing, form, share=share)


@staff_page
def payments(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    get_case_file(request.actor, filing.case_id)
    must(request.actor, PAYMENTS_NOTED)
    note_sighting(request.actor, filing)
    day = today(request.actor.firm.time_zone)
    needed = needed_of(request.actor, filing)
    form = PaymentFormsForm(
        request.POST if request.method == "POST" else None,
        costs=costs(filing, needed, day),
        called=called_in(request.actor, filing, needed),
        payments=payments_of(request.actor, filing),
    )
    if form.is_valid() and _is_written(request, filing, form, note_payments):
        return redirect("staff:preflight", filing.pk)
    unpaid = without_form(request.actor, filing, day)
    return _shown(request, "payments", filing, form, unpaid=unpaid)


@require_POST
@staff_page
def share(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    must(request.actor, SHARES_ENVELOPE)
    form = ShareForm(request.POST, others=may_share_with(request.actor, filing))
    if not form.is_valid():
        messages.error(request, _("Choose a filing of this case that was not sent."))
        return redirect("staff:envelope", filing.pk)
    try:
        share_envelope(request.actor, filing, **form.cleaned_data)
        messages.success(request, _("They go in one envelope now."))
    except (AlreadySent, Refused) as why:
        messages.warning(request, str(why))
    return redirect("staff:preflight", filing.pk)


@require_POST
@staff_page
def alone(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    must(request.actor, OWN_ENVELOPE)
    try:
        take_own_envelope(request.actor, filing)
        messages.success(request, _("It goes in its own envelope now."))
    except AlreadySent as why:
        messages.warning(request, str(why))
    return redirect("staff:preflight", filing.pk)


@staff_page
def delivered(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    get_case_file(request.actor, filing.case_id)
    must(request.actor, DELIVERED)
    note_sighting(request.actor, filing)
    form = DeliveredForm(**_after(request, filing))
    if form.is_valid() and _is_recorded(request, filing, form, record_delivered):
        messages.success(request, _("Recorded."))
        return redirect("staff:case-forms", filing.case_id)
    return _shown(request, "delivered", filing, form)


@staff_page
def rejected(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    get_case_file(request.actor, filing.case_id)
    must(request.actor, REJECTED)
    note_sighting(request.actor, filing)
    form = RejectedForm(**_after(request, filing))
    if form.is_valid() and _is_recorded(request, filing, form, record_rejected):
        messages.success(request, _("Recorded. The filing is planned anew."))
        return redirect("staff:case-forms", filing.case_id)
    return _shown(request, "rejected", filing, form)


def _after(request: Request, filing: Filing) -> dict[str, Any]:
    day = today(request.actor.firm.time_zone)
    data = request.POST if request.method == "POST" else None
    return {
        "data": data,
        "today": day,
        "sent_on": filing.sent_on,
        "initial": {"on": day},
    }


def _is_written(
    request: Request,
    filing: Filing,
    form: EnvelopeForm | PaymentFormsForm,
    write: Callable[..., None],
) -> bool:
    try:
        write(request.actor, filing, **form.said())
    except AlreadySent as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, _("Written down."))
    return True


def _is_recorded(
    request: Request,
    filing: Filing,
    form: DeliveredForm | RejectedForm,
    record: Callable[..., object],
) -> bool:
    try:
        record(request.actor, filing, **form.cleaned_data)
    except (NotSent, NothingToCorrect) as why:
        form.add_error(None, str(why))
        return False
    return True


def _shown(
    request: Request, page: str, filing: Filing, form: forms.Form, **more: object
) -> HttpResponse:
    shown = {"case": filing.case, "filing": filing, "form": form, **more}
    status = 422 if form.is_bound else 200
    page = f"staff/filing/{page}.html"
    return render(request, page, {**shown, "tab": "case-forms"}, status=status)
