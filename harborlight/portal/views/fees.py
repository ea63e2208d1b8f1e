"""What a client agrees to about money: the fees, a cost before it is spent, instalments."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agreements.actions import (
    AlreadyDecided,
    NotAsked,
    NotOffered,
    agree_plan,
    agree_to,
    approve_cost,
    decline_cost,
)
from harborlight.agreements.events import COST_DECLINED
from harborlight.agreements.forms import DeclineCostForm
from harborlight.agreements.models import Cost
from harborlight.agreements.queries import (
    agreement_to_read,
    agreements_to_read,
    get_cost,
    get_plan,
)
from harborlight.billing.actions import NotTheirsToPay
from harborlight.billing.queries import invoices
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.portal.money_story import story_of


@client_page
def story(request: Request) -> HttpResponse:
    rows = [*invoices(request.actor)[:200]]
    shown = story_of(request.actor, rows)
    return render(request, "portal/payments/story.html", shown)


@client_page
def agreements(request: Request) -> HttpResponse:
    shown = {"agreements": agreements_to_read(request.actor)}
    return render(request, "portal/payments/agreements.html", shown)


@client_page
def agreement(request: Request, agreement_id: UUID) -> HttpResponse:
    found = agreement_to_read(request.actor, agreement_id)
    note_sighting(request.actor, found)
    return render(request, "portal/payments/agreement.html", {"agreement": found})


@require_POST
@client_page
def agree_to_fees(request: Request, agreement_id: UUID) -> HttpResponse:
    found = agreement_to_read(request.actor, agreement_id)
    try:
        agree_to(request.actor, found)
        messages.success(request, _("Thank you. Your fee agreement holds from today."))
    except (AlreadyDecided, NotTheirsToPay) as why:
        messages.info(request, str(why))
    return redirect("portal:agreements")


@client_page
def cost(request: Request, cost_id: UUID) -> HttpResponse:
    found = get_cost(request.actor, cost_id)
    note_sighting(request.actor, found)
    return _shown(request, found, DeclineCostForm())


def _shown(request: Request, found: Cost, form: DeclineCostForm) -> HttpResponse:
    status = 422 if form.errors else 200
    shown = {"cost": found, "form": form}
    return render(request, "portal/payments/cost.html", shown, status=status)


@require_POST
@client_page
def approve(request: Request, cost_id: UUID) -> HttpResponse:
    found = get_cost(request.actor, cost_id)
    try:
        approve_cost(request.actor, found)
        messages.success(request, _("Thank you. We go on with it."))
    except NotAsked as why:
        messages.info(request, str(why))
    return redirect("portal:payments")


@require_POST
@client_page
def decline(request: Request, cost_id: UUID) -> HttpResponse:
    found = get_cost(request.actor, cost_id)
    must(request.actor, COST_DECLINED)
    form = DeclineCostForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        decline_cost(request.actor, found, **form.cleaned_data)
        messages.success(request, _("We know. Nothing is spent."))
    except NotAsked as why:
        messages.info(request, str(why))
    return redirect("portal:payments")


@require_POST
@client_page
def agree(request: Request, plan_id: UUID) -> HttpResponse:
    found = get_plan(request.actor, plan_id)
    try:
        agree_plan(request.actor, found)
        messages.success(request, _("Agreed. Below you see when how much is due."))
    except NotOffered as why:
        messages.info(request, str(why))
    return redirect("portal:invoice", found.invoice.key)
