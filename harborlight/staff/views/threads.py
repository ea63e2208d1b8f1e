"""What the staff write at a paper: to its client, or for the team."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import get_case_file
from harborlight.documents.actions import write_of_paper
from harborlight.documents.events import WROTE
from harborlight.documents.queries import get_document, get_request
from harborlight.documents.remarks import Paper, subject_of, title_of
from harborlight.firm.acting import may, must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.ui.threads import page_of, write_form


@staff_page
def of_request(request: Request, request_id: UUID) -> HttpResponse:
    return _thread(request, get_request(request.actor, request_id))


@staff_page
def of_document(request: Request, document_id: UUID) -> HttpResponse:
    found = get_document(request.actor, document_id)
    return _thread(request, subject_of(found))


def _thread(request: Request, paper: Paper) -> HttpResponse:
    if request.method == "POST":
        must(request.actor, WROTE)
    case = get_case_file(request.actor, paper.case_id)
    note_sighting(request.actor, paper)
    form = write_form(paper, request.POST or None)
    if form.is_valid():
        remark = write_of_paper(request.actor, paper, **form.cleaned_data)
        done = _("Noted for the team.") if remark.internal else _("Sent to the client.")
        messages.success(request, done)
        return redirect(request.path)
    page = page_of(request.actor, paper, request.GET.get("page"))
    shown = {"case": case, "title": title_of(paper), "page": page, "form": form}
    shown["may_write"] = may(request.actor, WROTE)
    status = 422 if form.is_bound else 200
    return render(request, "staff/documents/thread.html", shown, status=status)
