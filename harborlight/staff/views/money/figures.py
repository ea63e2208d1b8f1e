"""How the money of the office stands, as people would rather look than read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.agreements.figures import (
    ages,
    earned_by_kind,
    low_retainers,
    pace,
    unbilled_hours,
)
from harborlight.agreements.filings_money import filings_money
from harborlight.billing.queries import may_look
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.bars import age_bars, kind_bars
from harborlight.workflow.queries import playbooks


@staff_page
def figures(request: Request) -> HttpResponse:
    may_look(request.actor)
    day = today(request.actor.firm.time_zone)
    minutes, cents = unbilled_hours(request.actor)
    names = {one.key: one.name for one in playbooks(request.actor)}
    shown = {
        "ages": age_bars(ages(request.actor, day)),
        "pace": pace(request.actor, day),
        "unbilled_minutes": minutes,
        "unbilled_cents": cents,
        "kinds": kind_bars(earned_by_kind(request.actor, day), names),
        "retainers": [*low_retainers(request.actor)[:50]],
        "filings": filings_money(request.actor, day),
    }
    return render(request, "staff/money/figures.html", shown)
