"""Where a request comes from, in as few words as protect and do not expose."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from harborlight.firm.returning import above, came_from, page_of
from harborlight.outside.storage import StorageDown, StorageFull

if TYPE_CHECKING:
    from django.http import HttpRequest

# What the entrance tells Django of a request whose body it did not take in; no header
# can set it. The words are also those of the page (413.html).
REFUSED = "harborlight.refused"
# And how many seconds it took until all of a request was here.
TOOK = "harborlight.took"
NOT_SIGNED_IN, TOO_LARGE, TOO_SLOW = "not signed in", "too large", "too slow"
_STATUS = {NOT_SIGNED_IN: 413, TOO_LARGE: 413, TOO_SLOW: 408}


class Requests:
    """Notes the network a request comes from, and that its answer is not for keeping."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            # A shared phone's Back button must not show what was signed out of.
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def refusal(request: HttpRequest, why: str) -> HttpResponse:
    """What was sent was not taken in: why, and the way back to the page it came from."""
    if why == NOT_SIGNED_IN and is_script(request):
        # The page locks itself and keeps the words (3-lock.js).
        return HttpResponse(status=401)
    # Django is asked as if nothing had been sent: whose form it was, the browser says.
    shown = {"why": why, "back": came_from(request) or above(request.path)}
    return render(request, "413.html", shown, status=_STATUS[why])


def out_of_reach(
    request: HttpRequest, trouble: StorageDown | StorageFull
) -> HttpResponse:
    """Files cannot be had or kept just now: nothing was changed, and it passes."""
    status = 507 if isinstance(trouble, StorageFull) else 503
    return render(request, "503.html", {"back": page_of(request)}, status=status)


def only_sent_to(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """An address that only takes a form was asked for: whoever reads pages gets one."""
    if request.method != "GET" or "text/html" not in request.headers.get("Accept", ""):
        return refused
    shown = {"back": above(request.path)}
    page = render(request, "405.html", shown, status=refused.status_code)
    page["Allow"] = refused["Allow"]
    return page


def place_of(request: HttpRequest) -> str:
    """The network, not the address: 203.0.113.0/24 or 2001:db8:1::/48."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(
        ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False)
    )


def is_script(request: HttpRequest) -> bool:
    """Whether a script of the page asks, which can wait and ask again."""
    return bool(
        request.headers.get("HX-Request") or request.headers.get("X-Keeps-Words")
    )


def sent_by_our_page(request: HttpRequest) -> bool:
    """Whether the browser vouches that a page of this very site sent this.

    Browsers set these headers themselves; a page of another site cannot.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return bool(request.headers.get("Origin") == settings.SITE_URL)
