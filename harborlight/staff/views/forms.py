from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.actions import note_download
from harborlight.cases.queries import get_case_file
from harborlight.filings.actions import (
    AlreadySent,
    AnswersMissing,
    NotWaiting,
    NotYourOwn,
    Outdated,
    approve_form,
    fill_form,
    fill_forms,
    send_form_back,
)
from harborlight.filings.box_spots import boxes_on, typed_on
from harborlight.filings.editions_open import open_proposal
from harborlight.filings.events import FILLED, SENT_BACK
from harborlight.filings.filling_all import Pressed, fates, offers_all
from harborlight.filings.house_details import details_of
from harborlight.filings.library import NoBlank
from harborlight.filings.looking_forms import ApproveForm, SendBackForm
from harborlight.filings.models import FilledForm
from harborlight.filings.provenance import provenance_paper
from harborlight.filings.queries import (
    earlier,
    get_filing,
    get_filled,
    get_needed,
    may_check_alone,
    prepared_it_themselves,
    to_check,
)
from harborlight.filings.releasing import form_name
from harborlight.filings.signed_pages import signings_of
from harborlight.filings.spots import changed_since, parties_on, unsent_of
from harborlight.filings.spots_of_form import missing, to_look_at
from harborlight.filings.standing import envelopes
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.queries import credentials_of
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response, pdf_response
from harborlight.law.packs import NoEdition, TwoEditions
from harborlight.staff.looking import looking
from harborlight.ui.given_back import give_back
from harborlight.ui.pictures import page_picture

CANNOT_FILL = (NoBlank, NoEdition, TwoEditions, AlreadySent)


@staff_page
def forms(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    day, lead = today(request.actor.firm.time_zone), case.lead_id
    attorney = credentials_of(request.actor, lead) if lead else None
    house = details_of(request.actor, attorney)
    several = envelopes(request.actor, case, on=day, house=house)
    shown = {
        "case": case,
        "envelopes": several,
        "offers_all": offers_all(fates(several, Pressed())),
        "has_bar_details": attorney,
    }
    return render(request, "staff/forms/list.html", shown)


@staff_page
def waiting(request: Request) -> HttpResponse:
    shown = {"rows": to_check(request.actor)[:200], "now": now()}
    return render(request, "staff/forms/waiting.html", shown)


@require_POST
@staff_page
def fill(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    must(request.actor, FILLED)
    try:
        made = fill_forms(request.actor, filing)
        messages.success(request, _("Filled. A second person can check them now."))
        if len(made) == 1:
            return redirect("staff:filled-form", made[0].pk)
    except CANNOT_FILL as why:
        messages.error(request, str(why))
    return redirect("staff:case-forms", filing.case_id)


@require_POST
@staff_page
def fill_one(request: Request, needed_id: UUID) -> HttpResponse:
    needed = get_needed(request.actor, needed_id)
    must(request.actor, FILLED)
    try:
        filled = fill_form(request.actor, needed, edition=_edition(request))
        messages.success(request, _("Filled. A second person can check it now."))
        return redirect("staff:filled-form", filled.pk)
    except CANNOT_FILL as why:
        messages.error(request, str(why))
    return redirect("staff:case-forms", needed.case_id)


def _edition(request: Request) -> date | None:
    """The one that somebody chose, where several are taken at once."""
    try:
        return date.fromisoformat(request.POST.get("edition", ""))
    except ValueError:
        return None


@staff_page
def filled(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    note_sighting(request.actor, found)
    return _shown(request, found, SendBackForm())


@require_POST
@staff_page
def approve(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    form = ApproveForm(request.POST, missing=len(found.missing))
    form.is_valid()
    try:
        approve_form(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Approved: %(form)s.") % {"form": found.form})
    except NotYourOwn as why:
        messages.error(request, str(why))
        return _shown(request, found, SendBackForm(), status=403)
    except AnswersMissing:
        return _shown(request, found, SendBackForm(), approving=form)
    except (NotWaiting, Outdated) as why:
        messages.warning(request, str(why))
        return redirect("staff:filled-form", found.pk)
    return redirect("staff:case-forms", found.case_id)


@require_POST
@staff_page
def send_back(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    must(request.actor, SENT_BACK)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        send_form_back(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Sent back: %(form)s.") % {"form": found.form})
    except NotWaiting as late:
        messages.warning(request, str(late))
        give_back(request, form.cleaned_data["comment"])
        return redirect("staff:filled-form", found.pk)
    return redirect("staff:case-forms", found.case_id)


@staff_page
def page(request: Request, filled_id: UUID, page: int) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    width = looking(request, found.pages).width
    return page_picture(request, found.file, "pdf", page, width)


@staff_page
def file(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    name = form_name(found)
    note_download(request.actor, found, name=name)
    return file_response(request, found.file, name=name, kind="pdf")


@staff_page
def provenance(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    name = f"{found.called} {found.case.number} boxes.pdf"
    note_download(request.actor, found, name=name)
    return pdf_response(provenance_paper(request.actor, found), name)


def _shown(
    request: Request,
    found: FilledForm,
    form: SendBackForm,
    status: int = 200,
    approving: ApproveForm | None = None,
) -> HttpResponse:
    actor = request.actor
    prepared_it = prepared_it_themselves(actor, found)
    look = looking(request, found.pages)
    shown = {
        "filled": found,
        "case": found.case,
        "looking": look,
        "sheet": boxes_on(found, look.page),
        "form": form,
        "approving": approving or ApproveForm(missing=len(found.missing)),
        **_to_see_to(actor, found),
        "signings": signings_of(actor, found),
        "fillings": earlier(actor, found.needed),
        "prepared_it": prepared_it,
        "alone": prepared_it and may_check_alone(actor),
    }
    status = 422 if form.is_bound or approving else status
    return render(request, "staff/forms/one.html", shown, status=status)


def _to_see_to(actor: Actor, found: FilledForm) -> dict[str, Any]:
    """What is looked at before anybody decides, and whose answers may still change."""
    on_it = parties_on(actor, found.case)
    persons = {row.part: row.person for row in on_it}
    return {
        "missing": missing(actor, found, persons),
        "to_look_at": to_look_at(found, persons),
        "changed": changed_since(actor, found),
        "unsent": unsent_of(on_it),
        "typed": typed_on(found),
        "proposal": open_proposal(actor, found),
    }
