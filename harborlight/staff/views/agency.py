"""What the agencies say of a case: its numbers, what was seen, what the client knows."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agency.actions import (
    AlreadyTold,
    KnownNumber,
    NotNow,
    ask_now,
    check_by_hand,
    end_tracking,
    observe,
    tell_client,
    track_number,
)
from harborlight.agency.events import ASK_WANTED, CHECKED, ENDED, SEEN, TOLD, TRACKED
from harborlight.agency.forms import EndForm, SeenForm, TellForm, TrackForm
from harborlight.agency.jobs import ask_one_soon
from harborlight.agency.models import Source, Tracked
from harborlight.agency.queries import get_observation, get_tracked
from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.agency_desk import Told, about_case, day_of, notice_of


@staff_page
def of_case(request: Request, case_id: UUID) -> HttpResponse:
    return _shown(request, get_case_file(request.actor, case_id))


def _shown(
    request: Request, case: Case, about: UUID | None = None, form: Form | None = None
) -> HttpResponse:
    """The page of a case. about, form: of what a form came that was not right."""
    note_sighting(request.actor, case)
    shown = about_case(request, case) | {"about": about, "form": form}
    status = 422 if form else 200
    return render(request, "staff/agency/of_case.html", shown, status=status)


@staff_page
def track(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, TRACKED)
    note_sighting(request.actor, case)
    form = TrackForm(request.POST or None, today=day_of(request))
    if form.is_valid() and _tracked(request, case, form):
        return redirect("staff:case-agency", case.pk)
    shown = {"case": case, "tab": "case", "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/track.html", shown, status=status)


def _tracked(request: Request, case: Case, form: TrackForm) -> bool:
    try:
        track_number(request.actor, case, **form.cleaned_data)
    except KnownNumber as why:
        form.add_error("number", str(why))
        return False
    messages.success(
        request, _("It is followed. Write down what the agency says of it.")
    )
    return True


@staff_page
def see(request: Request, tracked_id: UUID) -> HttpResponse:
    found = get_tracked(request.actor, tracked_id)
    must(request.actor, SEEN)
    note_sighting(request.actor, found)
    told = notice_of(request, found.case)
    form = _seen_form(request, found, told)
    if form.is_valid():
        _seen(request, found, form, told)
        return redirect("staff:case-agency", found.case_id)
    shown = {"case": found.case, "tab": "case", "tracked": found}
    shown |= {"form": form, "told": told}
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/see.html", shown, status=status)


def _seen_form(request: Request, found: Tracked, told: Told | None) -> SeenForm:
    return SeenForm(
        request.POST or None,
        agency=found.agency,
        today=day_of(request),
        initial={"means": told.means, "on": told.on} if told else {},
    )


def _seen(request: Request, found: Tracked, form: SeenForm, told: Told | None) -> None:
    source = Source.NOTICE if told else Source.HAND
    paper = told.paper.pk if told else None
    said = form.cleaned_data
    seen = observe(request.actor, found, source=source, paper_id=paper, **said)
    if seen is None:
        done = _("It says still the same: the page says that it was checked now.")
    elif seen.waits and seen.is_unknown:
        done = _("Nobody knows these words yet: say what they mean.")
    elif seen.waits:
        done = _(
            "Written down. The client reads nothing of it until somebody told them."
        )
    else:
        done = _("Written down. The client can read it.")
    messages.success(request, done)


@require_POST
@staff_page
def check(request: Request, tracked_id: UUID) -> HttpResponse:
    found = get_tracked(request.actor, tracked_id)
    must(request.actor, CHECKED)
    if found.last_id:
        check_by_hand(request.actor, found)
        messages.success(request, _("The page says that it was checked now."))
    return redirect("staff:case-agency", found.case_id)


@require_POST
@staff_page
def ask(request: Request, tracked_id: UUID) -> HttpResponse:
    """Have the service asked now; what it says stands on the page once it has."""
    found = get_tracked(request.actor, tracked_id)
    must(request.actor, ASK_WANTED)
    try:
        ask_now(request.actor, found)
        ask_one_soon(found)
        said = _("The service is being asked. What it says stands here in a moment.")
        messages.success(request, said)
    except NotNow as why:
        messages.warning(request, str(why))
    return redirect("staff:case-agency", found.case_id)


@require_POST
@staff_page
def tell(request: Request, observation_id: UUID) -> HttpResponse:
    seen = get_observation(request.actor, observation_id)
    must(request.actor, TOLD)
    form = TellForm(request.POST)
    if not form.is_valid():
        return _shown(request, seen.case, seen.pk, form)
    try:
        tell_client(request.actor, seen, **form.cleaned_data)
        messages.success(request, _("Written down. Their page says it from now on."))
    except AlreadyTold as why:
        messages.warning(request, str(why))
    return redirect("staff:case-agency", seen.case_id)


@require_POST
@staff_page
def end(request: Request, tracked_id: UUID) -> HttpResponse:
    found = get_tracked(request.actor, tracked_id)
    must(request.actor, ENDED)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _shown(request, found.case, found.pk, form)
    end_tracking(request.actor, found, on=day_of(request), **form.cleaned_data)
    messages.success(request, _("It is followed no longer."))
    return redirect("staff:case-agency", found.case_id)
