"""Deadlines that the law counts: which rule, from what, and counted anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import get_case_file
from harborlight.deadlines.actions import (
    AlreadyOver,
    count_deadline,
    recount_deadline,
)
from harborlight.deadlines.calendar import appointments_of
from harborlight.deadlines.counting_forms import RecountForm
from harborlight.deadlines.events import COUNTED, RECOUNTED
from harborlight.deadlines.queries import counted_deadlines, get_deadline, same_day
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff import counting


@staff_page
def of_case(request: Request, case_id: UUID) -> HttpResponse:
    """Every deadline of a case, each with why it is that day."""
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    rows = counting.with_basis(request.actor, counted_deadlines(request.actor, case))
    shown = {
        "case": case,
        "tab": "case",
        "appointments": [*appointments_of(request.actor, case)[:50]],
        "open": [one for one in rows if one.row.is_open],
        "over": [one for one in rows if not one.row.is_open],
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/deadlines/of_case.html", shown)


@staff_page
def choose(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, COUNTED)
    note_sighting(request.actor, case)
    shown: dict[str, Any] = {"case": case, "tab": "case"}
    wanted = request.GET.get("find", "")[:80]
    shown["offices"] = counting.rules_for(request.actor, wanted)
    shown["find"] = wanted
    shown["any"] = any(one.rules for one in shown["offices"])
    return render(request, "staff/deadlines/choose.html", shown)


@staff_page
def count(request: Request, case_id: UUID, rule: str) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, COUNTED)
    note_sighting(request.actor, case)
    found = counting.rule_for(request.actor, rule)
    paper = counting.notice_for(request, case)
    told = counting.told_by(request.actor, paper, found)
    form = counting.count_form(request, case, found, told)
    if form.is_ready:
        said = counting.said_of(form, case, request.actor)
        paper_id = paper.pk if paper else None
        made = count_deadline(request.actor, case, **said, paper_id=paper_id)
        messages.success(request, _("The deadline stands in the calendar."))
        return redirect("staff:deadline", made.pk)
    shown = {"case": case, "tab": "case", "paper": paper, "told": told}
    shown["same"] = form.day and same_day(request.actor, case, found.id, form.day)
    return _asked(request, "count", form, shown)


@staff_page
def recount(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, RECOUNTED)
    note_sighting(request.actor, found)
    if not hasattr(found, "basis") or not found.is_open:
        raise Http404
    form = counting.recount_form(request, found)
    if form.is_ready:
        _count_anew(request, found, form)
        return redirect("staff:deadline", found.pk)
    shown = {"case": found.case, "tab": "case", "deadline": found}
    return _asked(request, "recount", form, shown)


def _count_anew(request: Request, found: Any, form: RecountForm) -> None:
    said: Any = {"texts": form.texts, "read_off": form.read_off}
    source = form.cleaned_data["source"]
    try:
        recount_deadline(request.actor, found, **said, source=source)
        messages.success(request, _("It was counted anew."))
    except AlreadyOver as why:
        messages.warning(request, str(why))


def _asked(
    request: Request, page: str, form: RecountForm, shown: dict[str, Any]
) -> HttpResponse:
    """The form; below it what was counted, where it was sent and is right."""
    wrong = form.is_bound and not form.is_valid()
    shown |= {"form": form, "rule": form.rule, "outcome": form.outcome}
    shown["today"] = form.today
    status = 422 if wrong else 200
    return render(request, f"staff/deadlines/{page}.html", shown, status=status)
