"""One invoice, paid by a link, without signing in; the page shows nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from harborlight.agreements.queries import plans
from harborlight.billing.actions import start_payment
from harborlight.billing.queries import get_invoice, lines, payments
from harborlight.billing.standing import may_be_paid_now
from harborlight.firm import links
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.doors import View, enter_as, public_page
from harborlight.firm.requests import place_of
from harborlight.firm.tenancy import NotFound
from harborlight.paying.actions.linking import KIND
from harborlight.paying.models import PayLink
from harborlight.paying.queries import on_their_way
from harborlight.portal.checkout import checkout, come_back, leads_to_processor
from harborlight.portal.joining import nowhere, speak
from harborlight.portal.payable import Payable, payable

if TYPE_CHECKING:
    from harborlight.billing.models.invoices import AskedInvoice
    from harborlight.firm.doors import Request


def by_link(view: View) -> View:
    """A page for whoever holds the link to one invoice."""

    @public_page
    @never_cache
    @leads_to_processor
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        try:
            link = _found(token)
        except NotFound:
            return nowhere(request)
        speak(request, link.invoice.payer)
        if refusal := _refusal(request, token, link):
            return refusal
        return enter_as(_anybody(request, link), view, request, token, link)

    return page


def _found(token: str) -> PayLink:
    return links.found_by(PayLink, KIND, token, "invoice__payer__login", "firm")


def _anybody(request: HttpRequest, link: PayLink) -> Actor:
    """Nobody signed in: what is done is done by the house, for whoever pays."""
    return replace(Actor.clock(link.firm), place=place_of(request))


def _refusal(request: HttpRequest, token: str, link: PayLink) -> HttpResponse | None:
    """It opens no more, or was tried too often."""
    if not link.opens(now()):
        shown = {"firm": link.firm}
        return render(request, "portal/paying/closed.html", shown, status=410)
    if request.method == "POST" and _too_often(request, token):
        return render(request, "429.html", status=429)
    return None


def _too_often(request: HttpRequest, token: str) -> bool:
    key = f"{links.hashed(KIND, token)} {place_of(request)}"
    return not consume(request, app="allauth.account", action="join", key=key)


@by_link
def invoice(request: Request, token: str, link: PayLink) -> HttpResponse:
    """What is to be paid, and for what; in a sensitive case only how much."""
    found = get_invoice(request.actor, link.invoice_id)
    can = _can(request, found, link) if may_be_paid_now(found) else Payable()
    return _page_of(request, token, link, found, can)


def _page_of(
    request: Request, token: str, link: PayLink, found: AskedInvoice, can: Payable
) -> HttpResponse:
    hides = found.case.is_sensitive
    # Of what others paid or tried it says nothing.
    tried = [one for one in payments(request.actor, found) if not one.started_by_id]
    days = [*on_their_way(request.actor, found)]
    shown = {
        "firm": link.firm,
        "token": token,
        "invoice": found,
        "lines": [] if hides else lines(request.actor, found),
        "can": can,
        "taking_days": days,
        **come_back(request, tried, days),
        "today": today(link.firm.time_zone),
    }
    status = 422 if can.part and can.part.errors else 200
    return render(request, "portal/paying/invoice.html", shown, status=status)


def _can(request: Request, found: AskedInvoice, link: PayLink) -> Payable:
    """What is paid by this link; the card that was left, where it went to its owner."""
    return payable(
        request.actor,
        found,
        plans(request.actor, [found]).get(found.pk),
        shows_kept=link.to_payer,
        typed=request.POST if "amount" in request.POST else None,
    )


@require_POST
@by_link
def pay(request: Request, token: str, link: PayLink) -> HttpResponse:
    found = get_invoice(request.actor, link.invoice_id)
    can = _can(request, found, link)
    if can.part and can.part.errors:
        return _page_of(request, token, link, found, can)
    here = reverse("pay", args=[token])
    return checkout(
        request,
        request.actor,
        found,
        begin=start_payment,
        here=here,
        can=can,
        known=link.to_payer,
    )
