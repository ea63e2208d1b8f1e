"""Closed cases drawn by lot, and what was found in them."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import get_case_file
from harborlight.documents.actions import check_sampled, draw_sample
from harborlight.documents.events import SAMPLE_CHECKED, SAMPLE_DRAWN
from harborlight.documents.sampling import (
    closed_since,
    get_sample,
    get_sampled,
    sampled_cases,
    samples,
)
from harborlight.documents.sampling_forms import CheckedForm, SampleForm
from harborlight.firm.acting import Refused
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch

YEAR = timedelta(days=365)


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
    form = CheckedForm(
        request.POST or None, initial={"result": found.result, "note": found.note}
    )
    if form.is_valid():
        check_sampled(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect("staff:sample", found.sample_id)
    shown = {"sampled": found, "form": form}
    shown["case"] = get_case_file(request.actor, found.case_id)
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/sampled.html", shown, status=status)
