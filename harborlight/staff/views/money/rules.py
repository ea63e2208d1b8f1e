"""What the firm decided of its money: rates, taxes, what being late costs, letterhead."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agreements.actions import set_rate
from harborlight.agreements.events import RATE_SET, TIME_KEEPERS
from harborlight.agreements.forms import RateForm
from harborlight.agreements.queries import rates
from harborlight.billing.actions import (
    add_tax,
    decide_late_policy,
    decide_letterhead,
    end_tax,
)
from harborlight.billing.events import LATE_DECIDED, LETTERHEAD_DECIDED, TAX_DECIDED
from harborlight.billing.forms import LatePolicyForm, LetterheadForm, TaxForm
from harborlight.billing.late import policy_words
from harborlight.billing.queries import may_look
from harborlight.billing.rules import (
    get_tax,
    late_policy_now,
    letterhead_now,
    taxes,
)
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.queries import colleagues
from harborlight.staff.views.money.asking import ask, heard


@staff_page
def rules(request: Request) -> HttpResponse:
    may_look(request.actor)
    policy = late_policy_now(request.actor)
    shown = {
        "rates": [*rates(request.actor)],
        "taxes": [*taxes(request.actor)],
        "late_words": policy_words(policy) if policy else "",
        "head": letterhead_now(request.actor),
    }
    return render(request, "staff/money/rules.html", shown)


@staff_page
def rate(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, RATE_SET)
    people = colleagues(request.actor, TIME_KEEPERS)
    day = today(request.actor.firm.time_zone)
    form = RateForm(heard(request), people=people, initial={"from_on": day})
    if form.is_valid():
        set_rate(request.actor, **form.cleaned_data)
        return redirect("staff:money-rules")
    return _asked(request, form, _("What an hour costs"))


@staff_page
def tax(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, TAX_DECIDED)
    day = today(request.actor.firm.time_zone)
    form = TaxForm(heard(request), initial={"from_on": day})
    if form.is_valid():
        add_tax(request.actor, **form.said())
        return redirect("staff:money-rules")
    return _asked(request, form, _("A tax on what we earn"))


@require_POST
@staff_page
def no_tax(request: Request, tax_id: UUID) -> HttpResponse:
    may_look(request.actor)
    found = get_tax(request.actor, tax_id)
    end_tax(request.actor, found)
    messages.success(request, _("New invoices ask for it no more."))
    return redirect("staff:money-rules")


@staff_page
def late(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, LATE_DECIDED)
    policy = late_policy_now(request.actor)
    first = policy.as_typed if policy else None
    form = LatePolicyForm(heard(request), initial=first)
    if form.is_valid():
        day = today(request.actor.firm.time_zone)
        decide_late_policy(request.actor, from_on=day, **form.cleaned_data)
        return redirect("staff:money-rules")
    return _asked(request, form, _("What being late costs"))


@staff_page
def letterhead(request: Request) -> HttpResponse:
    may_look(request.actor)
    must(request.actor, LETTERHEAD_DECIDED)
    head = letterhead_now(request.actor)
    first = head.as_typed if head else None
    form = LetterheadForm(heard(request), request.FILES or None, initial=first)
    if form.is_valid():
        decide_letterhead(request.actor, **form.said())
        return redirect("staff:money-rules")
    return _asked(request, form, _("What stands on our invoices"), upload=True)


def _asked(
    request: Request, form: forms.Form, title: str, *, upload: bool = False
) -> HttpResponse:
    back = reverse("staff:money-rules")
    button = _("Record it")
    return ask(request, form, title=title, button=button, back=back, upload=upload)
