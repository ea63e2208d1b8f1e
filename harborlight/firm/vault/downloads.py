"""Stored files and pictures as answers to a browser.

Nothing of what a stranger sent is ever shown as a page of ours: files are only
downloaded, and pictures were drawn by us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase

from harborlight.firm.vault.handing import Handed, address
from harborlight.firm.vault.stored import plain_of, refuse_held
from harborlight.papers.inspect_verdicts import MIME

if TYPE_CHECKING:
    from django.http import HttpRequest

    from harborlight.firm.models import StoredFile

_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\/:*?<>|]')


class StoredFileResponse(StreamingHttpResponse):
    """A download whose pieces come from the file store, and need no database."""

    from_storage = True


def file_response(
    request: HttpRequest, file: StoredFile, *, name: str, kind: str
) -> HttpResponse:
    """The file as a download; where files have a host name of their own, the way to it.

    Raises Held, and KeyDestroyed if the file was erased together with its case.
    """
    handed = Handed(firm=str(file.firm_id), file=str(file.pk), kind=kind, name=name)
    if settings.FILES_HOST:
        refuse_held(file)
        return way_to(handed)
    return handed_response(request, file, handed)


def way_to(handed: Handed) -> HttpResponse:
    """The way to a file at the host of files, which is good for a minute."""
    return HttpResponseRedirect(address(handed))


def handed_response(
    request: HttpRequest, file: StoredFile, handed: Handed
) -> HttpResponse:
    """The whole file as a download, or the one range of bytes that was asked for."""
    sealed = plain_of(file)
    start, end = 0, sealed.length
    asked = _range(request.headers.get("Range", ""), sealed.length)
    if asked is not None:
        start, end = asked
    pieces = sealed.pieces(start, end)
    response = pieces_response(pieces, end - start, handed.name, handed.kind)
    response["Accept-Ranges"] = "bytes"
    if asked:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end - 1}/{sealed.length}"
    return response


def pieces_response(
    pieces: Iterable[bytes], length: int, name: str, kind: str
) -> HttpResponse:
    """A download whose pieces come from the file store, so many bytes in all."""
    response = StoredFileResponse(pieces, content_type=_mime(kind))
    response["Content-Length"] = str(length)
    # Says to the compressing middleware that there is nothing to gain.
    response["Content-Encoding"] = "identity"
    _only_to_save(response, name)
    return response  # type: ignore[return-value]


def bytes_response(made: bytes, name: str, kind: str) -> HttpResponse:
    """What we made just now, as a download."""
    response = HttpResponse(made, content_type=_mime(kind))
    response["Content-Length"] = str(len(made))
    response["Content-Encoding"] = "identity"
    _only_to_save(response, name)
    return response


def _mime(kind: str) -> str:
    return MIME.get(kind, "application/octet-stream")


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """A paper that we set just now, as a download."""
    response = HttpResponse(pdf, content_type="application/pdf")
    _only_to_save(response, name)
    return response


def _only_to_save(response: HttpResponseBase, name: str) -> None:
    """No browser shows it as a page, whatever is in it."""
    response["Content-Disposition"] = disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"


def picture_response(picture: bytes | None) -> HttpResponse:
    """A page of a paper, as drawn by us. Raises Http404 where there is none."""
    if picture is None:
        raise Http404
    kind = "image/png" if picture[:4] == b"\x89PNG" else "image/jpeg"
    response = HttpResponse(picture, content_type=kind)
    # The same page is looked at again and again; the browser alone keeps it.
    response["Cache-Control"] = "private, max-age=600"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def disposition(name: str) -> str:
    """The header that saves a download under this name, in any script (RFC 6266)."""
    safe = _UNSAFE.sub("_", name).strip() or "file"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _range(header: str, length: int) -> tuple[int, int] | None:
    """The one range of bytes (RFC 9110, 14.1.2) that we serve; None: the whole file."""
    found = re.fullmatch(r"bytes=([0-9]{0,18})-([0-9]{0,18})", header.strip())
    if not found or not length or header.strip() == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return (max(0, length - int(last)), length) if int(last) else None
    start = int(first)
    end = min(int(last) + 1, length) if last else length
    return (start, end) if start < end else None
