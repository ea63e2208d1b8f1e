"""Every page stands behind one of these doors.

A door finds out who knocks, puts the page inside their firm (on PostgreSQL: in
one transaction), and lets nobody through whom it does not know. What they may
see and do behind it, queries and actions decide.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.defaults import page_not_found

from harborlight.firm import beside, kept, sessions
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.membership import memberships_of
from harborlight.firm.models import Membership, User
from harborlight.firm.requests import (
    REFUSED,
    TOOK,
    is_script,
    only_sent_to,
    out_of_reach,
    place_of,
    refusal,
)
from harborlight.firm.returning import page_of
from harborlight.firm.roles import CLIENTS, DESK, Roles
from harborlight.firm.tenancy import NotFound, inside
from harborlight.outside.storage import StorageDown, StorageFull

log = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
FIRM_KEY = "firm"


class Request(HttpRequest):
    """A request that came through a door, so somebody made it."""

    actor: Actor
    user: User


class AskAgain(HttpResponse):
    """Nobody sees this answer: the entrance does the work and asks again."""

    def __init__(self, work: beside.Work) -> None:
        # No trouble, or Django would write each of them down as an error.
        super().__init__(status=202)
        self.needs = work


class Answers:
    """Turns refusals into answers: not allowed is 403, not there (or not yours) 404.

    What the entrance did not take in is answered here, and reaches no view.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if why := request.META.get(REFUSED):
            return refusal(request, why)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return only_sent_to(request, response)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, Refused):
            page = render(request, "403.html", {"why": str(exception)})
            return HttpResponseForbidden(page.content)
        if isinstance(exception, NotFound):
            return page_not_found(request, exception)
        if isinstance(exception, StorageDown | StorageFull):
            log.error("Files are out of reach: %s", exception)
            return out_of_reach(request, exception)
        return None


def enter_as(
    actor: Actor, view: View, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """The view, in the actor's firm and on their behalf; slow work is done beside it."""
    request.actor = actor  # type: ignore[attr-defined]
    with inside(actor.firm):
        try:
            return view(request, *args, **kwargs)
        except beside.Needs as needs:
            return AskAgain(needs.work)


def door(side: Roles, limits: sessions.Limits, name: str) -> Callable[[View], View]:
    """Pages for people with one of these roles."""

    def behind(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not sessions.still_open(request.session, limits, took=_took(request)):
                return _close(request)
            known = memberships_of(request.user)
            theirs = [row for row in known if row.role in side]
            if not theirs:
                raise Http404
            actor = actor_of(request, theirs)
            if lacks_second_factor(request, actor):
                return HttpResponseRedirect(reverse("second-factor"))
            request.limits = limits  # type: ignore[attr-defined]
            request.memberships = known  # type: ignore[attr-defined]
            return enter_as(actor, view, request, *args, **kwargs)

        page.door = name  # type: ignore[attr-defined]
        return page

    return behind


staff_page = door(DESK, sessions.STAFF, "staff")
client_page = door(CLIENTS, sessions.CLIENT, "client")


def public_page(view: View) -> View:
    """A page for anybody: it must not tell or change anything of anybody's."""
    view.door = "public"  # type: ignore[attr-defined]
    return view


def signed_in_page(view: View) -> View:
    """A page for whoever is signed in, in whatever firm: their own account."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        known = memberships_of(request.user)
        at_desk = any(row.role in DESK for row in known)
        limits = sessions.STAFF if at_desk else sessions.CLIENT
        if not sessions.still_open(request.session, limits, took=_took(request)):
            return _close(request)
        request.limits = limits  # type: ignore[attr-defined]
        request.memberships = known  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    page.door = "signed in"  # type: ignore[attr-defined]
    return page


def _took(request: HttpRequest) -> int:
    seconds: int = request.META.get(TOOK, 0)
    return seconds


def actor_of(request: HttpRequest, memberships: list[Membership]) -> Actor:
    """Who knocks, in the firm they last chose (or their first)."""
    chosen = request.session.get(FIRM_KEY)
    here = [row for row in memberships if str(row.firm_id) == chosen] or [
        row for row in memberships if row.firm_id == memberships[0].firm_id
    ]
    user: Any = request.user
    return Actor(
        firm=here[0].firm,
        roles=frozenset(row.role for row in here),  # type: ignore[misc]
        name=user.name or user.email,
        user_id=user.pk,
        human=here[0].human,
        language=get_language() or settings.LANGUAGE_CODE,
        place=place_of(request),
    )


def lacks_second_factor(request: HttpRequest, actor: Actor) -> bool:
    """A firm's desk may ask for a second factor; another firm's rule binds nobody here."""
    if not actor.at_desk or not actor.firm.requires_second_factor:
        return False
    return not sessions.has_second_factor(request.session)


def ask_to_sign_in(request: HttpRequest, user: Any = None) -> HttpResponse:
    """To the sign-in page and back; what was being sent is kept for afterwards.

    user: whose session has just ended, if there was one.
    """
    if is_script(request):
        # A script saved an answer: the page locks itself and keeps the words.
        return HttpResponse(status=401)
    where = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': page_of(request)})}"
    response = HttpResponseRedirect(where)
    if request.method == "POST" and request.POST:
        kept.keep(request, response, user)
    return response


def _close(request: HttpRequest) -> HttpResponse:
    """The session is too old: end it, and ask again."""
    user = request.user
    auth.logout(request)
    return ask_to_sign_in(request, user)
