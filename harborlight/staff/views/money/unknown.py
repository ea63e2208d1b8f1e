"""Money in suspense: it came into trust, and nobody knows yet whose it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.bank.house_money import begun_with
from harborlight.bank.queries import get_line
from harborlight.billing.actions import NotTheirsToPay
from harborlight.billing.forms import LeaveForm, UnknownForm, WhoseForm
from harborlight.billing.queries import may_look
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.ids import read
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.staff.views.money.asking import heard
from harborlight.trust.actions import (
    BankIsClosed,
    CaseIsShut,
    NotOnThisCase,
    NotOpenAnyMore,
    SecondPerson,
    StillToCome,
    agree_whose,
    decline_whose,
    say_whose,
    take_unknown,
)
from harborlight.trust.closing import MonthClosed
from harborlight.trust.events import UNKNOWN_ASKED, UNKNOWN_CAME, UNKNOWN_DECLINED
from harborlight.trust.models import Unknown
from harborlight.trust.queries import (
    get_unknown,
    perhaps_theirs,
    said_it_themselves,
    trust_banks,
    unknown_money,
)

ROWS = 25


@staff_page
def listed(request: Request) -> HttpResponse:
    may_look(request.actor)
    rows = unknown_money(request.actor)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "staff/money/suspense.html", {"page": page})


@staff_page
def new(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, UNKNOWN_CAME)
    day = today(request.actor.firm.time_zone)
    banks = trust_banks(request.actor)
    form = UnknownForm(heard(request), today=day, begun=_begun(request), banks=banks)
    if form.is_valid():
        try:
            made = take_unknown(request.actor, **form.said())
            return redirect("staff:unknown", made.pk)
        except (StillToCome, MonthClosed, BankIsClosed) as why:
            form.add_error("on", str(why))
    back = reverse("staff:suspense")
    shown = {"form": form, "title": _("Money that nobody knows"), "back": back}
    shown |= {"button": _("Write it down"), "back_text": _("Suspense")}
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/trust_form.html", shown, status=status)


def _begun(request: Request) -> dict[str, Any]:
    """Of the line of the bank that is posted, if one is."""
    if not (key := request.GET.get("line", "")):
        return {}
    try:
        begun = begun_with(get_line(request.actor, read(key)))
    except ValueError:
        raise NotFound from None
    return {
        name: begun[name] for name in ("cents", "on", "why", "bank") if name in begun
    }


@staff_page
def unknown(request: Request, unknown_id: UUID) -> HttpResponse:
    found = _found(request, unknown_id)
    note_sighting(request.actor, found)
    if request.method != "POST":
        return _shown(request, found, _whose(request), LeaveForm())
    must(request.actor, UNKNOWN_ASKED)
    form = _whose(request)
    if form.is_valid():
        try:
            say_whose(request.actor, found, **form.said())
            messages.success(request, _("Asked. A second person has to agree."))
            return redirect("staff:unknown", found.pk)
        except (NotOpenAnyMore, NotOnThisCase, NotTheirsToPay) as why:
            form.add_error(None, str(why))
    return _shown(request, found, form, LeaveForm())


@require_POST
@staff_page
def agree(request: Request, unknown_id: UUID) -> HttpResponse:
    found = _found(request, unknown_id)
    try:
        agree_whose(request.actor, found)
        messages.success(request, _("Approved. It stands in the books."))
    except (SecondPerson, NotOpenAnyMore, CaseIsShut) as why:
        messages.error(request, str(why))
    return redirect("staff:unknown", found.pk)


@require_POST
@staff_page
def decline(request: Request, unknown_id: UUID) -> HttpResponse:
    found = _found(request, unknown_id)
    must(request.actor, UNKNOWN_DECLINED)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, _whose(request), form)
    try:
        decline_whose(request.actor, found, **form.cleaned_data)
        messages.success(request, _("It stays in suspense."))
    except NotOpenAnyMore as why:
        messages.error(request, str(why))
    return redirect("staff:unknown", found.pk)


def _whose(request: Request) -> WhoseForm:
    sent = request.POST if "whose" in request.POST else None
    sent = heard(request) if sent is None and "comment" not in request.POST else sent
    return WhoseForm(sent, parties=perhaps_theirs(request.actor))


def _found(request: Request, unknown_id: UUID) -> Unknown:
    may_look(request.actor)
    return get_unknown(request.actor, unknown_id)


def _shown(
    request: Request, found: Unknown, form: forms.Form, leave: LeaveForm
) -> HttpResponse:
    shown = {
        "unknown": found,
        "own": said_it_themselves(request.actor, found),
        "form": form,
        "leave": leave,
    }
    status = 422 if form.is_bound or leave.is_bound else 200
    return render(request, "staff/money/unknown.html", shown, status=status)
