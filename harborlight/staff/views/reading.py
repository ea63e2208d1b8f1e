"""What was read on a paper: shown with its place on the page, and confirmed by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.actions import note_download
from harborlight.documents.actions import (
    NothingToConfirm,
    NotRead,
    ask_reading,
    confirm_read,
)
from harborlight.documents.events import READ_CONFIRMED, READING_ASKED
from harborlight.documents.models import Version
from harborlight.documents.queries import filed_name, get_version
from harborlight.documents.reading import pages_of, reading_of, standing
from harborlight.documents.suggesting import (
    NOTICES,
    Suggestion,
    suggestions,
    understood,
)
from harborlight.facts.actions import ChangedMeanwhile
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.downloads import file_response
from harborlight.firm.vault.stored import refuse_held
from harborlight.papers.notices import Notice
from harborlight.replies.models import Reply
from harborlight.staff.counting import begun_of
from harborlight.ui.pictures import part_picture


@staff_page
def read(request: Request, version_id: UUID) -> HttpResponse:
    found = get_version(request.actor, version_id)
    note_sighting(request.actor, found)
    return render(request, "staff/review/read.html", _shown(request, found))


@require_POST
@staff_page
def confirm(request: Request, version_id: UUID, what: str) -> HttpResponse:
    found = get_version(request.actor, version_id)
    must(request.actor, READ_CONFIRMED)
    one, over = _suggested(request, found, what), request.POST.get("over", "")
    try:
        confirm_read(request.actor, found, read=one, over=over[:40])
        messages.success(request, _("Confirmed: %(what)s.") % {"what": one.label})
    except (ChangedMeanwhile, NothingToConfirm):
        late = _("%(what)s was changed meanwhile. Look at it again, then confirm it.")
        messages.warning(request, late % {"what": one.label})
    return redirect("staff:review-version", found.pk)


@require_POST
@staff_page
def again(request: Request, version_id: UUID) -> HttpResponse:
    found = get_version(request.actor, version_id)
    must(request.actor, READING_ASKED)
    try:
        ask_reading(request.actor, found)
        messages.success(request, _("It is read again. This takes a minute or two."))
    except NotRead as why:
        messages.warning(request, str(why))
    return redirect("staff:review-version", found.pk)


@staff_page
def part(request: Request, version_id: UUID, what: str) -> HttpResponse:
    """Where a value was read, cut out of its page."""
    found = get_version(request.actor, version_id)
    place = _suggested(request, found, what).place
    picture = part_picture(request, found.file, found.kind, place)
    note_sighting(request.actor, found)
    return picture


@staff_page
def searchable(request: Request, version_id: UUID) -> HttpResponse:
    """The pages as a PDF whose words can be searched and copied."""
    found = get_version(request.actor, version_id)
    reading = reading_of(request.actor, found)
    if reading is None or reading.searchable is None:
        raise Http404
    refuse_held(found.file)
    name = filed_name(found).rpartition(".")[0] + " (searchable).pdf"
    note_download(request.actor, found, name=name)
    return file_response(request, reading.searchable, name=name, kind="pdf")


def _shown(request: Request, found: Version) -> dict[str, Any]:
    reading = reading_of(request.actor, found)
    pages = pages_of(request.actor, found, reading) if reading else []
    day = today(request.actor.firm.time_zone)
    seen = understood(pages, day)
    several = suggestions(
        request.actor, found, pages, language=get_language() or "en", on=day
    )
    return {
        "version": found,
        "reading": reading,
        "standing": standing(found, reading),
        "words": sum(len(page.words) for page in pages),
        **_of_notice(seen.notice),
        "zone": seen.zone,
        "suggestions": several,
        "differs": any(one.standing == "differs" for one in several),
    }


def _of_notice(notice: Notice | None) -> dict[str, Any]:
    """Which notice it is, and the deadlines that it begins."""
    kind = NOTICES.get(notice.kind, "") if notice else ""
    answered = notice is not None and notice.kind in Reply.Kind.values
    shown = {"notice": notice, "notice_kind": kind, "begun": begun_of(notice)}
    return {**shown, "answered": answered}


def _suggested(request: Request, found: Version, what: str) -> Suggestion:
    """The value of this name, read anew from what is kept: nothing of it comes by mail."""
    day, language = today(request.actor.firm.time_zone), get_language() or "en"
    pages = pages_of(request.actor, found)
    several = suggestions(request.actor, found, pages, language=language, on=day)
    one = next((one for one in several if one.key == what), None)
    if one is None:
        raise Http404
    return one
