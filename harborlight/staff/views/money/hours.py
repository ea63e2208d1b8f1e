"""Hours in one case: written down, or counted by a timer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agreements.actions import (
    AlreadyBilled,
    AlreadyRunning,
    AlreadyWritten,
    ForgottenTimer,
    TimerStopped,
    change_time,
    drop_time,
    drop_timer,
    restore_time,
    start_timer,
    stop_timer,
    write_off_time,
    write_time,
)
from harborlight.agreements.events import (
    TIME_CHANGED,
    TIME_WRITTEN,
    TIME_WRITTEN_OFF,
    TIMER_STARTED,
    TIMER_STOPPED,
)
from harborlight.agreements.forms import (
    StopForm,
    TimeForm,
    TimerForm,
    WriteOffForm,
    WriteTimeForm,
)
from harborlight.agreements.models import TimeEntry, Timer
from harborlight.agreements.queries import (
    changes_of,
    get_time,
    get_timer,
    my_timer,
    time_of,
    time_of_timer,
)
from harborlight.cases.models import Case
from harborlight.cases.queries import get_case, reads_money
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.staff.templatetags.work_words import duration
from harborlight.staff.views.money.asking import ask, heard
from harborlight.staff.work_changes import changed
from harborlight.ui.timers import Running, note_timer

LATEST = 100


@staff_page
def hours(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case(request.actor, case_id)
    must(request.actor, TIME_WRITTEN)
    note_sighting(request.actor, case)
    day = today(request.actor.firm.time_zone)
    form = WriteTimeForm(heard(request), today=day, initial={"on": day})
    if form.is_valid():
        try:
            write_time(request.actor, case, **form.cleaned_data)
            messages.success(request, _("Written down."))
            return redirect("staff:case-time", case.pk)
        except AlreadyWritten as why:
            if not why.differs:
                messages.info(request, str(why))
                return redirect("staff:case-time", case.pk)
            form.add_error(None, str(why))
    return _shown(request, case, form, TimerForm())


def _shown(
    request: Request, case: Case, form: WriteTimeForm, timer_form: TimerForm
) -> HttpResponse:
    entries = [*time_of(request.actor, case)[:LATEST]]
    timer = my_timer(request.actor)
    _note(request, timer)
    shown = {
        "case": case,
        "tab": "case-time",
        "form": form,
        "timer_form": timer_form,
        "timer": timer,
        "entries": entries,
        "minutes": sum(one.minutes for one in entries),
    }
    status = 422 if form.is_bound or timer_form.is_bound else 200
    return render(request, "staff/money/hours.html", shown, status=status)


@staff_page
def change(request: Request, time_entry_id: UUID) -> HttpResponse:
    found = get_time(request.actor, time_entry_id)
    must(request.actor, TIME_CHANGED)
    note_sighting(request.actor, found)
    day = today(request.actor.firm.time_zone)
    said = {name: getattr(found, name) for name in TimeForm.base_fields}
    form = TimeForm(heard(request), today=day, initial=said)
    if form.is_valid():
        try:
            change_time(request.actor, found, **form.cleaned_data)
            messages.success(request, _("Changed. What stood there is kept."))
            return redirect("staff:case-time", found.case_id)
        except AlreadyBilled as why:
            form.add_error(None, str(why))
    return _one_shown(request, found, form)


def _one_shown(request: Request, found: TimeEntry, form: TimeForm) -> HttpResponse:
    shown = {
        "case": found.case,
        "tab": "case-time",
        "entry": found,
        "form": form,
        "reads_money": reads_money(request.actor),
        "back": reverse("staff:case-time", args=[found.case_id]),
        "told": changed(request.actor, changes_of(request.actor, found)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/time.html", shown, status=status)


@staff_page
def off(request: Request, time_entry_id: UUID) -> HttpResponse:
    found = get_time(request.actor, time_entry_id)
    must(request.actor, TIME_WRITTEN_OFF)
    note_sighting(request.actor, found)
    form = WriteOffForm(heard(request))
    if form.is_valid():
        try:
            write_off_time(request.actor, found, **form.cleaned_data)
            return redirect("staff:case-time", found.case_id)
        except AlreadyBilled as why:
            form.add_error(None, str(why))
    words = {"title": _("Do not bill this time"), "button": _("Write it off")}
    back = reverse("staff:case-time", args=[found.case_id])
    words |= {"tab": "case-time", "note": found.words}
    return ask(request, form, case=found.case, back=back, **words)


@require_POST
@staff_page
def restore(request: Request, time_entry_id: UUID) -> HttpResponse:
    found = get_time(request.actor, time_entry_id)
    try:
        restore_time(request.actor, found)
        messages.success(request, _("It is billed after all."))
    except AlreadyBilled as why:
        messages.error(request, str(why))
    return redirect("staff:case-time", found.case_id)


@require_POST
@staff_page
def drop(request: Request, time_entry_id: UUID) -> HttpResponse:
    found = get_time(request.actor, time_entry_id)
    try:
        drop_time(request.actor, found)
        messages.success(request, _("Taken off."))
    except AlreadyBilled as why:
        messages.error(request, str(why))
    return redirect("staff:case-time", found.case_id)


@require_POST
@staff_page
def start(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case(request.actor, case_id)
    must(request.actor, TIMER_STARTED)
    form = TimerForm(request.POST)
    if not form.is_valid():
        day = today(request.actor.firm.time_zone)
        return _shown(request, case, WriteTimeForm(today=day), form)
    try:
        _note(request, start_timer(request.actor, case, **form.cleaned_data))
    except AlreadyRunning as why:
        messages.error(request, str(why))
    return redirect("staff:case-time", case.pk)


def _note(request: Request, timer: Timer | None) -> None:
    """Every page shows what runs."""
    running = timer and Running(timer.key, timer.case.number, timer.started_at)
    note_timer(request, running or None)


def _ended(request: Request, timer_id: UUID) -> HttpResponse:
    """One that was stopped in another tab is shown no more, and what it became is."""
    note_timer(request, None)
    became = time_of_timer(request.actor, timer_id)
    if became is None:
        raise NotFound
    messages.info(
        request,
        _("This timer was stopped already. It is written down once: %(long)s.")
        % {"long": duration(became.minutes)},
    )
    return redirect("staff:case-time", became.case_id)


@staff_page
def stop(request: Request, timer_id: UUID) -> HttpResponse:
    try:
        found = get_timer(request.actor, timer_id)
    except NotFound:
        return _ended(request, timer_id)
    must(request.actor, TIMER_STOPPED)
    note_sighting(request.actor, found)
    case = found.case
    form = StopForm(heard(request), initial={"words": found.words})
    if form.is_valid():
        try:
            stop_timer(request.actor, found, **form.cleaned_data)
            note_timer(request, None)
            return redirect("staff:case-time", case.pk)
        except ForgottenTimer as why:
            form.add_error("minutes", str(why))
        except TimerStopped:
            return _ended(request, timer_id)
    return _stopping(request, case, form)


def _stopping(request: Request, case: Case, form: StopForm) -> HttpResponse:
    back = reverse("staff:case-time", args=[case.pk])
    words = {"title": _("Stop the timer"), "button": _("Write it down")}
    return ask(request, form, case=case, back=back, tab="case-time", **words)


@require_POST
@staff_page
def drop_running(request: Request, timer_id: UUID) -> HttpResponse:
    try:
        found = get_timer(request.actor, timer_id)
        drop_timer(request.actor, found)
    except (NotFound, TimerStopped):
        return _ended(request, timer_id)
    note_timer(request, None)
    messages.success(request, _("Thrown away. Nothing was written down."))
    return redirect("staff:case-time", found.case_id)
