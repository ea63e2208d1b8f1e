"""Pictures of pages, drawn beside Django's thread, which serves everybody."""

from __future__ import annotations

from django.http import HttpResponse

from harborlight.documents.checking import PREVIEW_WIDTH, drawing
from harborlight.firm import beside
from harborlight.firm.doors import Request
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.downloads import picture_response


def page_picture(
    request: Request,
    file: StoredFile,
    kind: str,
    page: int,
    width: int = PREVIEW_WIDTH,
) -> HttpResponse:
    """A page of a file as a picture; Http404 where there is none.

    Raises beside.Needs: call it before anything is written down.
    """
    work = drawing(request.actor, file, kind, page, width)
    (picture,) = beside.done(request, work)
    return picture_response(picture)
