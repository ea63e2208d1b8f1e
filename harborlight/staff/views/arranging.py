from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import people_of
from harborlight.documents.actions import (
    AlreadyCopied,
    AlreadyReviewed,
    NoLongerAsked,
    Part,
    join_versions,
    move_version,
    redact_version,
    split_version,
    turn_pages,
)
from harborlight.documents.arranging_forms import (
    BoxesForm,
    JoinForm,
    SplitForm,
    TurnForm,
)
from harborlight.documents.events import JOINED, MOVED, REDACTED, SPLIT, TURNED
from harborlight.documents.made import copies_of
from harborlight.documents.making import (
    NotMade,
    arranging,
    can_be_arranged,
    made_of,
    redacting,
)
from harborlight.documents.models import Version
from harborlight.documents.moving_forms import MoveForm
from harborlight.documents.places import beside, places_for
from harborlight.documents.queries import get_version
from harborlight.firm import beside as work
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.papers.arranging import Sheet
from harborlight.staff.deciding import too_late

# What cannot be done any more, or not with this file: nothing was changed.
NOT_DONE = (NoLongerAsked, NotMade)


@staff_page
def move(request: Request, version_id: UUID) -> HttpResponse:
    """It is another paper than the one it was sent as."""
    found = get_version(request.actor, version_id)
    must(request.actor, MOVED)
    note_sighting(request.actor, found)
    places = places_for(request.actor, found)
    people = people_of(request.actor, found.case)
    form = MoveForm(request.POST or None, version=found, places=places, people=people)
    if not form.is_valid():
        return _page(request, "move", found, form)
    try:
        move_version(request.actor, found, **form.cleaned_data)
        said = _("It is now: %(title)s. It waits for your decision there.")
        messages.success(request, said % {"title": found.document.called})
    except AlreadyReviewed as late:
        return too_late(request, late, form.cleaned_data["reason"])
    except NoLongerAsked as why:
        messages.warning(request, str(why))
    return redirect("staff:review-version", found.pk)


@staff_page
def split(request: Request, version_id: UUID) -> HttpResponse:
    """One file holds several papers: which page is which."""
    found = get_version(request.actor, version_id)
    must(request.actor, SPLIT)
    note_sighting(request.actor, found)
    places = places_for(request.actor, found)
    form = SplitForm(request.POST or None, version=found, places=places)
    if not can_be_arranged(found) or not form.is_valid():
        return _page(request, "split", found, form)
    try:
        made = split_version(request.actor, found, parts=_parts(request, found, form))
        messages.success(request, _("Each page is where it belongs now."))
    except AlreadyReviewed as late:
        return too_late(request, late)
    except NOT_DONE as why:
        messages.warning(request, str(why))
        return redirect("staff:review-version", found.pk)
    return redirect("staff:review-version", made[0].pk)


@staff_page
def turn(request: Request, version_id: UUID) -> HttpResponse:
    """Pages stand on their heads or lie on their side."""
    found = get_version(request.actor, version_id)
    must(request.actor, TURNED)
    note_sighting(request.actor, found)
    form = TurnForm(request.POST or None, version=found)
    if not can_be_arranged(found) or not form.is_valid():
        return _page(request, "turn", found, form)
    try:
        made = _turned(request, found, form.turns)
        found = turn_pages(request.actor, found, turns=form.turns, made=made)
        messages.success(request, _("The pages are turned, in a new version."))
    except AlreadyReviewed as late:
        return too_late(request, late)
    except NotMade as why:
        messages.warning(request, str(why))
    return redirect("staff:review-version", found.pk)


@staff_page
def join(request: Request, version_id: UUID) -> HttpResponse:
    """One paper came in several files, as its front and its back."""
    found = get_version(request.actor, version_id)
    must(request.actor, JOINED)
    note_sighting(request.actor, found)
    others = [one for one in beside(request.actor, found) if can_be_arranged(one)]
    form = JoinForm(request.POST or None, version=found, others=others)
    if not can_be_arranged(found) or not form.is_valid():
        return _page(request, "join", found, form)
    try:
        found = _joined(request, found, form.order)
        messages.success(request, _("The files are one now, in a new version."))
    except AlreadyReviewed as late:
        return too_late(request, late)
    except NotMade as why:
        messages.warning(request, str(why))
    return redirect("staff:review-version", found.pk)


@staff_page
def redact(request: Request, version_id: UUID) -> HttpResponse:
    """Something in it is for nobody else's eyes."""
    found = get_version(request.actor, version_id)
    must(request.actor, REDACTED)
    note_sighting(request.actor, found)
    form = BoxesForm(request.POST or None, pages=found.pages, prefix="box")
    if not can_be_arranged(found) or not form.is_valid():
        return _page(request, "redact", found, form)
    try:
        found = _redacted(request, found, form)
        messages.success(request, _("This is the redacted copy. Look at every page."))
    except AlreadyCopied as late:
        return _copied_before(request, found, form, late.copy)
    except NotMade as why:
        messages.warning(request, str(why))
    return redirect("staff:review-version", found.pk)


def _redacted(request: Request, found: Version, form: Any) -> Version:
    (came,) = made_of(work.done(request, redacting(request.actor, found, form.boxes)))
    seen = _whole(request.POST.get("copies"))
    return redact_version(request.actor, found, boxes=form.boxes, made=came, seen=seen)


def _copied_before(
    request: Request, found: Version, form: Any, copy: Version
) -> HttpResponse:
    """Pressed twice leads to the one copy; after somebody else, they may still make theirs."""
    if copy.uploaded_by_id == request.actor.user_id:
        said = _("This is the copy that you made a moment ago. It was not made twice.")
        messages.info(request, said)
        return redirect("staff:review-version", copy.pk)
    said = _(
        "%(name)s has made a redacted copy of this meanwhile: see the documents of the "
        "case. If you need yours, too, make it now."
    )
    who = copy.uploaded_by.name if copy.uploaded_by else _("Somebody")
    messages.warning(request, said % {"name": who})
    return _page(request, "redact", found, form)


def _whole(said: str | None) -> int | None:
    return int(said) if said and said.isdecimal() and len(said) < 6 else None


def _page(request: Request, name: str, found: Version, form: Any) -> HttpResponse:
    shown = {
        "version": found,
        "case": found.case,
        "form": form,
        "tool": name,
        "possible": name == "move" or can_be_arranged(found),
        "numbers": range(1, found.pages + 1),
        "copies": copies_of(request.actor, found) if name == "redact" else 0,
    }
    status = 422 if form.is_bound else 200
    return render(request, f"staff/review/{name}.html", shown, status=status)


def _as_they_saw_it(request: Request, found: Version) -> None:
    """What was pressed twice, or after somebody else, is done once.

    Raises AlreadyReviewed.
    """
    if request.POST.get("was", found.state) != found.state:
        raise AlreadyReviewed(found)


def _parts(request: Request, found: Version, form: SplitForm) -> list[Part]:
    """What the file falls into. Raises NotMade, and beside.Needs before that is done."""
    _as_they_saw_it(request, found)
    plans = [[Sheet(0, page) for page in one["pages"]] for one in form.parts]
    came = work.done(request, arranging(request.actor, [found], plans))
    return [
        Part(made, **one) for made, one in zip(made_of(came), form.parts, strict=True)
    ]


def _turned(request: Request, found: Version, turns: dict[int, int]) -> Any:
    _as_they_saw_it(request, found)
    pages = range(1, found.pages + 1)
    plan = [Sheet(0, page, turns.get(page, 0)) for page in pages]
    came = work.done(request, arranging(request.actor, [found], [plan]))
    return made_of(came)[0]


def _joined(request: Request, found: Version, order: list[Version]) -> Version:
    _as_they_saw_it(request, found)
    taken = [(one, [*range(1, one.pages + 1)]) for one in order]
    plan = [Sheet(at, page) for at, (_one, pages) in enumerate(taken) for page in pages]
    came = work.done(request, arranging(request.actor, order, [plan]))
    return join_versions(
        request.actor,
        found,
        others=[one for one in order if one.pk != found.pk],
        made=made_of(came)[0],
        taken=taken,
    )
