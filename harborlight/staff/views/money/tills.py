"""How cards are taken: the firm's accounts at Stripe, and what they told us."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.roles import LAWYERS, MONEY, OFFICE
from harborlight.paying.actions import (
    NotAskedSo,
    NotYourTill,
    approve_till,
    ask_till,
    change_till,
    decline_till,
    needs_two,
    remove_till,
)
from harborlight.paying.events import (
    TILL_APPROVED,
    TILL_CHANGED,
    TILL_DECLINED,
    TILL_REMOVED,
)
from harborlight.paying.forms import TillDecisionForm, TillForm
from harborlight.paying.houses import is_played
from harborlight.paying.models import Till, TillAsked
from harborlight.paying.queries import (
    asked_it,
    get_till_asked,
    heard,
    till_history,
    tills,
    tills_asked,
)
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch


@staff_page
@only(MONEY, OFFICE, LAWYERS)
def cards(request: Request) -> HttpResponse:
    """Which account takes what, and the newest notices of Stripe's."""
    there = {till.to: till for till in tills(request.actor)}
    asked = {one.to: one for one in tills_asked(request.actor)}
    of = [(to, to.label, there.get(to), asked.get(to)) for to in Till.To]
    shown = {
        "several": of,
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
    asked = tills_asked(request.actor).filter(to=account).first()
    form = TillForm(request.POST or None, to=account, till=asked or found)
    if form.is_valid() and (there := _said(request, account, form, found, asked)):
        return redirect(there)
    shown: dict[str, Any] = {"form": form, "till": found, "asked": asked}
    shown |= {"to": Till.To(account), "address": _address(request, found, asked)}
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/till.html", shown, status=status)


def _said(
    request: Request,
    account: str,
    form: TillForm,
    found: Till | None,
    asked: TillAsked | None,
) -> str:
    """Where to go on, once it is changed or asked for; "" where it was refused."""
    said = form.cleaned_data
    named = {name: said[name] for name in ("called", "api_key", "secret")}
    if asked is None and not needs_two(found, **named):
        change_till(request.actor, to=account, **said)
        messages.success(request, _("Saved."))
        return reverse("staff:till", args=[account])
    try:
        made = ask_till(request.actor, to=account, **said)
    except NotAskedSo as why:
        form.add_error(None, str(why))
        return ""
    messages.success(
        request,
        _("Asked. It counts once another partner or attorney has approved it."),
    )
    return reverse("staff:till-asked", args=[made.pk])


def _address(request: Request, found: Till | None, asked: TillAsked | None) -> str:
    """Where Stripe sends its notices: another account has an address of its own."""
    row: Till | TillAsked | None = found
    if asked and (found is None or asked.api_key != found.api_key):
        row = asked
    if row is None or not row.api_key:
        return ""
    address: str = request.build_absolute_uri(
        reverse("processor-stripe", args=[row.pk])
    )
    return address


@staff_page
@only(MONEY, OFFICE, LAWYERS)
def asked_for(request: Request, till_asked_id: UUID) -> HttpResponse:
    """What somebody asked for, beside what is there."""
    found = get_till_asked(request.actor, till_asked_id)
    there = tills(request.actor).filter(to=found.to).first()
    shown: dict[str, Any] = {
        "asked": found,
        "there": there,
        "address": _address(request, there, found),
        "waits": found.state == TillAsked.State.ASKED,
        "form": TillDecisionForm(asked=found, auto_id=False),
        "own": asked_it(request.actor, found),
        "may_alone": request.actor.firm.waives_second_pair,
        "is_early": there is not None and now() < found.from_when,
        "before": till_history(request.actor, found.to).exclude(pk=found.pk)[:10],
    }
    return render(request, "staff/money/till_asked.html", shown)


@require_POST
@staff_page
@only(TILL_APPROVED)
def approve(request: Request, till_asked_id: UUID) -> HttpResponse:
    found = get_till_asked(request.actor, till_asked_id)
    form = TillDecisionForm(request.POST)
    try:
        approve_till(request.actor, found, read_at=form.moment())
        messages.success(request, _("Approved. From now on it takes the money."))
    except (NotAskedSo, NotYourTill) as why:
        messages.error(request, str(why))
    return redirect("staff:till-asked", found.pk)


@require_POST
@staff_page
@only(TILL_DECLINED)
def decline(request: Request, till_asked_id: UUID) -> HttpResponse:
    found = get_till_asked(request.actor, till_asked_id)
    form = TillDecisionForm(request.POST)
    try:
        decline_till(request.actor, found, read_at=form.moment())
        messages.success(request, _("Declined. Nothing was changed."))
    except NotAskedSo as why:
        messages.error(request, str(why))
    return redirect("staff:till-asked", found.pk)


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
