"""A paper that somebody without an account sends for a client, by a link, once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.documents.actions import (
    About,
    NoLongerAsked,
    ask_helper,
    dismiss_helper,
    receive_from_helper,
)
from harborlight.documents.asking_forms import HelperForm
from harborlight.documents.events import HELPER_ASKED, HELPER_DISMISSED, RECEIVED
from harborlight.documents.helping import (
    PURPOSE,
    Closed,
    find,
    forget,
    get_helper,
    on_behalf,
    remember,
)
from harborlight.documents.models import Helper
from harborlight.documents.queries import get_request
from harborlight.firm.acting import must
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, client_page, enter_as, public_page
from harborlight.firm.requests import place_of
from harborlight.firm.tenancy import NotFound
from harborlight.portal.joining import nowhere
from harborlight.ui.arrivals import Arrival, about_form


@require_POST
@client_page
def ask(request: Request, request_id: UUID) -> HttpResponse:
    """Make a link; it is shown on this one page, and kept nowhere."""
    asking = get_request(request.actor, request_id)
    must(request.actor, HELPER_ASKED)
    form = HelperForm(request.POST)
    shown = {"asking": asking, "form": form}
    if not form.is_valid():
        return render(request, "portal/documents/helper.html", shown, status=422)
    try:
        token = ask_helper(request.actor, asking, **form.cleaned_data)
    except NoLongerAsked as why:
        messages.warning(request, str(why))
        return redirect("portal:document", asking.key)
    shown["link"] = request.build_absolute_uri(reverse("send-for", args=[token]))
    return render(request, "portal/documents/helper.html", shown)


@require_POST
@client_page
def dismiss(request: Request, helper_id: UUID) -> HttpResponse:
    helper = get_helper(request.actor, helper_id)
    must(request.actor, HELPER_DISMISSED)
    dismiss_helper(request.actor, helper)
    messages.success(request, _("The link of %(name)s is closed.") % vars(helper))
    return redirect("portal:document", helper.request.key)


@public_page
def send(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link reads what is asked for, and sends it."""
    try:
        helper = find(token, now())
        # Known to us from now on: strangers send no files (config/refusals.py).
        known_by = remember(request.session, helper)
        actor = on_behalf(helper, place_of(request))
        return enter_as(actor, _send, request, helper, known_by)
    except NotFound:
        return nowhere(request)
    except Closed as closed:
        return _closed(request, closed)


def _send(request: Request, helper: Helper, known_by: str) -> HttpResponse:
    must(request.actor, RECEIVED)
    asking = helper.request
    form, arrival = about_form(request, asking), Arrival(request, asking.case_id)
    if arrival.good_with(form, asking):
        about, came = About(**form.cleaned_data), arrival.checked
        receive_from_helper(request.actor, helper, checked=came, about=about)
        forget(request.session, helper)
        return render(request, "portal/helping/sent.html", {"firm": helper.firm})
    shown: dict[str, Any] = {"asking": asking, "form": form, "arrival": arrival}
    shown |= {"firm": helper.firm, "purpose": PURPOSE, "known_by": known_by}
    status = 422 if form.is_bound else 200
    return render(request, "portal/helping/send.html", shown, status=status)


def _closed(request: HttpRequest, closed: Closed) -> HttpResponse:
    shown = {"why": closed.why, "firm": closed.helper.firm}
    return render(request, "portal/helping/closed.html", shown, status=410)
