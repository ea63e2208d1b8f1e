"""What waits to be looked at, how long looks take, and what the firm expects of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.documents.actions import (
    change_paper_settings,
    correct_time,
    set_standard,
)
from harborlight.documents.events import (
    SETTINGS_CHANGED,
    STANDARD_SET,
    TIME_CORRECTED,
)
from harborlight.documents.models import SIGNED_FORM
from harborlight.documents.queries import get_version
from harborlight.documents.settings_forms import StandardForm, TookForm, WorkDayForm
from harborlight.documents.standards import standards
from harborlight.documents.times import KIND, PERSON, took, waiting
from harborlight.firm.acting import must
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.office_doors import only
from harborlight.workflow.queries import paper_kinds


@staff_page
@only(STANDARD_SET)
def times(request: Request) -> HttpResponse:
    kinds = paper_kinds(request.actor)
    form = StandardForm(request.POST or None, kinds=kinds)
    if form.is_valid():
        set_standard(request.actor, **form.cleaned_data)
        messages.success(request, _("This is expected from now on."))
        return redirect("staff:times")
    return _shown(request, form, None)


@require_POST
@staff_page
@only(SETTINGS_CHANGED)
def hours(request: Request) -> HttpResponse:
    day = WorkDayForm(request.POST)
    if not day.is_valid():
        return _shown(request, StandardForm(kinds=paper_kinds(request.actor)), day)
    change_paper_settings(request.actor, **day.cleaned_data)
    messages.success(request, _("Saved. Every paper that waits is counted so."))
    return redirect("staff:times")


@require_POST
@staff_page
def correct(request: Request, version_id: UUID) -> HttpResponse:
    found = get_version(request.actor, version_id)
    must(request.actor, TIME_CORRECTED)
    form = TookForm(request.POST)
    if form.is_valid():
        correct_time(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Written down."))
    else:
        messages.warning(request, _("Write the minutes as a whole number, 0 to 480."))
    return redirect("staff:review-version", found.pk)


def _shown(
    request: Request, form: StandardForm, day: WorkDayForm | None
) -> HttpResponse:
    moment, kinds = now(), {SIGNED_FORM: _("Signed form"), **form.kinds}
    known = standards(request.actor)
    day = day or WorkDayForm(initial=vars(known.day))
    of_kinds, of_people = took(request.actor, moment, known)
    shown: dict[str, Any] = {"form": form, "day": day, "kinds": kinds, "now": moment}
    shown["waiting"] = waiting(request.actor, moment, KIND, known)
    shown["by_person"] = waiting(request.actor, moment, PERSON, known)
    shown |= {"of_kinds": of_kinds, "of_people": of_people}
    shown["expected"] = [*sorted(known.by_kind.items())]
    status = 422 if form.is_bound or day.is_bound else 200
    return render(request, "staff/office/times.html", shown, status=status)
