"""The parts of a paper that is not in English: translation, and its certificate."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.documents.actions import About, receive_document
from harborlight.documents.certificates import certificate_paper
from harborlight.documents.events import RECEIVED
from harborlight.documents.models import Request as Asking
from harborlight.documents.models import Slot
from harborlight.documents.queries import asked_once, get_request
from harborlight.documents.slot_forms import CertificateForm, TranslationForm
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import pdf_response
from harborlight.ui.arrivals import Arrival

SLOTS = {Slot.TRANSLATION, Slot.CERTIFICATE}


@client_page
def send(request: Request, request_id: UUID, slot: str) -> HttpResponse:
    """Send a translation, or the translator's certificate."""
    asking = get_request(request.actor, request_id)
    note_sighting(request.actor, asking)
    if request.method == "POST":
        must(request.actor, RECEIVED)
    if slot not in SLOTS or asking.is_signed_form:
        raise Http404
    if asking.withdrawn_at:
        return redirect("portal:document", asking.key)
    form = TranslationForm(_heard(request), slot=slot)
    arrival = Arrival(request, asking.case_id)
    if arrival.good_with(form, asking):
        about, came = About(**form.cleaned_data), arrival.checked
        receive_document(request.actor, asking, checked=came, about=about, slot=slot)
        messages.success(request, _("We have it. We will check it and tell you."))
        return redirect("portal:document", asking.key)
    return _page(request, asking, slot, form, arrival)


def _heard(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: Request, asking: Asking, slot: str, form: TranslationForm, arrival: Arrival
) -> HttpResponse:
    parts = asked_once(request.actor, asking).parts
    part = next((one for one in parts if one.slot == slot), None)
    shown = {"asking": asking, "slot": Slot(slot), "part": part}
    shown |= {"form": form, "arrival": arrival}
    status = 422 if form.is_bound else 200
    return render(request, "portal/documents/part.html", shown, status=status)


@client_page
def certificate(request: Request, request_id: UUID) -> HttpResponse:
    """A certificate to print and sign: nothing of what is written here is kept."""
    asking = get_request(request.actor, request_id)
    note_sighting(request.actor, asking)
    begun = {"title": asking.title.get("en") or asking.kind}
    form = CertificateForm(request.POST or None, initial=begun)
    if form.is_valid():
        return pdf_response(certificate_paper(**form.cleaned_data), "certificate.pdf")
    shown = {"asking": asking, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "portal/documents/certificate.html", shown, status=status)
