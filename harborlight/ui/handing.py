"""The host name of files: it hands out what a link of a minute names, and nothing else.

It stands before sessions, tokens and languages: no cookie is read here, and none is set.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language_from_request, gettext, override

from harborlight.firm import beside
from harborlight.firm.doors import AskAgain
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.downloads import handed_response
from harborlight.firm.vault.handing import Expired, Handed, file_of, handed_by
from harborlight.firm.vault.stored import Held, KeyDestroyed
from harborlight.ui.copies import NoCopy, made_copy
from harborlight.ui.pictures import drawn_page

if TYPE_CHECKING:
    from django.http import HttpRequest

_LINK = re.compile(r"/f/([\w-]{40,2000})/")


class FilesHost:
    """Answers whatever is asked of the host of files (a middleware)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.FILES_HOST or not _is_ours(request.get_host()):
            return self.get_response(request)
        with override(get_language_from_request(request)):
            return _answered(request)


def _is_ours(host: str) -> bool:
    """Whether this is the host of files, however it is written: no page of the house is
    shown there, where no cookie of ours may ever go."""
    return _bare(host) == _bare(settings.FILES_HOST)


def _bare(host: str) -> str:
    """Without the port, and the dot at the end that names the same host."""
    return host.lower().partition(":")[0].rstrip(".")


def _answered(request: HttpRequest) -> HttpResponse:
    link = _LINK.fullmatch(request.path)
    if link is None:
        return _said(404, gettext("There is nothing here."))
    if request.method not in ("GET", "HEAD"):
        return _said(405, gettext("Files are only fetched here."))
    try:
        return _handed_out(request, handed_by(link[1]))
    except Expired:
        words = gettext("This link was good for a minute. Go back and ask once more.")
        return _said(410, words)
    except (Held, NoCopy) as why:
        return _said(403, str(why))
    except (Http404, KeyDestroyed):
        return _said(404, gettext("There is nothing here."))
    except beside.Needs as needs:
        return AskAgain(needs.work)


def _handed_out(request: HttpRequest, handed: Handed) -> HttpResponse:
    firm, file = file_of(handed)
    with inside(firm):
        if handed.copy:
            return made_copy(request, file, handed)
        if not handed.page:
            return handed_response(request, file, handed)
        picture = drawn_page(
            request, file, handed.kind, handed.page, handed.width, whose=handed.whose
        )
    # Our pages, which stand at another host, show it.
    picture["Cross-Origin-Resource-Policy"] = "cross-origin"
    return picture


def _said(status: int, words: str) -> HttpResponse:
    answer = HttpResponse(words + "\n", status=status, content_type="text/plain")
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
