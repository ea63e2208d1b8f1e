from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    can_be_arranged,
    joining,
    made_of,
    redacting,
    splitting,
    turning,
)
from harborlight.documents.models import Version
from harborlight.documents.moving_forms import MoveForm
from harborlight.documents.places import beside, places_for
from harborlight.documents.queries import get_version
from harborlight.firm.acting import must
from harborlight.firm.beside import done
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
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
    said = _("Each page is where it belongs now.")
    return _tried(request, found, lambda: _split(request, found, form.parts), said)


@staff_page
def turn(request: Request, version_id: UUID) -> HttpResponse:
    """Pages stand on their heads or lie on their side."""
    found = get_version(request.actor, version_id)
    must(request.actor, TURNED)
    note_sighting(request.actor, found)
    form = TurnForm(request.POST or None, version=found)
    if not can_be_arranged(found) or not form.is_valid():
        return _page(request, "turn", found, form)
    said = _("The pages are turned, in a new version.")
    return _tried(request, found, lambda: _turned(request, found, form.turns), said)


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
    said = _("The files are one now, in a new version.")
    return _tried(request, found, lambda: _joined(request, found, form.order), said)


@staff_page
def redact(request: Request, version_id: UUID) -> HttpResponse:
    """Something in it is for nobody else's eyes."""
    found = get_version(request.actor, version_id)
    must(request.actor, REDACTED)
    note_sighting(request.actor, found)
    form = BoxesForm(request.POST or None, pages=found.pages, prefix="box")
    if not can_be_arranged(found) or not form.is_valid():
        return _page(request, "redact", found, form)
    said = _("This is the redacted copy. Look at every page.")
    try:
        return _tried(request, found, lambda: _redacted(request, found, form), said)
    except AlreadyCopied as late:
        return _copied_before(request, found, form, late.copy)


def _tried(
    request: Request, found: Version, make: Callable[[], Version], said: str
) -> HttpResponse:
    """Make what was asked for, and go to it; or say why nothing was changed."""
    try:
        found = make()
        messages.success(request, said)
    except AlreadyReviewed as late:
        return too_late(request, late)
    except NOT_DONE as why:
        messages.warning(request, str(why))
    return redirect("staff:review-version", found.pk)


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
        "numbers": found.page_numbers,
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


def _split(
    request: Request, found: Version, parts: Sequence[dict[str, Any]]
) -> Version:
    _as_they_saw_it(request, found)
    work = splitting(request.actor, found, [one["pages"] for one in parts])
    came = made_of(done(request, work))
    those = [Part(made, **one) for made, one in zip(came, parts, strict=True)]
    return split_version(request.actor, found, parts=those)[0]


def _turned(request: Request, found: Version, turns: Mapping[int, int]) -> Version:
    _as_they_saw_it(request, found)
    (made,) = made_of(done(request, turning(request.actor, found, turns)))
    return turn_pages(request.actor, found, turns=turns, made=made)


def _joined(request: Request, found: Version, order: Sequence[Version]) -> Version:
    _as_they_saw_it(request, found)
    (made,) = made_of(done(request, joining(request.actor, order)))
    return join_versions(request.actor, found, order=order, made=made)


def _redacted(request: Request, found: Version, form: Any) -> Version:
    (made,) = made_of(done(request, redacting(request.actor, found, form.boxes)))
    seen = _whole(request.POST.get("copies"))
    return redact_version(request.actor, found, boxes=form.boxes, made=made, seen=seen)
