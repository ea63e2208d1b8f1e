"""The rooms of the office, and whose roles open them; for others they are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from harborlight.firm.tenancy import NotFound

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.firm.doors import Request
    from harborlight.firm.roles import Roles

View = Callable[..., "HttpResponse"]


def only(several: Roles) -> Callable[[View], View]:
    """A page that is there for some of the staff."""

    def behind(view: View) -> View:
        @wraps(view)
        def page(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor.plays(several):
                raise NotFound
            return view(request, *args, **kwargs)

        return page

    return behind
