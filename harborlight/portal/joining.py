"""The door of an invitation: who holds its link, which language they read, who is here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, wraps

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from harborlight.firm import links
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.doors import View, public_page
from harborlight.firm.membership import account_of, places_of
from harborlight.firm.membership import memberships_of as parts_of
from harborlight.firm.models import User
from harborlight.firm.requests import place_of
from harborlight.firm.signing_in import enter
from harborlight.firm.tenancy import NotFound, inside
from harborlight.people import invitations
from harborlight.people.models import Invitation, Person
from harborlight.people.queries import TRIES


@dataclass
class Guest:
    """Whoever holds the link of an open invitation."""

    request: HttpRequest
    token: str
    invitation: Invitation

    @property
    def clock(self) -> Actor:
        """The firm's own hand, which lets them in."""
        clock = Actor.clock(self.invitation.firm)
        return replace(clock, place=place_of(self.request))

    @property
    def tries_left(self) -> int:
        return TRIES - self.invitation.tries

    @cached_property
    def new_user(self) -> User | None:
        """The account they may open; None as long as they proved nothing."""
        found = invitations.account_proven(self.request.session, self.invitation, now())
        if found is None:
            return None
        return User(
            id=found,
            email=self.invitation.email,
            name=self.invitation.person.full_name,
            language=translation.get_language() or settings.LANGUAGE_CODE,
        )

    @cached_property
    def has_account(self) -> bool:
        """Asked only once they proved who they are: nobody else learns of it."""
        return account_of(self.invitation.email) is not None

    @property
    def is_signed_in(self) -> bool:
        return self.request.user.is_authenticated

    def remember(self) -> None:
        invitations.remember_proof(self.request.session, self.invitation, now())

    def address(self, page: str = "join") -> str:
        return reverse(page, args=[self.token])

    def begin_again(self) -> HttpResponse:
        return redirect(self.address())

    def show(self, page: str, status: int = 200, **shown: object) -> HttpResponse:
        shown |= {"guest": self, "firm": self.invitation.firm, "token": self.token}
        return render(self.request, f"portal/joining/{page}.html", shown, status=status)

    def settle(self, response: HttpResponse | None = None) -> HttpResponse:
        """They have joined: to the waiting room of the firm that invited them."""
        invitations.forget_proof(self.request.session)
        for place in places_of(parts_of(self.request.user)):
            if place.firm == self.invitation.firm and not place.at_desk:
                enter(self.request, [place], place.name)
        return response or redirect("portal:home")


def invited(view: View) -> View:
    """A page for whoever holds an invitation's link, in the firm that sent it."""

    @public_page
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        try:
            invitation = invitations.find(token, now())
        except NotFound:
            return nowhere(request)
        except invitations.Closed as closed:
            return _closed(request, closed)
        speak(request, invitation.person)
        if request.method == "POST" and _too_often(request, token):
            return render(request, "429.html", status=429)
        guest = Guest(request, token, invitation)
        with inside(invitation.firm):
            if _is_somebody_else(guest):
                return guest.show("somebody_else", status=403)
            try:
                return view(guest)
            except invitations.Closed as closed:
                return _closed(request, closed)

    return page


def speak(request: HttpRequest, person: Person) -> None:
    """In the language of whoever got the link, until the reader chooses another."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(person.reads_in)
        request.LANGUAGE_CODE = person.reads_in


def _is_somebody_else(guest: Guest) -> bool:
    user = guest.request.user
    if not user.is_authenticated:
        return False
    return user.email.casefold() != guest.invitation.email.casefold()


def _too_often(request: HttpRequest, token: str) -> bool:
    """Counted for the link together with the network: others cannot keep them out."""
    key = f"{links.hashed(invitations.LINK, token)} {place_of(request)}"
    return not consume(request, app="allauth.account", action="join", key=key)


def nowhere(request: HttpRequest) -> HttpResponse:
    """A link that was never sent; whoever tries many is asked to wait."""
    if not consume(
        request, app="allauth.account", action="join_missed", limit_get=True
    ):
        return render(request, "429.html", status=429)
    return render(request, "portal/joining/nowhere.html", status=404)


def joined_meanwhile(request: HttpRequest) -> HttpResponse | None:
    """What is said of an older page of an invitation with which somebody has joined."""
    found = request.resolver_match
    if found is None or not (found.url_name or "").startswith("join"):
        return None
    try:
        invitations.find(found.kwargs["token"], now())
    except NotFound:
        return None
    except invitations.Closed as closed:
        return _closed(request, closed) if closed.why == "used" else None
    return None


def _closed(request: HttpRequest, closed: invitations.Closed) -> HttpResponse:
    speak(request, closed.invitation.person)
    theirs = closed.invitation.person.login_id == getattr(request.user, "pk", None)
    if closed.why == "used" and theirs and request.method == "GET":
        return HttpResponseRedirect(reverse("home"))
    why = "theirs" if closed.why == "used" and theirs else closed.why
    shown = {"why": why, "firm": closed.invitation.firm}
    return render(request, "portal/joining/closed.html", shown, status=410)
