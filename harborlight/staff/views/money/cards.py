"""Links to pay an invoice, money that goes back by card, and disputes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.billing.actions import AlreadyAsked, CannotBePutRight
from harborlight.billing.models.withdrawals import takes_two
from harborlight.billing.queries import get_invoice, get_money_that_came
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.paying.actions import (
    CannotBeAnswered,
    CannotGoBack,
    LinkClosed,
    answer_dispute,
    ask_refund,
    make_link,
    revoke_links,
)
from harborlight.paying.events import (
    DISPUTE_ANSWERED,
    LINK_MADE,
    REFUND_ASKED,
)
from harborlight.paying.forms import EvidenceForm, LinkForm, RefundForm
from harborlight.paying.queries import disputes, get_dispute, links_of
from harborlight.staff.stretch import stretch


@staff_page
def link(request: Request, invoice_id: UUID) -> HttpResponse:
    """Make a link to pay; it is shown on this one page, and kept nowhere."""
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, LINK_MADE)
    note_sighting(request.actor, found)
    form = LinkForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"case": found.case, "tab": "case-money", "invoice": found}
    if form.is_bound and form.is_valid():
        try:
            token = make_link(request.actor, found, **form.cleaned_data)
            address = reverse("pay", args=[token])
            shown["link"] = request.build_absolute_uri(address)
        except LinkClosed as why:
            form.add_error(None, str(why))
    shown |= {"form": form, "links": links_of(request.actor, found)[:20]}
    status = 422 if form.errors else 200
    return render(request, "staff/money/link.html", shown, status=status)


@require_POST
@staff_page
def close_links(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    revoke_links(request.actor, found)
    messages.success(request, _("Closed. Nobody pays it by a link any more."))
    return redirect("staff:pay-link", found.pk)


@staff_page
def refund(request: Request, payment_id: UUID) -> HttpResponse:
    found = get_money_that_came(request.actor, payment_id)
    must(request.actor, REFUND_ASKED)
    note_sighting(request.actor, found)
    form = RefundForm(request.POST or None, most=found.cents)
    if form.is_valid() and _asked(request, found, form):
        return redirect("staff:invoice", found.invoice_id)
    shown: dict[str, Any] = {"case": found.case, "tab": "case-money", "form": form}
    shown |= {"payment": found, "takes_two": takes_two(request.actor.firm, found, 1)}
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/refund.html", shown, status=status)


def _asked(request: Request, found: Any, form: RefundForm) -> bool:
    try:
        made = ask_refund(request.actor, found, **form.cleaned_data)
    except AlreadyAsked as why:
        messages.info(request, str(why))
        return True
    except (CannotGoBack, CannotBePutRight) as why:
        form.add_error("cents", str(why))
        return False
    asked = _("Asked. A second person has to agree; then it goes back by itself.")
    done = _("It goes back the way it came.")
    messages.success(request, asked if made.waits else done)
    return True


@staff_page
def disputed(request: Request) -> HttpResponse:
    rows = disputes(request.actor)
    page = stretch(rows, request.GET.get("page"), size=30)
    return render(request, "staff/money/disputes.html", {"page": page})


@staff_page
def dispute(request: Request, dispute_id: UUID) -> HttpResponse:
    return _shown(request, dispute_id)


@require_POST
@staff_page
def answer(request: Request, dispute_id: UUID) -> HttpResponse:
    found = get_dispute(request.actor, dispute_id)
    must(request.actor, DISPUTE_ANSWERED)
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return _shown(request, dispute_id, evidence=form)
    try:
        answer_dispute(request.actor, found, **form.cleaned_data)
        messages.success(request, _("It goes to the bank of the payer."))
    except CannotBeAnswered as why:
        messages.error(request, str(why))
    return redirect("staff:dispute", found.pk)


def _shown(request: Request, pk: UUID, **wrong: Any) -> HttpResponse:
    found = get_dispute(request.actor, pk)
    note_sighting(request.actor, found)
    shown = {"case": found.case, "tab": "case-money", "dispute": found}
    shown |= {"evidence": EvidenceForm()} | wrong
    status = 422 if wrong else 200
    return render(request, "staff/money/dispute.html", shown, status=status)
