"""Forms that go with a filing besides those of its playbook."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file, parties
from harborlight.filings.actions import (
    AlreadySent,
    drop_form,
    need_form,
    need_payment_forms,
)
from harborlight.filings.edition_words import taken_packs
from harborlight.filings.events import FORM_DROPPED, FORM_NEEDED
from harborlight.filings.models import Filing
from harborlight.filings.queries import get_filing, get_needed
from harborlight.filings.site_forms import NeedForm
from harborlight.firm.acting import Refused, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting


@staff_page
def add(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    case = get_case_file(request.actor, filing.case_id)
    must(request.actor, FORM_NEEDED)
    note_sighting(request.actor, filing)
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        packs=taken_packs(on=today(request.actor.firm.time_zone)),
        parties=[*parties(request.actor, case)],
    )
    if form.is_valid() and _is_added(request, filing, form):
        messages.success(request, _("It is in the filing. Fill it now."))
        return redirect("staff:case-forms", case.pk)
    shown = {"case": case, "filing": filing, "form": form, "tab": "case-forms"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/filing/add_form.html", shown, status=status)


@require_POST
@staff_page
def drop(request: Request, needed_id: UUID) -> HttpResponse:
    needed = get_needed(request.actor, needed_id)
    must(request.actor, FORM_DROPPED)
    try:
        drop_form(request.actor, needed)
        messages.success(request, _("Taken out: %(form)s.") % {"form": needed.form})
    except (AlreadySent, Refused) as why:
        messages.warning(request, str(why))
    return redirect("staff:case-forms", needed.case_id)


@require_POST
@staff_page
def pay(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    must(request.actor, FORM_NEEDED)
    try:
        day = today(request.actor.firm.time_zone)
        made = len(need_payment_forms(request.actor, filing, on=day))
        said = ngettext(
            "%(n)s payment form is in the filing now. Fill it.",
            "%(n)s payment forms are in the filing now. Fill them.",
            made,
        )
        messages.success(request, said % {"n": made})
    except (AlreadySent, Refused) as why:
        messages.warning(request, str(why))
    return redirect("staff:case-forms", filing.case_id)


def _is_added(request: Request, filing: Filing, form: NeedForm) -> bool:
    try:
        need_form(request.actor, filing, **form.cleaned_data)
    except (AlreadySent, Refused) as why:
        form.add_error(None, str(why))
        return False
    return True
