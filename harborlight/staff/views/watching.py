"""Papers that expire, what the clock does about them, and closed cases drawn by lot."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import get_case_file
from harborlight.documents.actions import (
    change_paper_settings,
    check_sampled,
    draw_sample,
)
from harborlight.documents.events import SAMPLE_CHECKED, SAMPLE_DRAWN, SETTINGS_CHANGED
from harborlight.documents.settings_forms import WatchForm
from harborlight.documents.standards import settings_of
from harborlight.documents.tag_forms import CheckedForm, ExpiringForm, SampleForm
from harborlight.documents.watching import (
    closed_since,
    expiring,
    get_sample,
    get_sampled,
    sampled_cases,
    samples,
)
from harborlight.firm.acting import Refused
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.law.expiry import expiries
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch
from harborlight.workflow.queries import paper_kinds

YEAR = timedelta(days=365)


@staff_page
def papers(request: Request) -> HttpResponse:
    """The papers of the firm that expire, as far as they are open to whoever asks."""
    kinds = paper_kinds(request.actor)
    form = ExpiringForm(request.GET, kinds=kinds)
    day, wanted = today(request.actor.firm.time_zone), form.wanted
    over = wanted["within"] == "over"
    until = day - timedelta(days=1) if over else day + _days(wanted["within"])
    mine = wanted["whose"] == "mine"
    since = None if over else day
    rows = expiring(request.actor, until=until, since=since, mine=mine)
    if wanted["kind"]:
        rows = rows.filter(kind=wanted["kind"])
    shown: dict[str, Any] = {"page": stretch(rows, request.GET.get("page"), size=50)}
    shown |= {"form": form, "today": day, "rules": expiries(), "kinds": kinds}
    shown["query"] = "".join(f"&{name}={value}" for name, value in wanted.items())
    return render(request, "staff/documents/expiring.html", shown)


def _days(said: str | None) -> timedelta:
    return timedelta(days=int(said or 0))


@staff_page
@only(SETTINGS_CHANGED)
def watch(request: Request) -> HttpResponse:
    """When teams are warned and clients reminded."""
    chosen = settings_of(request.actor)
    initial = vars(chosen) | {"warn_days": ", ".join(map(str, chosen.warn_days))}
    form = WatchForm(request.POST or None, initial=initial)
    if form.is_valid():
        change_paper_settings(request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. It counts from tomorrow morning."))
        return redirect("staff:watch")
    status = 422 if form.is_bound else 200
    shown = {"form": form, "rules": expiries()}
    return render(request, "staff/office/watch.html", shown, status=status)


@staff_page
@only(SAMPLE_DRAWN)
def draw(request: Request) -> HttpResponse:
    """Draw closed cases by lot, and see what was drawn before."""
    day = today(request.actor.firm.time_zone)
    lot = {"since": day - YEAR, "seed": secrets.randbelow(1_000_000)}
    form = SampleForm(request.POST or None, initial=lot)
    if form.is_valid():
        several = closed_since(request.actor, form.cleaned_data["since"])
        try:
            found = draw_sample(request.actor, several=several, **form.cleaned_data)
            return redirect("staff:sample", found.pk)
        except Refused as why:
            form.add_error("since", str(why))
    shown = {"form": form, "page": stretch(samples(request.actor), None, size=25)}
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/samples.html", shown, status=status)


@staff_page
@only(SAMPLE_DRAWN)
def sample(request: Request, sample_id: UUID) -> HttpResponse:
    found = get_sample(request.actor, sample_id)
    shown = {"sample": found, "rows": sampled_cases(request.actor, found)}
    return render(request, "staff/office/sample.html", shown)


@staff_page
@only(SAMPLE_CHECKED)
def check(request: Request, sampled_id: UUID) -> HttpResponse:
    found = get_sampled(request.actor, sampled_id)
    note_sighting(request.actor, found.case)
    form = CheckedForm(request.POST or None, initial=vars(found))
    if form.is_valid():
        check_sampled(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect("staff:sample", found.sample_id)
    shown = {"sampled": found, "form": form}
    shown["case"] = get_case_file(request.actor, found.case_id)
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/sampled.html", shown, status=status)
