"""The door of the machines: whoever has a page open here, at the desk or as a client."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from harborlight.firm.doors import client_page, staff_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    View = Callable[..., HttpResponse]


def page_of_either_side(view: View) -> View:
    """For scripts of our pages: `?side=portal` as a client, else as staff.

    A script that is not let in is told so; it is never sent to the sign-in page.
    """
    sides = {"portal": client_page(view), "desk": staff_page(view)}

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        side = "portal" if request.GET.get("side") == "portal" else "desk"
        answer = sides[side](request, *args, **kwargs)
        return HttpResponse(status=401) if answer.status_code == 302 else answer

    page.door = "staff or client"  # type: ignore[attr-defined]
    return page
