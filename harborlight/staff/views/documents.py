from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file, people_of
from harborlight.documents.actions import (
    About,
    NoLongerAsked,
    ask_again,
    file_document,
    receive_document,
    request_document,
    withdraw_request,
)
from harborlight.documents.asking_forms import AskAgainForm, RequestForm
from harborlight.documents.completeness import completeness_of
from harborlight.documents.events import ASKED_AGAIN, RECEIVED, REQUESTED
from harborlight.documents.forms import FiledPaperForm
from harborlight.documents.queries import (
    asked,
    asked_once,
    checklists,
    get_request,
    other_documents,
)
from harborlight.documents.remarks import unanswered
from harborlight.filings.applying import as_answered
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.ui.arrivals import Arrival, about_form
from harborlight.ui.given_back import give_back
from harborlight.workflow.queries import known_papers


@staff_page
def papers(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    papers = as_answered(request.actor, asked(request.actor, case), [case])
    shown = {
        "case": case,
        "lists": checklists(papers),
        "complete": completeness_of(papers),
        "others": other_documents(request.actor, case),
        "wrote": unanswered(request.actor, case),
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/documents/list.html", shown)


@staff_page
def ask(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, REQUESTED)
    note_sighting(request.actor, case)
    known = known_papers(request.actor)
    ready = known.get(request.GET.get("paper", ""))
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        people=people_of(request.actor, case),
        today=today(request.actor.firm.time_zone),
        initial=vars(ready) if ready else None,
    )
    if form.is_valid():
        request_document(request.actor, case, **form.cleaned_data)
        messages.success(request, _("Asked for. The client sees it at once."))
        return redirect("staff:case-documents", case.pk)
    shown = {"case": case, "form": form, "known": known.values(), "ready": ready}
    return render(request, "staff/documents/ask.html", shown, status=_status(form))


@require_POST
@staff_page
def withdraw(request: Request, request_id: UUID) -> HttpResponse:
    asking = get_request(request.actor, request_id)
    withdraw_request(request.actor, asking)
    messages.success(request, _("No longer asked for."))
    return redirect("staff:case-documents", asking.case_id)


@staff_page
def answer(request: Request, request_id: UUID) -> HttpResponse:
    """What we say to somebody who cannot get a paper, and ask for it again."""
    asking = get_request(request.actor, request_id)
    must(request.actor, ASKED_AGAIN)
    note_sighting(request.actor, asking)
    form = AskAgainForm(request.POST or None)
    if form.is_valid():
        try:
            ask_again(request.actor, asking, **form.cleaned_data)
            messages.success(request, _("Asked again. The client reads your answer."))
        except NoLongerAsked as why:
            messages.warning(request, str(why))
            give_back(request, form.cleaned_data["answer"])
        return redirect("staff:case-documents", asking.case_id)
    case = get_case_file(request.actor, asking.case_id)
    shown = {"case": case, "form": form, "asking": asking}
    return render(request, "staff/documents/answer.html", shown, status=_status(form))


@staff_page
def upload(request: Request, request_id: UUID) -> HttpResponse:
    asking = get_request(request.actor, request_id)
    must(request.actor, RECEIVED)
    note_sighting(request.actor, asking)
    form = about_form(request, asking)
    arrival = Arrival(request, asking.case_id)
    if arrival.good_with(form, asking):
        about = About(**form.cleaned_data)
        receive_document(request.actor, asking, checked=arrival.checked, about=about)
        messages.success(request, _("It is in the file, and in the queue for review."))
        return redirect("staff:case-documents", asking.case_id)
    case = get_case_file(request.actor, asking.case_id)
    one = asked_once(request.actor, asking)
    shown = {"case": case, "form": form, "arrival": arrival, "one": one}
    return render(request, "staff/documents/upload.html", shown, status=_status(form))


@staff_page
def add(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, RECEIVED)
    note_sighting(request.actor, case)
    data = request.POST if request.method == "POST" else None
    day = today(request.actor.firm.time_zone)
    form = FiledPaperForm(data, people=people_of(request.actor, case), today=day)
    arrival = Arrival(request, case.pk)
    if arrival.good_with(form):
        about = About(**form.about())
        file_document(
            request.actor, case, checked=arrival.checked, about=about, **form.filed()
        )
        messages.success(request, _("It is in the file."))
        return redirect("staff:case-documents", case.pk)
    shown = {"case": case, "form": form, "arrival": arrival}
    return render(request, "staff/documents/add.html", shown, status=_status(form))


def _status(form: Form) -> int:
    """What a browser's script needs to know: the form came back with errors."""
    return 422 if form.is_bound else 200
