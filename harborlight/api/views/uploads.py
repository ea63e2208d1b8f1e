"""Who may send what, and when it is all here; the bytes themselves never pass here."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from harborlight.api import purposes, tus
from harborlight.api.doors import page_of_either_side
from harborlight.documents.checking import FileRefused, judged, looking, note_if_final
from harborlight.documents.pieces import PURPOSE
from harborlight.documents.prefilling import for_form, heard_of, may_be_read, read_for
from harborlight.firm import beside
from harborlight.firm.clock import now
from harborlight.firm.doors import Request
from harborlight.firm.models import Upload
from harborlight.firm.vault import uploads
from harborlight.papers.inspect_verdicts import ADVICE

# A page whose form asks what stands on a paper wants that read, and is told what was.
READ, WANTED, WAITING = "Upload-Read", "wanted", "waiting"


@require_http_methods(["OPTIONS", "POST"])
@page_of_either_side
@tus.speaks_tus
def begin(request: Request) -> HttpResponse:
    if request.method == "OPTIONS":
        return tus.options(purposes.largest(request.actor))
    said = tus.Creation.heard(request)
    purpose, largest = purposes.found(request.actor, said.purpose, said.reference)
    if said.length > largest:
        raise tus.too_large(said.length, largest)
    upload = uploads.begin_upload(
        request.actor, purpose, name=said.name, length=said.length
    )
    where = reverse("api:upload", args=[upload.pk])
    return tus.answer(201, upload, Location=f"{where}?{request.GET.urlencode()}")


@require_http_methods(["OPTIONS", "HEAD", "PATCH", "DELETE"])
@page_of_either_side
@tus.speaks_tus
def go_on(request: Request, upload_id: UUID) -> HttpResponse:
    if request.method == "OPTIONS":
        return tus.options(purposes.largest(request.actor))
    upload = uploads.get_upload(request.actor, upload_id)
    if uploads.is_expired(upload):
        raise tus.No(410, _("This took too long, so it was removed. Begin again."))
    offset = _offset(request) if request.method == "PATCH" else 0
    if tus.ARRIVED not in request.META and upload.finished_at is None:
        uploads.touch(upload)
        return tus.Carried(upload, uploads.arrival_of(upload), offset)
    if request.method == "DELETE":
        uploads.abandon(upload)
        return tus.answer(204)
    return _arrived(request, upload, offset)


def _offset(request: Request) -> int:
    if request.headers.get("Content-Type") != tus.PIECES:
        raise tus.No(415, f"Send {tus.PIECES}.")
    return tus.whole(request, "Upload-Offset")


def _arrived(request: Request, upload: Upload, offset: int) -> HttpResponse:
    seen = beside.came_of(request, upload.key)
    if seen is not None:
        note_if_final(upload, seen)
    elif sha256 := request.META.get(tus.ARRIVED):
        uploads.finish(upload, sha256)
    elif request.method == "PATCH" and offset != upload.length:
        raise tus.No(409, Upload_Offset=str(upload.length))
    response = tus.answer(200 if request.method == "HEAD" else 204, upload)
    if upload.finished_at and upload.seen is None and upload.taken_at is None:
        response.later = looking(upload)
    elif upload.seen is not None:
        _say_seen(response, upload)
        if request.headers.get(READ) == WANTED:
            _say_read(request, response, upload)
    _say_taken(response, upload)
    return response


def _say_taken(response: HttpResponse, upload: Upload) -> None:
    """How long ago a form took it, in milliseconds: a page drawn later sends it anew."""
    if upload.taken_at is not None:
        ago = (now() - upload.taken_at).total_seconds()
        response["Upload-Taken"] = str(int(ago * 1000))


def _say_seen(response: HttpResponse, upload: Upload) -> None:
    """Say what was seen in it, in the reader's language, percent-encoded: why it is not
    taken, or what could be better ("": nothing)."""
    pieces = upload.purpose == PURPOSE
    try:
        checked = judged(upload.file, upload.name, upload.seen or {}, only_pages=pieces)
    except FileRefused as no:
        response["Upload-Refused"] = quote(no.words)
    else:
        advice = [gettext(ADVICE[code]) for code in checked.advice if code in ADVICE]
        response["Upload-Advice"] = quote(" ".join(advice))


def _say_read(request: Request, response: HttpResponse, upload: Upload) -> None:
    """Say what was read on it, as a form sends it ("": nothing), or that it is waited
    for; not a word where no program reads it. What that tells joins the advice."""
    if not may_be_read(request.actor, upload):
        return
    said = read_for(upload)
    if said is None:
        response[READ] = WAITING
        return
    response[READ] = urlencode(for_form(request.actor, upload, said))
    advice = " ".join([unquote(response["Upload-Advice"]), *heard_of(said)])
    response["Upload-Advice"] = quote(advice.strip())
