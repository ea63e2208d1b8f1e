"""What was agreed about fees in one case, who pays, and what is not billed yet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agreements.actions import (
    AlreadyDecided,
    AlreadyDrafted,
    PartsDiffer,
    accept_agreement,
    ask_agreement,
    choose_payer,
    draft_part,
    note_fees,
    remove_payer,
    write_agreement,
)
from harborlight.agreements.events import (
    ACCEPTED,
    ASKED,
    FEES_TALKED,
    PART_BILLED,
    PAYER_CHOSEN,
    WRITTEN,
)
from harborlight.agreements.forms import (
    AcceptForm,
    AgreementForm,
    AskAgreementForm,
    FeeNoteForm,
    PayerForm,
)
from harborlight.agreements.queries import (
    agreements_of,
    costs_of,
    fee_notes,
    get_agreement,
    get_part,
    get_payer,
    payer_of,
    payers_of,
    unbilled,
)
from harborlight.billing.actions import CaseIsClosed, NotTheirsToPay
from harborlight.billing.queries import get_case_money
from harborlight.cases.models import Case
from harborlight.documents.queries import newest_versions
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.reachable import reachable
from harborlight.staff.views.money.asking import ask, heard
from harborlight.workflow.queries import payers

REFUSED = (AlreadyDecided, CaseIsClosed, NotTheirsToPay, PartsDiffer)


@staff_page
def fees(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    note_sighting(request.actor, case)
    return _shown(request, case, FeeNoteForm())


def _shown(request: Request, case: Case, form: FeeNoteForm) -> HttpResponse:
    costs = [*costs_of(request.actor, case)]
    left = unbilled(request.actor, case, costs)
    several = agreements_of(request.actor, case)
    shown = {
        "case": case,
        "tab": "case-money",
        "agreements": several,
        "payers": [*payers_of(request.actor, case)],
        "unbilled": left,
        "unbilled_cents": sum(one.cents for one in left),
        "costs": costs,
        "notes": [*fee_notes(request.actor, case)[:50]],
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/fees.html", shown, status=status)


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, WRITTEN)
    note_sighting(request.actor, case)
    form = AgreementForm(heard(request), reached=reachable(request.actor, case))
    if form.is_valid():
        try:
            write_agreement(request.actor, case, **form.said())
            return redirect("staff:case-fees", case.pk)
        except REFUSED as why:
            form.add_error(None, str(why))
    back = reverse("staff:case-fees", args=[case.pk])
    words = {"title": _("New fee agreement"), "button": _("Write it down")}
    return ask(request, form, case=case, back=back, **words)


@staff_page
def accept(request: Request, agreement_id: UUID) -> HttpResponse:
    found = get_agreement(request.actor, agreement_id)
    must(request.actor, ACCEPTED)
    note_sighting(request.actor, found)
    form = _accept_form(request, found.case)
    if form.is_valid():
        try:
            accept_agreement(request.actor, found, **form.cleaned_data)
            return redirect("staff:case-fees", found.case_id)
        except REFUSED as why:
            form.add_error(None, str(why))
    back = reverse("staff:case-fees", args=[found.case_id])
    words = {"title": _("The agreement was accepted"), "button": _("Record it")}
    return ask(request, form, case=found.case, back=back, **words)


@staff_page
def ask_client(request: Request, agreement_id: UUID) -> HttpResponse:
    found = get_agreement(request.actor, agreement_id)
    must(request.actor, ASKED)
    note_sighting(request.actor, found)
    people, _by_law = payers(request.actor, found.case)
    form = AskAgreementForm(heard(request), people=people)
    if form.is_valid():
        try:
            ask_agreement(request.actor, found, **form.cleaned_data)
            messages.success(request, _("Asked. They read it in the portal."))
            return redirect("staff:case-fees", found.case_id)
        except REFUSED as why:
            form.add_error(None, str(why))
    back = reverse("staff:case-fees", args=[found.case_id])
    words = {"title": _("Ask the client to agree"), "button": _("Ask them")}
    return ask(request, form, case=found.case, back=back, **words)


def _accept_form(request: Request, case: Case) -> AcceptForm:
    people, _by_law = payers(request.actor, case)
    return AcceptForm(
        heard(request),
        people=people,
        papers=newest_versions(request.actor, case),
        today=today(request.actor.firm.time_zone),
    )


@require_POST
@staff_page
def draft(request: Request, agreed_part_id: UUID) -> HttpResponse:
    part = get_part(request.actor, agreed_part_id)
    must(request.actor, PART_BILLED)
    payer = payer_of(request.actor, part.case, "fees")
    if payer is None:
        messages.info(request, _("Say first who pays."))
        return redirect("staff:case-fees", part.case_id)
    try:
        earned = part.at != "signing"
        made = draft_part(request.actor, part, payer=payer, earned=earned)
        return redirect("staff:invoice", made.pk)
    except (AlreadyDrafted, CaseIsClosed, NotTheirsToPay) as why:
        messages.error(request, str(why))
    return redirect("staff:case-fees", part.case_id)


@staff_page
def add_payer(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, PAYER_CHOSEN)
    note_sighting(request.actor, case)
    people, _by_law = payers(request.actor, case)
    form = PayerForm(heard(request), people=people)
    if form.is_valid():
        try:
            choose_payer(request.actor, case, **form.cleaned_data)
            return redirect("staff:case-fees", case.pk)
        except NotTheirsToPay as why:
            form.add_error("person", str(why))
    back = reverse("staff:case-fees", args=[case.pk])
    words = {"title": _("Who pays"), "button": _("Record it")}
    return ask(request, form, case=case, back=back, **words)


@require_POST
@staff_page
def drop_payer(request: Request, payer_id: UUID) -> HttpResponse:
    found = get_payer(request.actor, payer_id)
    case = found.case_id
    remove_payer(request.actor, found)
    return redirect("staff:case-fees", case)


@require_POST
@staff_page
def note(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, FEES_TALKED)
    form = FeeNoteForm(request.POST)
    if not form.is_valid():
        return _shown(request, case, form)
    note_fees(request.actor, case, **form.cleaned_data)
    return redirect("staff:case-fees", case.pk)
