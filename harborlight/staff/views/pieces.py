"""The photos that a version was put together from, as they came."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.cases.actions import note_download
from harborlight.documents.pieces import get_piece, pieces_of
from harborlight.documents.queries import get_version
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response
from harborlight.ui.pictures import page_picture

THUMBNAIL = 480


@staff_page
def pieces(request: Request, version_id: UUID) -> HttpResponse:
    version = get_version(request.actor, version_id)
    note_sighting(request.actor, version)
    rows = pieces_of(request.actor, version)
    shown = {"version": version, "case": version.case, "pieces": rows}
    return render(request, "staff/documents/pieces.html", shown)


@staff_page
def file(request: Request, piece_id: UUID) -> HttpResponse:
    piece = get_piece(request.actor, piece_id)
    note_download(request.actor, piece, name=piece.name)
    return file_response(request, piece.file, name=piece.name, kind=piece.kind)


@staff_page
def picture(request: Request, piece_id: UUID) -> HttpResponse:
    piece = get_piece(request.actor, piece_id)
    small = page_picture(request, piece.file, piece.kind, 1, THUMBNAIL)
    note_sighting(request.actor, piece)
    return small
