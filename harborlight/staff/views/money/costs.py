"""What we spend for a client: noted, agreed to, spent; and billing what is unbilled."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agreements.actions import (
    AlreadyWritten,
    NoRate,
    NotAsked,
    NothingUnbilled,
    ask_cost,
    bill_work,
    change_cost,
    drop_cost,
    note_cost,
    note_spent,
)
from harborlight.agreements.events import (
    COST_ASKED,
    COST_CHANGED,
    COST_NOTED,
    COST_SPENT,
    WORK_BILLED,
)
from harborlight.agreements.forms import (
    AskCostForm,
    BillForm,
    ChangeCostForm,
    CostForm,
    SpentForm,
)
from harborlight.agreements.models import Cost
from harborlight.agreements.queries import (
    billed_of,
    changes_of,
    get_cost,
    payer_of,
    unbilled,
)
from harborlight.billing.actions import CaseIsClosed, NotTheirsToPay
from harborlight.billing.queries import get_case_money, may_look
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.views.money.asking import ask, heard
from harborlight.staff.work_changes import changed
from harborlight.workflow.queries import payers


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, COST_NOTED)
    note_sighting(request.actor, case)
    form = CostForm(heard(request), today=today(request.actor.firm.time_zone))
    if form.is_valid():
        try:
            made = note_cost(request.actor, case, **form.cleaned_data)
            return redirect("staff:cost", made.pk)
        except AlreadyWritten as why:
            if not why.differs:
                messages.info(request, str(why))
                return redirect("staff:case-fees", case.pk)
            form.add_error(None, str(why))
    back = reverse("staff:case-fees", args=[case.pk])
    words = {"title": _("New cost"), "button": _("Note it")}
    return ask(request, form, case=case, back=back, **words)


@staff_page
def cost(request: Request, cost_id: UUID) -> HttpResponse:
    found = _found(request, cost_id)
    note_sighting(request.actor, found)
    day = today(request.actor.firm.time_zone)
    if request.method != "POST":
        return _shown(request, found, SpentForm(today=day, initial={"spent_on": day}))
    must(request.actor, COST_SPENT)
    form = SpentForm(request.POST, today=day)
    if form.is_valid():
        try:
            note_spent(request.actor, found, **form.cleaned_data)
            return redirect("staff:cost", found.pk)
        except NotAsked as why:
            form.add_error(None, str(why))
    return _shown(request, found, form)


def _found(request: Request, cost_id: UUID) -> Cost:
    may_look(request.actor)
    return get_cost(request.actor, cost_id)


def _shown(
    request: Request,
    found: Cost,
    form: SpentForm,
    ask_form: AskCostForm | None = None,
) -> HttpResponse:
    people, _by_law = payers(request.actor, found.case)
    shown = {
        "case": found.case,
        "tab": "case-money",
        "cost": found,
        "billed_cents": billed_of(request.actor, found),
        "told": changed(request.actor, changes_of(request.actor, found)),
        "form": form,
        "ask_form": ask_form or AskCostForm(people=people),
    }
    status = 422 if form.is_bound or ask_form else 200
    return render(request, "staff/money/cost.html", shown, status=status)


@staff_page
def change(request: Request, cost_id: UUID) -> HttpResponse:
    found = _found(request, cost_id)
    must(request.actor, COST_CHANGED)
    note_sighting(request.actor, found)
    said: dict[str, Any] = {"kind": found.kind, "words": found.words}
    said["estimate_cents"] = found.estimate_cents or ""
    is_spent = found.actual_cents is not None
    form = ChangeCostForm(heard(request), is_spent=is_spent, initial=said)
    if form.is_valid():
        try:
            change_cost(request.actor, found, **form.cleaned_data)
            return redirect("staff:cost", found.pk)
        except NotAsked as why:
            form.add_error(None, str(why))
    back = reverse("staff:cost", args=[found.pk])
    words = {"title": _("Change this cost"), "button": _("Save")}
    return ask(request, form, case=found.case, back=back, **words)


@require_POST
@staff_page
def ask_client(request: Request, cost_id: UUID) -> HttpResponse:
    found = _found(request, cost_id)
    must(request.actor, COST_ASKED)
    people, _by_law = payers(request.actor, found.case)
    form = AskCostForm(request.POST, people=people)
    if form.is_valid():
        try:
            ask_cost(request.actor, found, **form.cleaned_data)
            messages.success(request, _("Asked. They read it in the portal."))
            return redirect("staff:cost", found.pk)
        except (NotAsked, NotTheirsToPay) as why:
            form.add_error("of", str(why))
    return _shown(request, found, SpentForm(today=_day(request)), form)


@require_POST
@staff_page
def drop(request: Request, cost_id: UUID) -> HttpResponse:
    found = _found(request, cost_id)
    try:
        drop_cost(request.actor, found)
    except NotAsked as why:
        messages.error(request, str(why))
    return redirect("staff:case-fees", found.case_id)


@staff_page
def bill(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_money(request.actor, case_id)
    must(request.actor, WORK_BILLED)
    note_sighting(request.actor, case)
    people, _by_law = payers(request.actor, case)
    usual = payer_of(request.actor, case, "fees")
    initial = {"payer": usual.key} if usual else {}
    form = BillForm(heard(request), people=people, initial=initial)
    if form.is_valid():
        try:
            made = bill_work(request.actor, case, **form.cleaned_data)
            return redirect("staff:invoice", made.pk)
        except (NothingUnbilled, NoRate, CaseIsClosed, NotTheirsToPay) as why:
            form.add_error(None, str(why))
    back = reverse("staff:case-fees", args=[case.pk])
    words = {"title": _("Bill what is unbilled"), "button": _("Draft the invoice")}
    left = unbilled(request.actor, case)
    return ask(request, form, case=case, back=back, left=left, **words)


def _day(request: Request) -> date:
    return today(request.actor.firm.time_zone)
