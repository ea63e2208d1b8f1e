from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.actions import note_download
from harborlight.cases.queries import cases
from harborlight.documents.actions import About, receive_document
from harborlight.documents.events import RECEIVED
from harborlight.documents.queries import (
    asked_among,
    asked_once,
    get_request,
    get_version,
    versions,
)
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response
from harborlight.portal.shown import grouped, in_view, paper_state
from harborlight.ui.arrivals import Arrival, about_form
from harborlight.ui.pictures import page_picture


@client_page
def mine(request: Request) -> HttpResponse:
    papers = asked_among(request.actor, [*cases(request.actor)[:50]])
    counted = in_view(papers)
    done = sum(one.is_done for one in counted)
    shown = {"groups": grouped(papers), "done": done, "all": len(counted)}
    return render(request, "portal/documents/mine.html", shown)


@client_page
def request(request: Request, request_id: UUID) -> HttpResponse:
    asking = get_request(request.actor, request_id)
    if request.method == "POST":
        must(request.actor, RECEIVED)
    form = about_form(request, asking)
    arrival = Arrival(request, asking.case_id)
    if arrival.good_with(form, asking):
        about = About(**form.cleaned_data)
        receive_document(request.actor, asking, checked=arrival.checked, about=about)
        messages.success(request, _("We have it. We will check it and tell you."))
        return redirect("portal:document", asking.key)
    one = asked_once(request.actor, asking)
    shown = {"one": one, "state": paper_state(one), "form": form, "arrival": arrival}
    shown["versions"] = [
        v for paper in one.documents for v in versions(request.actor, paper)
    ]
    status = 422 if form.is_bound else 200
    return render(request, "portal/documents/request.html", shown, status=status)


@client_page
def download(request: Request, version_id: UUID) -> HttpResponse:
    version = get_version(request.actor, version_id)
    note_download(request.actor, version, name=version.name)
    return file_response(request, version.file, name=version.name, kind=version.kind)


@client_page
def page(request: Request, version_id: UUID, page: int) -> HttpResponse:
    version = get_version(request.actor, version_id)
    picture = page_picture(request, version.file, version.kind, page)
    note_sighting(request.actor, version)
    return picture
