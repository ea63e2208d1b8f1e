from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.cases.actions import note_download
from harborlight.documents.queries import asked_once
from harborlight.filings.actions import note_read
from harborlight.filings.models import FilledForm
from harborlight.filings.queries import get_filled, get_signing, signed_instead
from harborlight.filings.releasing import form_name
from harborlight.filings.spots import outdated
from harborlight.firm.doors import Request, client_page
from harborlight.firm.vault.downloads import file_response
from harborlight.portal.shown import signing_state
from harborlight.ui.pictures import page_picture


@client_page
def read(request: Request, signing_id: UUID) -> HttpResponse:
    signing = get_signing(request.actor, signing_id)
    one = asked_once(request.actor, signing.request)
    shown = {"signing": signing, "one": one, "filled": signing.filled}
    if signing.filled.state != FilledForm.State.APPROVED:
        shown["instead"] = signed_instead(request.actor, signing.request)
        return render(request, "portal/signing/replaced.html", shown)
    filled = get_filled(request.actor, signing.filled_id)
    note_read(request.actor, signing)
    old = bool(outdated(request.actor, filled.case, [filled]))
    sent_on = filled.needed.filing.sent_on
    shown |= {"filled": filled, "outdated": old, "sent_on": sent_on}
    shown["with_us"] = not old and not one.waits_for_client
    shown["state"] = signing_state(one, outdated=old, sent=bool(sent_on))
    shown["pages"] = range(1, filled.pages + 1)
    return render(request, "portal/signing/read.html", shown)


@client_page
def download(request: Request, signing_id: UUID) -> HttpResponse:
    signing = get_signing(request.actor, signing_id)
    filled = get_filled(request.actor, signing.filled_id)
    name = form_name(filled)
    note_download(request.actor, filled, name=name)
    return file_response(request, filled.file, name=name, kind="pdf")


@client_page
def page(request: Request, signing_id: UUID, page: int) -> HttpResponse:
    signing = get_signing(request.actor, signing_id)
    filled = get_filled(request.actor, signing.filled_id)
    return page_picture(request, filled.file, "pdf", page)
