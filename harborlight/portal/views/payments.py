from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agreements.invoice_paper import invoice_paper
from harborlight.billing.actions import start_payment
from harborlight.billing.events import PAYMENT_STARTED
from harborlight.billing.noticing import with_objections
from harborlight.billing.queries import (
    get_invoice,
    get_receipt,
    holdings_of,
    invoices,
    lines,
    payments,
    withdrawals,
)
from harborlight.billing.rules import credit_note_paper, get_credit_note
from harborlight.billing.standing import may_be_paid_now, must_ask_first
from harborlight.billing.taken import taken_out, to_leave
from harborlight.cases.actions import note_download
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response, pdf_response
from harborlight.paying.actions import end_consent
from harborlight.paying.consenting import agreed_words, kept_words
from harborlight.paying.queries import (
    consents,
    get_consent,
    on_their_way,
    with_on_its_way,
)
from harborlight.portal.checkout import checkout, come_back, leads_to_processor
from harborlight.portal.money_story import money_of, standing_of
from harborlight.portal.payable import Payable, payable
from harborlight.trust.queries import held_and_taken_back, held_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harborlight.billing.models.invoices import AskedInvoice
    from harborlight.paying.models import Charge


@client_page
def mine(request: Request) -> HttpResponse:
    rows = [*with_on_its_way(request.actor, invoices(request.actor))[:200]]
    shown: dict[str, Any] = {"others": [row for row in rows if not row.is_open]}
    shown["today"] = today(request.actor.firm.time_zone)
    shown |= money_of(request.actor, rows)
    gone, came = [*with_objections(withdrawals(request.actor))], shown["came"]
    shown["taken_out"] = taken_out(gone)[:200]
    shown |= to_leave(gone)
    theirs, shown["taken_back_cents"] = held_and_taken_back(request.actor)
    held = holdings_of(request.actor, theirs, gone, came)
    shown |= {"held": held, "held_cents": sum(one.account.cents for one in held)}
    shown["consents"] = consents(request.actor)[:20]
    return render(request, "portal/payments/mine.html", shown)


@client_page
@leads_to_processor
def invoice(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    note_sighting(request.actor, found)
    standing = standing_of(request.actor, found)
    can = Payable()
    if may_be_paid_now(found):
        can = payable(request.actor, found, standing["scheduled"])
    return _page_of(request, found, can, standing)


def _page_of(
    request: Request, found: AskedInvoice, can: Payable, standing: dict[str, Any]
) -> HttpResponse:
    """One invoice, and what can be paid of it."""
    tried = [*payments(request.actor, found)]
    begun = any(one.state == "started" for one in tried)
    days = [*on_their_way(request.actor, found)] if begun else []
    shown = {
        "invoice": found,
        "lines": lines(request.actor, found),
        "payments": [one for one in tried if one.state != "started"],
        "today": today(request.actor.firm.time_zone),
        **come_back(request, tried, days),
        **_payable(found, can, days),
        **standing,
    }
    if found.is_open:
        held = held_for(request.actor, found.case)
        shown["is_held"] = any(one.free_cents > 0 for one in held)
    status = 422 if can.part and can.part.errors else 200
    return render(request, "portal/payments/invoice.html", shown, status=status)


def _payable(
    found: AskedInvoice, can: Payable, days: Sequence[Charge]
) -> dict[str, Any]:
    return {
        "ask_first": must_ask_first(found),
        "payable": may_be_paid_now(found),
        "can": can,
        "agrees": agreed_words(),
        "keeps": kept_words(),
        "taking_days": days,
    }


@client_page
@require_POST
@leads_to_processor
def pay(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, PAYMENT_STARTED)
    standing = standing_of(request.actor, found)
    typed = request.POST if "amount" in request.POST else None
    can = payable(request.actor, found, standing["scheduled"], typed=typed)
    if can.part and can.part.errors:
        return _page_of(request, found, can, standing)
    here = reverse("portal:invoice", args=[found.key])
    return checkout(
        request, request.actor, found, begin=start_payment, here=here, can=can
    )


@client_page
@require_POST
def stop(request: Request, consent_id: UUID) -> HttpResponse:
    """What was agreed is charged by itself no more."""
    end_consent(request.actor, get_consent(request.actor, consent_id))
    messages.success(request, _("It is no longer charged by itself."))
    return redirect("portal:payments")


@client_page
def paper(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    pdf = invoice_paper(request.actor, found, language=get_language() or "")
    note_download(request.actor, found, name=f"{found.number}.pdf")
    return pdf_response(pdf, f"{found.number}.pdf")


@client_page
def credit_note(request: Request, note_id: UUID) -> HttpResponse:
    found = get_credit_note(request.actor, note_id)
    pdf = credit_note_paper(request.actor, found, language=get_language() or "")
    note_download(request.actor, found, name=f"{found.number}.pdf")
    return pdf_response(pdf, f"{found.number}.pdf")


@client_page
def receipt(request: Request, receipt_id: UUID) -> HttpResponse:
    found = get_receipt(request.actor, receipt_id)
    if found.file is None:
        raise Http404
    name = f"{found.number}.pdf"
    note_download(request.actor, found, name=name)
    return file_response(request, found.file, name=name, kind="pdf")
