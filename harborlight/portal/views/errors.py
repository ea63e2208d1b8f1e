"""Pages for what went wrong: each says what happened and what to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_request, override

from harborlight.firm import kept, languages
from harborlight.firm.doors import ask_to_sign_in, public_page
from harborlight.firm.requests import is_script, sent_by_our_page
from harborlight.firm.returning import above, page_of
from harborlight.portal.joining import joined_meanwhile


@public_page
def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was older than the session it was sent in (or not ours at all)."""
    if is_script(request):
        # The page asks for a fresh token and sends it again (3-lock.js).
        return HttpResponse(status=401)
    if joined := joined_meanwhile(request):
        return joined
    ours = sent_by_our_page(request)
    if ours and kept.is_of_another(request):
        return _page_of_another(request)
    if ours and request.POST and not kept.holds_secrets(request):
        one = _shown(kept.parcel(request))
        return render(request, "portal/account/stale.html", {"one": one}, status=403)
    return render(request, "403.html", {"stale": True}, status=403)


def _page_of_another(request: HttpRequest) -> HttpResponse:
    """Somebody else signed in (or nobody did) since the page was made: nothing is shown
    or done in another's name, and its own reader finds the words again."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    page = render(request, "403.html", {"of_another": True}, status=403)
    kept.keep(request, page)
    return page


def kept_page(request: HttpRequest, several: list[dict[str, Any]]) -> HttpResponse:
    """A page that shows what forms had sent, and can send each again."""
    shown = {
        "several": [_shown(one) for one in several],
        "files": any(one["files"] for one in several),
    }
    return render(request, "portal/account/kept.html", shown)


def _shown(parcel: dict[str, Any]) -> dict[str, Any]:
    return parcel | {"shown": kept.readable(parcel)}


@public_page
def broken(request: HttpRequest) -> HttpResponse:
    return _bare(request, 500, page_of(request))


@public_page
def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Neither what was asked nor by what name can be read again: that is what failed.
    return _bare(request, 400, above(request.path))


def _bare(request: HttpRequest, status: int, page: str) -> HttpResponse:
    """Asks for nothing that may be what broke: the language is this browser's."""
    language = get_language_from_request(request)
    with override(language):
        others = [*languages.links(page, but=language)]
        return render(request, f"{status}.html", {"languages": others}, status=status)
