"""An invoice asks for less or later: discount, tax, credit note, write-off, instalments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agreements.actions import (
    NotOffered,
    PlanDiffers,
    agree_plan,
    end_plan,
    offer_plan,
)
from harborlight.agreements.events import PLAN_AGREED, PLAN_OFFERED
from harborlight.agreements.forms import AgreePlanForm, PlanForm
from harborlight.agreements.queries import get_plan
from harborlight.billing.actions import (
    AlreadyIssued,
    CaseIsClosed,
    MoreThanOwed,
    NothingToPay,
    NotLateEnough,
    NotTheirsToPay,
    TooGenerous,
    credit_invoice,
    discount_invoice,
    draft_late_fee,
    tax_invoice,
    write_off,
)
from harborlight.billing.events import (
    CREDITED,
    DISCOUNTED,
    LATE_FEE_DRAFTED,
    TAXED,
    WRITTEN_OFF,
)
from harborlight.billing.forms import DiscountForm, ReduceForm
from harborlight.billing.models import Invoice
from harborlight.billing.queries import get_invoice, may_look
from harborlight.billing.rules import tax_of
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import EventKind
from harborlight.firm.sightings import note_sighting
from harborlight.staff.views.money.asking import ask, heard


@staff_page
def credit(request: Request, invoice_id: UUID) -> HttpResponse:
    words = {
        "title": _("Credit note"),
        "button": _("Give the credit note"),
        "note": _(
            "It takes off what is owed, has a number of its own, and the client is told. "
            "What was paid already is given back instead."
        ),
    }
    return _reduced(request, invoice_id, CREDITED, credit_invoice, words)


@staff_page
def off(request: Request, invoice_id: UUID) -> HttpResponse:
    words = {
        "title": _("Write off"),
        "button": _("Write it off"),
        "note": _(
            "We expect this money no more. It stands in the books as a loss; the client "
            "is not told, and no trust money moves."
        ),
    }
    return _reduced(request, invoice_id, WRITTEN_OFF, write_off, words)


def _reduced(
    request: Request,
    invoice_id: UUID,
    kind: EventKind,
    reduce: Callable[..., object],
    words: dict[str, str],
) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, kind)
    note_sighting(request.actor, found)
    owed = found.owed_cents
    form = ReduceForm(heard(request), initial={"cents": owed, "seen": owed})
    if form.is_valid():
        try:
            reduce(request.actor, found, **form.cleaned_data)
            return redirect("staff:invoice", found.pk)
        except (MoreThanOwed, NothingToPay) as why:
            form.add_error("cents", str(why))
            form.look_again(found.owed_cents)
    return _asked(request, found, form, words)


def _asked(
    request: Request, found: Invoice, form: Any, words: dict[str, str]
) -> HttpResponse:
    back = reverse("staff:invoice", args=[found.pk])
    return ask(request, form, case=found.case, back=back, **words)


@staff_page
def discount(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, DISCOUNTED)
    note_sighting(request.actor, found)
    form = DiscountForm(heard(request))
    if form.is_valid():
        try:
            discount_invoice(request.actor, found, **form.cleaned_data)
            return redirect("staff:invoice", found.pk)
        except (TooGenerous, AlreadyIssued) as why:
            form.add_error("cents", str(why))
    words = {"title": _("Discount"), "button": _("Lower our fees")}
    return _asked(request, found, form, words)


@require_POST
@staff_page
def tax(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, TAXED)
    chosen = tax_of(request.actor, request.POST.get("tax", ""))
    try:
        tax_invoice(request.actor, found, tax=chosen)
    except AlreadyIssued as why:
        messages.error(request, str(why))
    return redirect("staff:invoice", found.pk)


@require_POST
@staff_page
def late(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, LATE_FEE_DRAFTED)
    day = today(request.actor.firm.time_zone)
    try:
        made = draft_late_fee(request.actor, found, on=day)
        return redirect("staff:invoice", made.pk)
    except (NotLateEnough, CaseIsClosed, NotTheirsToPay) as why:
        messages.error(request, str(why))
    return redirect("staff:invoice", found.pk)


@staff_page
def plan(request: Request, invoice_id: UUID) -> HttpResponse:
    found = get_invoice(request.actor, invoice_id)
    must(request.actor, PLAN_OFFERED)
    note_sighting(request.actor, found)
    day = today(request.actor.firm.time_zone)
    form = PlanForm(
        heard(request), owed=found.owed_cents, today=day, initial={"first": day}
    )
    if form.is_valid():
        try:
            offer_plan(request.actor, found, dues=form.cleaned_data["dues"])
            return redirect("staff:invoice", found.pk)
        except (PlanDiffers, NothingToPay) as why:
            form.add_error(None, str(why))
    words = {"title": _("Instalments"), "button": _("Offer it to the client")}
    return _asked(request, found, form, words)


@staff_page
def agree(request: Request, plan_id: UUID) -> HttpResponse:
    may_look(request.actor)
    found = get_plan(request.actor, plan_id)
    must(request.actor, PLAN_AGREED)
    note_sighting(request.actor, found)
    form = AgreePlanForm(heard(request))
    if form.is_valid():
        try:
            agree_plan(request.actor, found, **form.cleaned_data)
            return redirect("staff:invoice", found.invoice_id)
        except NotOffered as why:
            form.add_error(None, str(why))
    words = {"title": _("They agreed to the instalments"), "button": _("Record it")}
    return _asked(request, found.invoice, form, words)


@require_POST
@staff_page
def end(request: Request, plan_id: UUID) -> HttpResponse:
    may_look(request.actor)
    found = get_plan(request.actor, plan_id)
    try:
        end_plan(request.actor, found)
    except NotOffered as why:
        messages.error(request, str(why))
    return redirect("staff:invoice", found.invoice_id)
