"""The door of the machines: whoever has a page of ours open, at the desk, as a client,
or by the link of a helper."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from harborlight.documents.helping import Closed, on_behalf, remembered
from harborlight.firm.clock import now
from harborlight.firm.doors import client_page, enter_as, staff_page
from harborlight.firm.requests import place_of
from harborlight.firm.tenancy import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    View = Callable[..., HttpResponse]


def page_of_either_side(view: View) -> View:
    """For scripts of our pages: `?side=portal` as a client, else as staff.

    `?side=helper&link=NAME`: by a link that this very browser opened (documents/helping.py).
    A script that is not let in is told so; it is never sent to the sign-in page.
    """
    sides = {"portal": client_page(view), "desk": staff_page(view)}

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("side") == "helper":
            return _by_link(view, request, *args, **kwargs)
        side = "portal" if request.GET.get("side") == "portal" else "desk"
        answer = sides[side](request, *args, **kwargs)
        return HttpResponse(status=401) if answer.status_code == 302 else answer

    page.door = "staff or client"  # type: ignore[attr-defined]
    return page


def _by_link(
    view: View, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """As the client who gave the link, as long as it is open, and for it alone."""
    try:
        helper = remembered(request.session, request.GET.get("link", ""), now())
        actor = on_behalf(helper, place_of(request))
    except (Closed, NotFound):
        words = _("This link is closed by now. Reload the page to read why.")
        return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
    return enter_as(actor, view, request, *args, **kwargs)
