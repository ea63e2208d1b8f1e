"""What moves deadlines: closures, texts of rules, and the firm's own days before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.deadlines.actions import (
    AlreadyOver,
    accept_shift,
    add_closure,
    change_buffers,
    keep_day,
    remove_closure,
)
from harborlight.deadlines.events import (
    BUFFERS_CHANGED,
    CLOSURE_ADDED,
    CLOSURE_REMOVED,
    DAY_KEPT,
    SHIFT_ACCEPTED,
)
from harborlight.deadlines.jobs import compare_soon
from harborlight.deadlines.models import Shift
from harborlight.deadlines.moving_forms import BuffersForm, ClosureForm, KeepDayForm
from harborlight.deadlines.queries import (
    buffers,
    closures,
    get_closure,
    get_shift,
    shifts,
    uncounted,
)
from harborlight.deadlines.telling import why_closed
from harborlight.firm.acting import Refused, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.law.dates import legal_holidays
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch

# The others are shown once these are put right.
MOST_UNCOUNTED = 100


@staff_page
def moved(request: Request) -> HttpResponse:
    """Every deadline that would move, for a person to decide one by one."""
    return _moved(request)


def _moved(request: Request, wrong: Shift | None = None, form: KeepDayForm | None = None) -> HttpResponse:  # fmt: skip
    page = stretch(shifts(request.actor), request.GET.get("page"), size=50)
    shown: dict[str, Any] = {
        "page": page,
        "wrong": wrong,
        "form": form or KeepDayForm(),
    }
    lost = [*uncounted(request.actor)[: MOST_UNCOUNTED + 1]]
    shown |= {"uncounted": lost[:MOST_UNCOUNTED], "more": len(lost) > MOST_UNCOUNTED}
    status = 422 if wrong else 200
    return render(request, "staff/deadlines/moved.html", shown, status=status)


@require_POST
@staff_page
def accept(request: Request, shift_id: UUID) -> HttpResponse:
    found = get_shift(request.actor, shift_id)
    must(request.actor, SHIFT_ACCEPTED)
    try:
        accept_shift(request.actor, found)
        messages.success(request, _("Moved: %(title)s.") % {"title": found.deadline.called})  # fmt: skip
    except AlreadyOver as why:
        messages.warning(request, str(why))
    return redirect("staff:moved-deadlines")


@require_POST
@staff_page
def keep(request: Request, shift_id: UUID) -> HttpResponse:
    found = get_shift(request.actor, shift_id)
    must(request.actor, DAY_KEPT)
    form = KeepDayForm(request.POST)
    if not form.is_valid():
        note_sighting(request.actor, found)
        return _moved(request, found, form)
    try:
        keep_day(request.actor, found, **form.cleaned_data)
        messages.success(request, _("It stays on its day."))
    except AlreadyOver as why:
        messages.warning(request, str(why))
    return redirect("staff:moved-deadlines")


@staff_page
@only(CLOSURE_ADDED)
def closed(request: Request) -> HttpResponse:
    """Days on which agencies were closed."""
    form = ClosureForm(request.POST or None)
    if form.is_valid() and _added(request, form):
        return redirect("staff:closures")
    day = today(request.actor.firm.time_zone)
    years = (day.year, day.year + 1)
    kept = {on: why for year in years for on, why in legal_holidays(year).items()}
    shown = {"form": form, "rows": closures(request.actor)[:200]}
    shown["holidays"] = [(on, why_closed(why)) for on, why in kept.items() if on >= day]
    status = 422 if form.is_bound else 200
    return render(request, "staff/deadlines/closures.html", shown, status=status)


def _added(request: Request, form: ClosureForm) -> bool:
    try:
        add_closure(request.actor, **form.cleaned_data)
    except Refused as why:
        form.add_error("day", str(why))
        return False
    compare_soon(request.actor)
    done = _("Written down. What would move is listed in a moment, for you to decide.")
    messages.success(request, done)
    return True


@require_POST
@staff_page
@only(CLOSURE_REMOVED)
def reopen(request: Request, closure_id: UUID) -> HttpResponse:
    found = get_closure(request.actor, closure_id)
    remove_closure(request.actor, found)
    compare_soon(request.actor)
    messages.success(request, _("Taken back. What would move is listed in a moment."))
    return redirect("staff:closures")


@staff_page
@only(BUFFERS_CHANGED)
def ahead(request: Request) -> HttpResponse:
    """How many days before a deadline the firm is to be done."""
    form = BuffersForm(request.POST or None, now=buffers(request.actor))
    if form.is_valid():
        change_buffers(request.actor, days=form.days)
        done = _("Saved. It counts for deadlines that are set from now on.")
        messages.success(request, done)
        return redirect("staff:deadline-buffers")
    status = 422 if form.is_bound else 200
    shown = {"form": form}
    return render(request, "staff/deadlines/buffers.html", shown, status=status)
