from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.actions import note_download
from harborlight.cases.queries import cases
from harborlight.documents.actions import (
    About,
    NoLongerAsked,
    receive_document,
    say_cannot,
)
from harborlight.documents.asking_forms import CannotForm, HelperForm
from harborlight.documents.completeness import completeness_of
from harborlight.documents.events import CANNOT, RECEIVED
from harborlight.documents.helping import helpers_of
from harborlight.documents.models import SIGNED_FORM, Version
from harborlight.documents.models import Request as Asking
from harborlight.documents.offered import offered
from harborlight.documents.queries import (
    asked_among,
    asked_once,
    filed_name,
    get_request,
    get_version,
    is_of_others,
)
from harborlight.documents.suggesting import Suggestion
from harborlight.filings.applying import as_answered
from harborlight.filings.queries import signed_instead
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response
from harborlight.portal.guide import worth_a_guide
from harborlight.portal.narrowing import narrowed, tabs
from harborlight.portal.read import read_on
from harborlight.portal.shown import grouped, in_view, paper_state, who_looks
from harborlight.ui.arrivals import Arrival, about_form
from harborlight.ui.copies import copy_response
from harborlight.ui.given_back import give_back
from harborlight.ui.pictures import page_picture


@client_page
def mine(request: Request) -> HttpResponse:
    own = [*cases(request.actor)[:50]]
    papers = as_answered(request.actor, asked_among(request.actor, own), own)
    counted = in_view(papers)
    done = sum(one.is_done for one in counted)
    show = request.GET.get("show", "all")
    shown = {"done": done, "all": len(counted), "tabs": tabs(papers, show)}
    shown["groups"] = grouped(narrowed(papers, show))
    shown["required"] = completeness_of(papers).required
    shown["to_go_through"] = worth_a_guide(papers, own)
    shown |= {"cases": own, "others": offered(request.actor, own)}
    return render(request, "portal/documents/mine.html", shown)


@client_page
def request(request: Request, request_id: UUID) -> HttpResponse:
    asking = get_request(request.actor, request_id)
    note_sighting(request.actor, asking)
    if request.method == "POST":
        must(request.actor, RECEIVED)
    if asking.withdrawn_at:
        return _no_longer_asked(request, asking)
    form = about_form(request, asking)
    arrival = Arrival(request, asking.case_id)
    if arrival.good_with(form, asking):
        about = About(**form.cleaned_data)
        receive_document(request.actor, asking, checked=arrival.checked, about=about)
        messages.success(request, _("We have it. We will check it and tell you."))
        return redirect("portal:document", asking.key)
    return _page(request, asking, form, arrival, CannotForm())


@require_POST
@client_page
def cannot(request: Request, request_id: UUID) -> HttpResponse:
    """They cannot get it: why, and nobody is at a loss what comes next."""
    asking = get_request(request.actor, request_id)
    must(request.actor, CANNOT)
    said = CannotForm(request.POST)
    if not said.is_valid():
        request.method = "GET"
        form, arrival = about_form(request, asking), Arrival(request, asking.case_id)
        return _page(request, asking, form, arrival, said)
    why = said.cleaned_data["why"]
    try:
        say_cannot(request.actor, asking, why=why)
        messages.success(
            request, _("We have read it. We think about what else will do.")
        )
    except NoLongerAsked as no:
        messages.warning(request, str(no))
        give_back(request, why)
    return redirect("portal:document", asking.key)


def _page(
    request: Request, asking: Asking, form: Any, arrival: Arrival, said: CannotForm
) -> HttpResponse:
    shown = _sent_for(request.actor, asking)
    shown |= {"form": form, "arrival": arrival, "cannot": said}
    shown |= {"looks": who_looks(request.actor, asking.case), "helper": HelperForm()}
    helping = helpers_of(request.actor, asking, moment=now())
    shown |= {"helpers": helping.can_send, "helped": helping.sent}
    shown["differs"] = _told_of_what_was_read(request.actor, asking, shown, form)
    status = 422 if form.is_bound or said.is_bound else 200
    return render(request, "portal/documents/request.html", shown, status=status)


def _told_of_what_was_read(
    actor: Actor, asking: Asking, shown: dict[str, Any], form: Any
) -> Sequence[Suggestion]:
    """What of it differs from their answers; the rest need not be said once more."""
    if shown["one"].newest is None:
        return ()
    read = read_on(actor, asking)
    form.initial = {**read.known, **form.initial}
    return read.differs


def _sent_for(actor: Actor, asking: Asking) -> dict[str, Any]:
    """What came for it so far, and how that stands."""
    one = asked_once(actor, asking)
    return {"one": one, "state": paper_state(one), "versions": one.versions}


def _no_longer_asked(request: Request, asking: Asking) -> HttpResponse:
    """Whoever had its page open, or sends a file just now, is told why it is not taken."""
    shown = _sent_for(request.actor, asking)
    shown |= {"pages": asking.kind == SIGNED_FORM, "sent": request.method == "POST"}
    shown["instead"] = signed_instead(request.actor, asking)
    status = 409 if request.method == "POST" else 200
    return render(request, "portal/documents/withdrawn.html", shown, status=status)


@client_page
def download(request: Request, version_id: UUID) -> HttpResponse:
    version = get_version(request.actor, version_id)
    # Their own file under the name they gave it, ours under what it is.
    name = version.name if version.document.request else filed_name(version)
    if is_of_others(request.actor, version):
        return _copy(request, version, name)
    note_download(request.actor, version, name=name)
    return file_response(request, version.file, name=name, kind=version.kind)


def _copy(request: Request, version: Version, name: str) -> HttpResponse:
    """Of what somebody else sent nobody gets more than the pages."""
    handed = copy_response(request, version.file, name=name, kind=version.kind)
    note_download(request.actor, version, name=name, copy=True)
    return handed


@client_page
def page(request: Request, version_id: UUID, page: int) -> HttpResponse:
    version = get_version(request.actor, version_id)
    picture = page_picture(request, version.file, version.kind, page)
    note_sighting(request.actor, version)
    return picture
