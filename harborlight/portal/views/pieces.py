"""Several photos that become one paper: the tray, and the pictures in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.documents.actions import About, receive_document
from harborlight.documents.events import RECEIVED
from harborlight.documents.models import Request as Asking
from harborlight.documents.pieces import PURPOSE
from harborlight.documents.queries import get_request
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.uploads import AlreadyTaken, arrived_upload
from harborlight.papers.inspect_names import kind_by_ending
from harborlight.ui.arrivals import about_form
from harborlight.ui.pictures import page_picture
from harborlight.ui.tray import MOST_CUT, SEND, Tray, without_errors

THUMBNAIL = 480


@client_page
def several(request: Request, request_id: UUID) -> HttpResponse:
    """Lay photos in order, turn and cut them, and send them as one paper."""
    asking = get_request(request.actor, request_id)
    note_sighting(request.actor, asking)
    if request.method == "POST":
        must(request.actor, RECEIVED)
    if asking.withdrawn_at:
        return redirect("portal:document", asking.key)
    form, tray = about_form(request, asking), Tray(request, asking)
    sends = tray.do == SEND
    if request.method == "POST" and tray.hear(enough=sends and form.is_valid()):
        return _sent(request, asking, form, tray)
    shown = {"asking": asking, "tray": tray, "most_cut": MOST_CUT, "purpose": PURPOSE}
    shown["form"] = form if sends else without_errors(form)
    status = 422 if sends or tray.wrong else 200
    return render(request, "portal/documents/several.html", shown, status=status)


def _sent(request: Request, asking: Asking, form: Any, tray: Tray) -> HttpResponse:
    assert tray.checked is not None
    about = About(**form.cleaned_data)
    try:
        receive_document(
            request.actor,
            asking,
            checked=tray.checked,
            about=about,
            pieces=tray.sent(),
        )
        messages.success(request, _("We have it. We will check it and tell you."))
    except AlreadyTaken as twice:
        tray.give_up()
        messages.warning(request, str(twice))
    return redirect("portal:document", asking.key)


@client_page
def picture(request: Request, request_id: UUID, upload_id: UUID) -> HttpResponse:
    """What lies in the tray, small; of whoever sent it, until it is put together."""
    asking = get_request(request.actor, request_id)
    upload = arrived_upload(request.actor, upload_id, asking.case_id)
    if upload is None or upload.taken_at:
        raise Http404
    kind = (upload.seen or {}).get("kind") or kind_by_ending(upload.name) or ""
    return page_picture(request, upload.file, kind, 1, THUMBNAIL)
