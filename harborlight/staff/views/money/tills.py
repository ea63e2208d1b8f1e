"""How cards are taken: the firm's accounts at Stripe, and what they told us."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.doors import Request, staff_page
from harborlight.firm.roles import MONEY, OFFICE
from harborlight.paying.actions import change_till, remove_till
from harborlight.paying.events import TILL_CHANGED, TILL_REMOVED
from harborlight.paying.forms import TillForm
from harborlight.paying.houses import is_played
from harborlight.paying.models import Till
from harborlight.paying.queries import heard, tills
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch


@staff_page
@only(MONEY, OFFICE)
def cards(request: Request) -> HttpResponse:
    """Which account takes what, and the newest notices of Stripe's."""
    there = {till.to: till for till in tills(request.actor)}
    shown = {
        "several": [(to, to.label, there.get(to.value)) for to in Till.To],
        "played": is_played() and not any(one.is_on for one in there.values()),
        "page": stretch(heard(request.actor), request.GET.get("page"), size=30),
    }
    return render(request, "staff/money/cards.html", shown)


@staff_page
@only(TILL_CHANGED)
def till(request: Request, account: str) -> HttpResponse:
    if account not in Till.To.values:
        raise Http404
    found = tills(request.actor).filter(to=account).first()
    form = TillForm(request.POST or None, to=account, till=found)
    if form.is_valid():
        change_till(request.actor, to=account, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("staff:till", account)
    shown: dict[str, Any] = {"form": form, "till": found, "to": Till.To(account)}
    if found:
        address = reverse("processor-stripe", args=[found.pk])
        shown["address"] = request.build_absolute_uri(address)
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/till.html", shown, status=status)


@require_POST
@staff_page
@only(TILL_REMOVED)
def remove(request: Request, account: str) -> HttpResponse:
    found = tills(request.actor).filter(to=account).first()
    if found is None:
        raise Http404
    remove_till(request.actor, found)
    messages.success(request, _("Nothing more is taken with it."))
    return redirect("staff:cards")
