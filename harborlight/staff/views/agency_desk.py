"""What changed at the agencies in all cases, what texts mean, and the service itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.agency.actions import (
    AlreadyTold,
    KnownNumber,
    change_line,
    decide_meaning,
    drop_meaning,
    keep_meaning,
    track_number,
)
from harborlight.agency.bulk import Line, read_lines
from harborlight.agency.events import (
    DECIDED,
    LINE_CHANGED,
    MEANING_DROPPED,
    MEANING_KEPT,
    TRACKED,
)
from harborlight.agency.forms import DecideForm, ManyForm, MeaningForm
from harborlight.agency.line_forms import LineForm
from harborlight.agency.queries import (
    get_meaning,
    get_observation,
    line_of,
    meanings_kept,
)
from harborlight.firm.acting import may, must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.agency_desk import about_desk, about_line, begun_line, takable
from harborlight.staff.office_doors import only


@staff_page
def desk(request: Request) -> HttpResponse:
    return render(request, "staff/agency/desk.html", about_desk(request))


@staff_page
def decide(request: Request, observation_id: UUID) -> HttpResponse:
    seen = get_observation(request.actor, observation_id)
    must(request.actor, DECIDED)
    note_sighting(request.actor, seen)
    keep, agency = may(request.actor, MEANING_KEPT), seen.tracked.agency
    form = DecideForm(request.POST or None, agency=agency, may_keep=keep)
    if form.is_valid():
        try:
            decide_meaning(request.actor, seen, **form.cleaned_data)
            messages.success(request, _("Written down."))
        except AlreadyTold as why:
            messages.warning(request, str(why))
        return redirect("staff:case-agency", seen.case_id)
    shown = {"case": seen.case, "tab": "case", "seen": seen, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/decide.html", shown, status=status)


@staff_page
@only(MEANING_KEPT)
def meanings(request: Request) -> HttpResponse:
    form = MeaningForm(request.POST or None)
    if form.is_valid():
        keep_meaning(request.actor, **form.cleaned_data)
        messages.success(request, _("Written down. It counts from now on."))
        return redirect("staff:agency-meanings")
    shown = {"form": form, "rows": meanings_kept(request.actor)[:300]}
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/meanings.html", shown, status=status)


@require_POST
@staff_page
@only(MEANING_DROPPED)
def drop(request: Request, meaning_id: UUID) -> HttpResponse:
    drop_meaning(request.actor, get_meaning(request.actor, meaning_id))
    messages.success(request, _("Taken back. The book counts again."))
    return redirect("staff:agency-meanings")


@staff_page
@only(LINE_CHANGED)
def line(request: Request) -> HttpResponse:
    found = line_of(request.actor)
    kept = bool(found and found.client and found.secret)
    form = LineForm(request.POST or None, has_access=kept, initial=begun_line(found))
    if form.is_valid():
        change_line(request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("staff:agency-line")
    shown = about_line(found) | {"form": form, "kept": kept}
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/line.html", shown, status=status)


@staff_page
def many(request: Request) -> HttpResponse:
    """Many numbers at once: first looked at, then followed."""
    must(request.actor, TRACKED)
    form = ManyForm(request.POST or None)
    lines: list[Line] = []
    if form.is_valid():
        said = form.cleaned_data
        lines = read_lines(request.actor, said["agency"], said["lines"])
        if "sure" in request.POST:
            _follow(request, said["agency"], lines)
            lines = [one for one in lines if one.wrong]
            form = ManyForm(initial=said | {"lines": "\n".join(o.text for o in lines)})
    shown = {"form": form, "lines": lines, "good": len(takable(lines))}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "staff/agency/many.html", shown, status=status)


def _follow(request: Request, agency: str, lines: list[Line]) -> None:
    done = 0
    for one in takable(lines):
        if one.case is None:
            continue
        said: dict[str, Any] = {"agency": agency, "despite_prefix": True}
        said |= {"number": one.number, "again": one.number}
        try:
            track_number(request.actor, one.case, **said)
            done += 1
        except KnownNumber as why:
            messages.warning(request, str(why))
    words = ngettext("%(n)s number is followed.", "%(n)s numbers are followed.", done)
    messages.success(request, words % {"n": done})
