"""The rooms of the office, and whose roles open them; for others they are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from harborlight.firm.events import EventKind
from harborlight.firm.roles import roles
from harborlight.firm.tenancy import NotFound

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.firm.doors import Request
    from harborlight.firm.roles import Roles

View = Callable[..., "HttpResponse"]


def only(*who: Roles | EventKind) -> Callable[[View], View]:
    """A page that is there for some of the staff: these, and those who may do this."""

    def behind(view: View) -> View:
        @wraps(view)
        def page(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            several = [one.by if isinstance(one, EventKind) else one for one in who]
            if not request.actor.plays(roles(*several)):
                raise NotFound
            return view(request, *args, **kwargs)

        return page

    return behind
