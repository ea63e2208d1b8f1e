"""Pictures of pages, drawn beside Django's thread, which serves everybody."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from harborlight.documents.checking import PREVIEW_WIDTH, cutting, drawing
from harborlight.firm import beside
from harborlight.firm.doors import Request
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.downloads import picture_response, way_to
from harborlight.firm.vault.handing import Handed
from harborlight.firm.vault.stored import refuse_held
from harborlight.papers.places import Place


def page_picture(
    request: Request,
    file: StoredFile,
    kind: str,
    page: int,
    width: int = PREVIEW_WIDTH,
) -> HttpResponse:
    """A page of a file as a picture, or the way to it; Http404 where there is none.

    Raises beside.Needs and Held: call it before anything is written down.
    """
    whose = str(request.actor.account)
    if settings.FILES_HOST:
        refuse_held(file)
        return way_to(
            Handed(
                firm=str(file.firm_id),
                file=str(file.pk),
                kind=kind,
                page=page,
                width=width,
                whose=whose,
            )
        )
    return drawn_page(request, file, kind, page, width, whose=whose)


def drawn_page(
    request: HttpRequest,
    file: StoredFile,
    kind: str,
    page: int,
    width: int,
    *,
    whose: str,
) -> HttpResponse:
    """The picture itself. whose: the account that it is drawn for."""
    (picture,) = beside.done(request, drawing(whose, file, kind, page, width))
    return picture_response(picture)


def part_picture(
    request: Request, file: StoredFile, kind: str, place: Place
) -> HttpResponse:
    """A part of a page as a picture, turned upright; Http404 where there is none.

    Raises beside.Needs and Held: call it before anything is written down.
    """
    whose = str(request.actor.account)
    (picture,) = beside.done(request, cutting(whose, file, kind, place))
    return picture_response(picture)
