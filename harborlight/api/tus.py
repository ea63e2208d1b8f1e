"""The words of the protocol tus 1.0.0: resumable uploads over HTTP.

Core, creation, termination and expiration; one upload a file, its length known.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from harborlight.firm.beside import Work
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.stored import KeyDestroyed
from harborlight.firm.vault.uploads import OverQuota, TooMany, expires
from harborlight.outside.storage import StorageDown, StorageFull

if TYPE_CHECKING:
    from django.http import HttpRequest

    from harborlight.firm.models import Upload
    from harborlight.firm.vault.arriving import Arrival

    View = Callable[..., HttpResponse]

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration"
PIECES = "application/offset+octet-stream"
# What the entrance tells Django once it has done its part: the SHA-256 of a file
# that has arrived whole, or "" while more is to come. No header can set this.
ARRIVED = "harborlight.arrived"
_LONGEST = 20


class No(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, words: str = "", **headers: str) -> None:
        super().__init__(words)
        self.status, self.words, self.headers = status, words, headers


class Carried(HttpResponse):
    """An answer that the entrance completes: Django said who, it carries the bytes."""

    def __init__(self, upload: Upload, arrival: Arrival, offset: int) -> None:
        super().__init__(status=204)
        self.arrival, self.offset = arrival, offset
        _say(self, upload)


class Answer(HttpResponse):
    """An answer without words, and the work that it leaves for after it."""

    later: Work | None = None


def answer(status: int, upload: Upload | None = None, /, **headers: str) -> Answer:
    """What is known of the upload stands in the headers."""
    response = Answer(status=status)
    if upload is not None:
        _say(response, upload)
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def _say(response: HttpResponse, upload: Upload) -> None:
    response["Upload-Length"] = str(upload.length)
    response["Upload-Expires"] = http_date(expires(upload).timestamp())
    if upload.finished_at is not None:
        response["Upload-Offset"] = str(upload.length)


@dataclass(frozen=True)
class Creation:
    """What is said to begin an upload."""

    length: int
    purpose: str
    reference: str
    name: str

    @classmethod
    def heard(cls, request: HttpRequest) -> Creation:
        length = whole(request, "Upload-Length")
        said = _metadata(request.headers.get("Upload-Metadata", ""))
        name = (said.get("filename") or said.get("name") or "").replace("\0", "")
        return cls(
            length, said.get("purpose", ""), said.get("reference", ""), name.strip()
        )


def whole(request: HttpRequest, name: str) -> int:
    """A number of bytes out of a header."""
    said = request.headers.get(name, "")
    if not (said.isascii() and said.isdigit()) or len(said) > _LONGEST:
        raise No(400, f"{name} must be a whole number.")
    return int(said)


def _metadata(text: str) -> dict[str, str]:
    said = {}
    try:
        for pair in filter(None, (part.strip() for part in text.split(","))):
            key, _space, value = pair.partition(" ")
            said[key] = base64.b64decode(value.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise No(400, "Upload-Metadata must be base64 of UTF-8.") from None
    return said


def too_large(length: int, most: int) -> No:
    words = _("This file has %(has)s MB. We take up to %(most)s MB: send it in parts.")
    mega = 1024 * 1024
    return No(413, words % {"has": -(-length // mega), "most": most // mega})


def speaks_tus(view: View) -> View:
    """Check the version, turn trouble into statuses, and name the version again."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method != "OPTIONS":
                _check_version(request)
            response = view(request, *args, **kwargs)
        except Exception as trouble:
            response = _refusal(trouble)
        response["Tus-Resumable"] = VERSION
        return response

    return page


def _check_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise No(412, "Speak tus 1.0.0.", Tus_Version=VERSION)


def _refusal(trouble: Exception) -> HttpResponse:
    """The answer to something that went wrong; what nobody foresaw stays an error."""
    if not isinstance(trouble, No):
        known = _known_trouble(trouble)
        if known is None:
            raise trouble
        trouble = known
    response = answer(trouble.status, **trouble.headers)
    response.content = trouble.words.encode()
    response["Content-Type"] = "text/plain; charset=utf-8"
    return response


def _known_trouble(trouble: Exception) -> No | None:
    match trouble:
        case NotFound():
            return No(404, _("This is not there any more. Reload the page."))
        case KeyDestroyed():
            return No(410, _("This is not there any more. Reload the page."))
        case StorageFull():
            return No(507, _("We have no room for this file now. Please tell us."))
        case StorageDown():
            return No(503, _("We cannot take files just now. Try again in a while."))
        case OverQuota():
            return No(
                429,
                _(
                    "You have sent us very much within thirty days. Please tell us, so that we make room."
                ),
            )
        case TooMany():
            return No(429, _("Too many files at once. Let the first ones finish."))
    return None


def options(largest: int) -> HttpResponse:
    """largest: the most that any purpose takes; one that takes less says so itself."""
    return answer(
        204,
        Tus_Version=VERSION,
        Tus_Extension=EXTENSIONS,
        Tus_Max_Size=str(largest),
    )
