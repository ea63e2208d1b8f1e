"""The preflight of a filing: what was found is answered, and two people certify it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.actions import note_download
from harborlight.cases.queries import case_file_of
from harborlight.filings.actions import (
    AlreadySent,
    FindingsOpen,
    FoundNoMore,
    NotAsSeen,
    NotYourOwn,
    answer_finding,
    certify_filing,
    lift_stop,
    say_prepared,
)
from harborlight.filings.certificates import certificates, check
from harborlight.filings.checking_forms import (
    AnswerFindingForm,
    CertifyForm,
    LiftStopForm,
)
from harborlight.filings.events import (
    CERTIFIED,
    FINDING_ANSWERED,
    PREPARED,
    STOP_LIFTED,
)
from harborlight.filings.models import Filing
from harborlight.filings.queries import (
    get_certificate,
    get_filing,
    may_check_alone,
)
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.membership import is_behind
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response
from harborlight.staff.checking import page_of


@staff_page
def preflight(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    filing.case = case_file_of(request.actor, filing.case)
    note_sighting(request.actor, filing)
    return _shown(request, filing)


@require_POST
@staff_page
def answer(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    must(request.actor, FINDING_ANSWERED)
    form = AnswerFindingForm(request.POST)
    if form.is_valid() and _is_said(request, filing, form, answer_finding):
        messages.success(request, _("Answered."))
        return redirect("staff:preflight", filing.pk)
    return _shown(request, filing, form)


@require_POST
@staff_page
def lift(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    must(request.actor, STOP_LIFTED)
    form = LiftStopForm(request.POST)
    if form.is_valid() and _is_said(request, filing, form, lift_stop):
        messages.success(request, _("Lifted. The certificate says it with your name."))
        return redirect("staff:preflight", filing.pk)
    return _shown(request, filing, form)


@require_POST
@staff_page
def prepared(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    must(request.actor, PREPARED)
    try:
        say_prepared(request.actor, filing)
        messages.success(request, _("Prepared. A second person can check it now."))
    except AlreadySent as why:
        messages.warning(request, str(why))
    return redirect("staff:preflight", filing.pk)


@require_POST
@staff_page
def certify(request: Request, filing_id: UUID) -> HttpResponse:
    filing = get_filing(request.actor, filing_id)
    must(request.actor, CERTIFIED)
    form, day = CertifyForm(request.POST), today(request.actor.firm.time_zone)
    form.is_valid()
    try:
        certify_filing(request.actor, filing, on=day, **form.cleaned_data)
        messages.success(request, _("Certified. It can go out as it is now."))
        return redirect("staff:preflight", filing.pk)
    except NotYourOwn as why:
        messages.error(request, str(why))
        return _shown(request, filing, status=403)
    except (NotAsSeen, FindingsOpen, AlreadySent) as why:
        messages.warning(request, str(why))
    return _shown(request, filing, status=422)


@staff_page
def certificate_file(request: Request, certificate_id: UUID) -> HttpResponse:
    made = get_certificate(request.actor, certificate_id)
    name = f"{made.filing.case.number} {made.filing.name} {made.number}.pdf"
    note_download(request.actor, made, name=name)
    return file_response(request, made.file, name=name, kind="pdf")


def _is_said(
    request: Request,
    filing: Filing,
    form: AnswerFindingForm | LiftStopForm,
    say: Callable[..., None],
) -> bool:
    """What was said to a finding of today, or that it is found no more."""
    day = today(request.actor.firm.time_zone)
    try:
        say(request.actor, filing, on=day, **form.cleaned_data)
    except FoundNoMore as why:
        form.add_error(None, str(why))
        return False
    return True


def _shown(
    request: Request,
    filing: Filing,
    answering: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, is_here = request.actor, filing.state == Filing.State.PREPARING
    made = [*certificates(actor, filing)]
    own = filing.prepared_by_id is not None and is_behind(actor, filing.prepared_by_id)
    shown = {
        "case": filing.case,
        "filing": filing,
        "certificates": made,
        "prepared_it": own,
        "alone": own and may_check_alone(actor),
        "tab": "case-forms",
    }
    if is_here:
        stands = check(actor, filing, on=today(actor.firm.time_zone), made=made)
        shown |= {"stands": stands, "page": page_of(actor, stands, answering)}
        shown["certify"] = CertifyForm(initial={"over": stands.sha256})
    status = 422 if answering is not None else status
    return render(request, "staff/filing/preflight.html", shown, status=status)
