"""The parts one plays in firms: asked for, accepted or declined, and given up."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.actions import (
    NobodyLeft,
    accept_offer,
    decline_offer,
    leave_firm,
    open_account_for,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, actor_of, public_page, signed_in_page
from harborlight.firm.membership import account_of, memberships_of, own_part
from harborlight.firm.models import Offer, User
from harborlight.firm.offers import Closed, find, offer_to, offers_to
from harborlight.firm.requests import place_of
from harborlight.firm.roles import DESK
from harborlight.firm.sign_in_forms import ChosenPasswordForm
from harborlight.firm.signing_in import sign_in_new
from harborlight.firm.tenancy import NotFound, inside
from harborlight.portal.joining import nowhere


@signed_in_page
def parts(request: Request) -> HttpResponse:
    shown = {
        "offers": offers_to(request.user, now()),
        "parts": memberships_of(request.user),
        "desk": DESK,
    }
    return render(request, "portal/account/parts.html", shown)


@require_POST
@signed_in_page
def answer(request: Request, offer_id: UUID) -> HttpResponse:
    offer = offer_to(request.user, offer_id, now())
    with inside(offer.firm):
        if "accept" in request.POST:
            accept_offer(_clock(request, offer), offer, user=request.user)
            told = _("You work at %(firm)s now.")
        else:
            decline_offer(_clock(request, offer), offer)
            told = _("You declined. %(firm)s is told.")
    messages.success(request, told % {"firm": offer.firm.name})
    return redirect("parts")


@require_POST
@signed_in_page
def leave(request: Request, membership_id: UUID) -> HttpResponse:
    row = own_part(request.user, membership_id)
    try:
        with inside(row.firm):
            leave_firm(actor_of(request, [row]), row)
        messages.success(request, _("It is given up."))
    except NobodyLeft as refused:
        messages.warning(request, str(refused))
    return redirect("parts")


@public_page
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link of a letter: they sign in, open their account, or decline."""
    try:
        found = find(token, now())
        with inside(found.firm):
            if "decline" in request.POST:
                decline_offer(_clock(request, found), found)
                return _closed(request, found)
            return _asked(request, found)
    except NotFound:
        return nowhere(request)
    except Closed as closed:
        return _closed(request, closed.offer)


def _asked(request: HttpRequest, found: Offer) -> HttpResponse:
    if getattr(request.user, "email", "").casefold() == found.email:
        return redirect("parts")
    known = request.user.is_authenticated or account_of(found.email) is not None
    new = User(email=found.email, name=found.name)
    form = ChosenPasswordForm(None if known else request.POST or None, user=new)
    if form.is_valid():
        language = get_language() or settings.LANGUAGE_CODE
        clock = _clock(request, found)
        user = open_account_for(clock, found, language=language, **form.cleaned_data)
        return sign_in_new(request, user, to=reverse("home"))
    status = 422 if form.is_bound else 200
    shown = {"offer": found, "form": form, "known": known}
    return render(request, "portal/account/offer.html", shown, status=status)


def _closed(request: HttpRequest, found: Offer) -> HttpResponse:
    status = 200 if "decline" in request.POST else 410
    shown = {"offer": found}
    return render(request, "portal/account/offer_closed.html", shown, status=status)


def _clock(request: HttpRequest, found: Offer) -> Actor:
    """The firm's own hand, which lets them in."""
    return replace(Actor.clock(found.firm), place=place_of(request))
