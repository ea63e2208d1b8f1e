"""One invoice: its lines, issuing it, what came for it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from harborlight.agreements.invoice_paper import invoice_paper
from harborlight.billing.actions import (
    AlreadyCharged,
    AlreadyIssued,
    AlreadyReceived,
    CaseIsClosed,
    LooksDouble,
    NoLongerEarned,
    NothingToPay,
    TooMuch,
    add_government_fee,
    add_line,
    drop_draft,
    issue_invoice,
    move_line,
    receive_payment,
    remove_line,
    void_invoice,
    word_of,
)
from harborlight.billing.events import LINE_ADDED, LINE_MOVED, PAID
from harborlight.billing.forms import GovernmentFeeForm, LineForm, ReceivedForm
from harborlight.billing.models import Invoice
from harborlight.billing.queries import (
    get_invoice,
    get_line,
    get_receipt,
    lines,
    payments,
    trust_part,
)
from harborlight.cases.actions import note_download
from harborlight.filings.packets import fees_of
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response, pdf_response
from harborlight.staff.views.money.invoice_standing import standing_of
from harborlight.trust.actions import BankIsClosed
from harborlight.trust.closing import MonthClosed
from harborlight.trust.models import BankAccount
from harborlight.trust.queries import banks_for, trust_banks

_NOT_HERE = gettext_lazy(
    "Issued. %(name)s has not joined the portal, so they do not see it: download it and "
    "send it to them, or invite them."
)


@staff_page
def invoice(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    note_sighting(request.actor, found)
    return _shown(request, found)


@require_POST
@staff_page
def add(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, LINE_ADDED)
    form = LineForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        add_line(request.actor, found, **form.cleaned_data)
    except AlreadyIssued as late:
        messages.error(request, str(late))
    return redirect("staff:invoice", found.pk)


@require_POST
@staff_page
def add_fee(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, LINE_ADDED)
    day = today(request.actor.firm.time_zone)
    planned = fees_of(request.actor, found.case)
    form = GovernmentFeeForm(request.POST, today=day, planned=planned)
    if not form.is_valid():
        return _shown(request, found, fee_form=form)
    try:
        add_government_fee(request.actor, found, on=day, **form.said())
    except AlreadyCharged as why:
        form.ask_why_again(str(why))
        return _shown(request, found, fee_form=form)
    except AlreadyIssued as late:
        messages.error(request, str(late))
    return redirect("staff:invoice", found.pk)


@require_POST
@staff_page
def remove(request: Request, line_id: UUID) -> HttpResponse:
    line = get_line(request.actor, line_id)
    try:
        remove_line(request.actor, line)
        messages.success(request, _("Taken off: %(words)s.") % {"words": line.said})
    except AlreadyIssued as late:
        messages.error(request, str(late))
    return redirect("staff:invoice", line.invoice_id)


@require_POST
@staff_page
def move(request: Request, line_id: UUID) -> HttpResponse:
    line = get_line(request.actor, line_id)
    must(request.actor, LINE_MOVED)
    to = "operating" if request.POST.get("to") == "operating" else "trust"
    try:
        move_line(request.actor, line, to=to)
    except AlreadyIssued as late:
        messages.error(request, str(late))
    return redirect("staff:invoice", line.invoice_id)


@require_POST
@staff_page
def issue(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    try:
        issue_invoice(request.actor, found, seen=request.POST.get("seen", ""))
        if found.payer.login_id:
            messages.success(request, _("Issued. The client sees it now."))
        else:
            messages.warning(request, _NOT_HERE % {"name": found.payer.full_name})
    except (AlreadyIssued, CaseIsClosed, NoLongerEarned, NothingToPay) as why:
        messages.error(request, str(why))
    return redirect("staff:invoice", found.pk)


@require_POST
@staff_page
def drop(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    try:
        drop_draft(request.actor, found)
        messages.success(request, _("The draft is thrown away."))
    except AlreadyIssued as late:
        messages.error(request, str(late))
    return redirect("staff:case-money", found.case_id)


@require_POST
@staff_page
def void(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    try:
        void_invoice(request.actor, found)
        messages.success(request, _("Void. The client owes nothing for it."))
    except NothingToPay as why:
        messages.error(request, str(why))
    return redirect("staff:invoice", found.pk)


@staff_page
def paper(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    known = {code for code, _name in settings.LANGUAGES}
    wanted = request.GET.get("in", "")
    spoken = wanted if wanted in known else ""
    pdf = invoice_paper(request.actor, found, language=spoken)
    note_download(request.actor, found, name=f"{found.number}.pdf")
    return pdf_response(pdf, f"{found.number}.pdf")


@staff_page
def receive(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, PAID)
    data = request.POST if request.method == "POST" else None
    if data is None and not found.is_open:
        messages.info(request, _("Nothing is owed on this invoice."))
        return redirect("staff:invoice", found.pk)
    day = today(request.actor.firm.time_zone)
    owed, issued_on = found.owed_cents, found.issued_on
    banks = _banks(request, found)
    note_sighting(request.actor, found)
    form = ReceivedForm(data, owed=owed, today=day, issued_on=issued_on, banks=banks)
    if _written_down(request, found, form):
        return redirect("staff:invoice", found.pk)
    shown = {"case": found.case, "invoice": found, "form": form, "tab": "case-money"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/receive.html", shown, status=status)


def _banks(request: Request, found: Invoice) -> list[BankAccount]:
    """Where its part in trust may stand, if that is to be chosen."""
    banks = banks_for(trust_banks(request.actor), [found.payer])
    return banks if len(banks) > 1 and trust_part(request.actor, found) else []


@staff_page
def receipt(request: Request, receipt_id: UUID) -> HttpResponse:
    found = get_receipt(request.actor, receipt_id)
    if found.file is None:
        raise Http404
    name = f"{found.number}.pdf"
    note_download(request.actor, found, name=name)
    return file_response(request, found.file, name=name, kind="pdf")


def _written_down(request: Request, found: Invoice, form: ReceivedForm) -> bool:
    """Whether the payment stands in the books now, or did before."""
    if not form.is_bound:
        return False
    try:
        if form.is_valid():
            receive_payment(request.actor, found, **form.said())
            messages.success(request, _("Written down. The receipt is being printed."))
            return True
    except (MonthClosed, CaseIsClosed, BankIsClosed) as why:
        form.add_error("on" if isinstance(why, MonthClosed) else None, str(why))
    except TooMuch as why:
        form.ask_whether_over(str(why))
    except LooksDouble as why:
        form.ask_whether_another(str(why))
    except (AlreadyReceived, NothingToPay) as why:
        messages.info(request, str(why))
        return True
    return False


def _shown(
    request: Request,
    found: Invoice,
    form: LineForm | None = None,
    fee_form: GovernmentFeeForm | None = None,
) -> HttpResponse:
    day = today(request.actor.firm.time_zone)
    there = [*lines(request.actor, found)]
    shown: dict[str, Any] = {
        "case": found.case,
        "tab": "case-money",
        "invoice": found,
        "lines": there,
        "seen": word_of(there),
        "trust_part": trust_part(request.actor, found),
        "payments": [*payments(request.actor, found)],
        "form": form or LineForm(),
        "fee_form": fee_form or _fee_form(request, found, day),
        "today": day,
        "languages": settings.LANGUAGES,
        **standing_of(request.actor, found, day),
    }
    status = 422 if form or fee_form else 200
    return render(request, "staff/money/invoice.html", shown, status=status)


def _fee_form(request: Request, found: Invoice, day: date) -> GovernmentFeeForm:
    """Whose form a fee is for is asked while something may still be added."""
    is_draft = found.state == Invoice.State.DRAFT
    planned = fees_of(request.actor, found.case) if is_draft else None
    return GovernmentFeeForm(today=day, planned=planned)
