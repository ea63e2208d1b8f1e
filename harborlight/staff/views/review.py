from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.actions import note_download
from harborlight.cases.events import COPIED
from harborlight.documents.actions import (
    AlreadyReviewed,
    NotReopened,
    accept_version,
    reopen_version,
    return_version,
)
from harborlight.documents.details import answered_details
from harborlight.documents.events import ASSIGNED, REOPENED, RETURNED
from harborlight.documents.forms import (
    ReopenForm,
    ReturnForm,
)
from harborlight.documents.made import making_of
from harborlight.documents.making import can_be_arranged
from harborlight.documents.models import Assignment, Version
from harborlight.documents.places import beside
from harborlight.documents.queries import (
    filed_name,
    get_version,
    versions,
)
from harborlight.documents.queue import next_waiting, waiting
from harborlight.documents.reasons import REASONS, ready_comment
from harborlight.documents.record import upload_record
from harborlight.documents.routing import assignment_of
from harborlight.filings.queries import form_signed_on
from harborlight.filings.spots import changed_since
from harborlight.firm.acting import may, must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response
from harborlight.staff.deciding import too_late
from harborlight.staff.looking import looking
from harborlight.staff.spent import note_opened, seconds_spent
from harborlight.staff.wanted import wanted_of
from harborlight.ui.copies import copy_response
from harborlight.ui.pictures import page_picture


@staff_page
def version(request: Request, version_id: UUID) -> HttpResponse:
    found = get_version(request.actor, version_id)
    note_sighting(request.actor, found)
    note_opened(request, found)
    reason = request.GET.get("reason", "")
    comment = ready_comment(reason, found.document.told_in)
    form = ReturnForm(initial={"reason": reason, "comment": comment})
    return _shown(request, found, form, reason)


@require_POST
@staff_page
def accept(request: Request, version_id: UUID) -> HttpResponse:
    found = get_version(request.actor, version_id)
    following = next_waiting(request.actor, found, wanted_of(request))
    try:
        accept_version(request.actor, found, seconds=seconds_spent(request, found))
        messages.success(
            request, _("Accepted: %(title)s.") % {"title": found.document.called}
        )
    except AlreadyReviewed as late:
        return too_late(request, late)
    return _on_to(following)


@require_POST
@staff_page
def send_back(request: Request, version_id: UUID) -> HttpResponse:
    found = get_version(request.actor, version_id)
    must(request.actor, RETURNED)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, request.POST.get("reason", ""))
    following = next_waiting(request.actor, found, wanted_of(request))
    try:
        spent = seconds_spent(request, found)
        return_version(request.actor, found, **form.cleaned_data, seconds=spent)
        messages.success(
            request, _("Sent back: %(title)s.") % {"title": found.document.called}
        )
    except AlreadyReviewed as late:
        return too_late(request, late, form.cleaned_data["comment"])
    return _on_to(following)


@require_POST
@staff_page
def reopen(request: Request, version_id: UUID) -> HttpResponse:
    found = get_version(request.actor, version_id)
    must(request.actor, REOPENED)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, ReturnForm(), "", form)
    try:
        reopen_version(request.actor, found, **form.cleaned_data)
        messages.success(request, _("It waits for review again."))
    except NotReopened as why:
        messages.warning(request, str(why))
    return redirect("staff:review-version", found.pk)


@staff_page
def page(request: Request, version_id: UUID, page: int) -> HttpResponse:
    found = get_version(request.actor, version_id)
    width = looking(request, found.pages).width
    picture = page_picture(request, found.file, found.kind, page, width)
    note_sighting(request.actor, found)
    return picture


@staff_page
def file(request: Request, version_id: UUID) -> HttpResponse:
    found = get_version(request.actor, version_id)
    name = filed_name(found)
    note_download(request.actor, found, name=name)
    return file_response(request, found.file, name=name, kind=found.kind)


@staff_page
def copy(request: Request, version_id: UUID) -> HttpResponse:
    """The paper for other eyes: without what hides in the file as it came."""
    found = get_version(request.actor, version_id)
    must(request.actor, COPIED)
    name = filed_name(found)
    handed = copy_response(request, found.file, name=name, kind=found.kind)
    note_download(request.actor, found, name=name, copy=True)
    return handed


@staff_page
def record(request: Request, version_id: UUID) -> HttpResponse:
    """The upload as other programs read it (documents/record.py)."""
    found = get_version(request.actor, version_id)
    note_sighting(request.actor, found)
    return JsonResponse(upload_record(request.actor, found))


def _shown(
    request: Request,
    found: Version,
    form: ReturnForm,
    reason: str,
    reopening: ReopenForm | None = None,
) -> HttpResponse:
    shown = {
        **_changed(request, found),
        **_versions(request, found),
        "making": making_of(request.actor, found),
        "details": answered_details(request.actor, found.said.get("details", {})),
        "given": _given(request, found),
        "version": found,
        "case": found.case,
        "reopening": reopening or ReopenForm(),
        **_compared(request, found),
        **_queue(request, found),
        "arrangeable": can_be_arranged(found),
        "form": form,
        "reason": dict(REASONS).get(reason, ""),
        "reasons": REASONS,
    }
    status = 422 if form.is_bound or reopening else 200
    return render(request, "staff/review/version.html", shown, status=status)


def _given(request: Request, found: Version) -> Assignment | None:
    """Who looks at it, for those who may give it to somebody else."""
    asks = found.waits and may(request.actor, ASSIGNED)
    return assignment_of(request.actor, found) if asks else None


def _queue(request: Request, found: Version) -> dict[str, Any]:
    """How many wait beside this one, and which is next."""
    wanted = wanted_of(request)
    others = waiting(request.actor, wanted).exclude(pk=found.pk)
    following = next_waiting(request.actor, found, wanted)
    return {"waiting": others.count(), "following": following}


def _versions(request: Request, found: Version) -> dict[str, Any]:
    """Every version of its paper, and the newest that came in the place of this one."""
    every = [*versions(request.actor, found.document)]
    later = [one for one in every if one.number > found.number]
    newer = next((one for one in later if one.slot == found.slot), None)
    return {"versions": every, "newer": newer}


def _compared(request: Request, found: Version) -> dict[str, Any]:
    """How it is looked at, what may stand beside it, and what does."""
    look = looking(request, found.pages)
    others = [*beside(request.actor, found)]
    compared = next((one for one in others if one.key == look.beside), None)
    if compared is None:
        look = replace(look, beside="")
    shown = {"looking": look, "others": others, "compared": compared}
    return shown | ({"look": look.of(compared.pages)} if compared else {})


def _changed(request: Request, found: Version) -> dict[str, Any]:
    """Of signed pages: the form they are of, and what was answered otherwise since."""
    filled = form_signed_on(request.actor, found.document.request)
    changed = changed_since(request.actor, filled) if filled else []
    return {"filled": filled, "changed": changed}


def _on_to(following: Version | None) -> HttpResponse:
    if following is None:
        return redirect("staff:review")
    return redirect("staff:review-version", following.pk)
