from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.billing.actions import CaseIsClosed, NothingToPay, start_payment
from harborlight.billing.events import PAYMENT_STARTED
from harborlight.billing.models import Invoice, Payment
from harborlight.billing.queries import (
    get_invoice,
    get_receipt,
    held_for_reader,
    invoice_paper,
    invoices,
    lines,
    payments,
    taken_out,
)
from harborlight.billing.standing import may_be_paid_now, must_ask_first
from harborlight.cases.actions import note_download
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response, pdf_response
from harborlight.outside.payments import (
    Asked,
    NoProcessor,
    processor,
    takes_cards,
)
from harborlight.portal.money_story import money_of, standing_of

if TYPE_CHECKING:
    from harborlight.billing.models.invoices import AskedInvoice


@client_page
def mine(request: Request) -> HttpResponse:
    rows = [*invoices(request.actor)[:200]]
    still = [row for row in rows if row.is_open]
    shown: dict[str, Any] = {
        "open": still,
        "others": [row for row in rows if not row.is_open],
    }
    shown["today"] = today(request.actor.firm.time_zone)
    shown |= money_of(request.actor, rows)
    shown["taken_out"] = taken_out(request.actor)[:200]
    shown["held"] = held_for_reader(request.actor)
    left = [max(row.owed_cents - row.asked_cents, 0) for row in still]
    return render(request, "portal/payments/mine.html", shown | {"owed": sum(left)})


@client_page
def invoice(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    note_sighting(request.actor, found)
    tried = [*payments(request.actor, found)]
    back = "back" in request.GET
    shown = {
        "invoice": found,
        "lines": lines(request.actor, found),
        "payments": [one for one in tried if one.state != "started"],
        # A check may have come while they stood before the card's page: it is newer.
        "on_its_way": back and any(one.state == "started" for one in tried),
        "declined": _declined(tried, back=back),
        "left": "left" in request.GET,
        "held": held_for_reader(request.actor, found.case) if found.is_open else [],
        "today": today(request.actor.firm.time_zone),
    }
    shown |= _payable(found) | standing_of(request.actor, found)
    return render(request, "portal/payments/invoice.html", shown)


def _payable(found: AskedInvoice) -> dict[str, bool]:
    return {
        "ask_first": must_ask_first(found),
        "payable": may_be_paid_now(found),
        "takes_cards": takes_cards(),
    }


def _declined(tried: Sequence[Payment], *, back: bool) -> Payment | None:
    """The card that was not charged: to whom comes back from its page, else until
    something else comes, or while it says why the amount is another one.
    """
    for card in [one for one in tried if one.is_by_card][:1]:
        newest = back or card is tried[0]
        if card.found_another_amount or (newest and card.state == "failed"):
            return card
    return None


@client_page
@require_POST
def pay(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, PAYMENT_STARTED)
    try:
        house = processor()
        payment = start_payment(request.actor, found, reference=house.new_reference())
    except (CaseIsClosed, NothingToPay) as why:
        messages.info(request, str(why))
        return redirect("portal:invoice", found.key)
    except NoProcessor:
        raise Http404 from None
    return redirect(house.begin(_asked(payment, found)))


def _asked(payment: Payment, found: Invoice) -> Asked:
    """The payment, as the processor is asked for it."""
    here = reverse("portal:invoice", args=[found.key])
    return Asked(
        payment.reference,
        payment.cents,
        payment.trust_cents,
        words=_("Invoice %(number)s") % {"number": found.number},
        back=f"{here}?back=1",
        left=f"{here}?left=1",
    )


@client_page
def paper(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    pdf = invoice_paper(request.actor, found, language=get_language() or "")
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
