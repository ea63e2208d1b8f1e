"""How long forms take at the agency, one by one or as a table."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.agency.actions import enter_times
from harborlight.agency.events import TIMES_ENTERED
from harborlight.agency.number_forms import TimesForm
from harborlight.agency.queries import times
from harborlight.agency.times_forms import TimesTableForm
from harborlight.agency.times_lines import TimesLine, read_times, takable
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.staff import agency_desk


@staff_page
def taken(request: Request) -> HttpResponse:
    must(request.actor, TIMES_ENTERED)
    form = TimesForm(request.POST or None, today=agency_desk.day_of(request))
    if form.is_valid():
        enter_times(request.actor, **form.cleaned_data)
        messages.success(request, _("Written down. Clients read it as an estimate."))
        return redirect("staff:processing-times")
    shown = {"form": form, "rows": agency_desk.took([*times(request.actor)[:500]])}
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/times.html", shown, status=status)


@staff_page
def table(request: Request) -> HttpResponse:
    """Many at once: first looked at, then written down; what is wrong stays in the box."""
    must(request.actor, TIMES_ENTERED)
    form = TimesTableForm(request.POST or None, request.FILES or None)
    lines: list[TimesLine] = []
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        day, text = agency_desk.day_of(request), form.cleaned_data["lines"]
        lines = read_times(text, today=day)
        if "sure" in request.POST:
            _enter(request, takable(lines))
            lines = [one for one in lines if one.wrong]
            text = "\n".join(one.text for one in lines)
        form = TimesTableForm(initial={"lines": text})
    shown = {"form": form, "lines": lines, "good": len(takable(lines))}
    return render(request, "staff/agency/times_table.html", shown, status=status)


def _enter(request: Request, lines: Sequence[TimesLine]) -> None:
    for one in lines:
        enter_times(request.actor, **one.said)
    done = len(lines)
    said = ngettext(
        "%(n)s line is written down.", "%(n)s lines are written down.", done
    )
    messages.success(request, said % {"n": done})
