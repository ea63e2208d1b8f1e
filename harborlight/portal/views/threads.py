"""What a client and we write to each other at a paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.documents.actions import ask_about_paper
from harborlight.documents.events import CLIENT_WROTE
from harborlight.documents.queries import get_request
from harborlight.documents.remark_forms import AskAboutForm
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.ui.threads import page_of


@client_page
def thread(request: Request, request_id: UUID) -> HttpResponse:
    asking = get_request(request.actor, request_id)
    note_sighting(request.actor, asking)
    if request.method == "POST":
        must(request.actor, CLIENT_WROTE)
    form = AskAboutForm(request.POST or None)
    if form.is_valid():
        ask_about_paper(request.actor, asking, **form.cleaned_data)
        messages.success(request, _("We have your message, and answer you here."))
        return redirect("portal:document-thread", asking.key)
    shown = {"asking": asking, "form": form}
    shown["page"] = page_of(request.actor, asking, request.GET.get("page"))
    status = 422 if form.is_bound else 200
    return render(request, "portal/documents/thread.html", shown, status=status)
