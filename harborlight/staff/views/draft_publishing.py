"""A draft before clients meet it: walked through, compared, published or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.facts.catalogue import LANGUAGES
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.numbers import whole
from harborlight.questionnaires.actions import (
    ChangedByOthers,
    NotWhole,
    discard_draft,
    publish_draft,
)
from harborlight.questionnaires.condition_words import party_name
from harborlight.questionnaires.differences import differences
from harborlight.questionnaires.drafts import no_longer_asked
from harborlight.questionnaires.edit_forms import NoteForm
from harborlight.questionnaires.events import DRAFT_CHANGED, DRAFT_DISCARDED, KEPT
from harborlight.questionnaires.fault_words import told_faults
from harborlight.questionnaires.forms import ScreenForm
from harborlight.questionnaires.pages import Page
from harborlight.questionnaires.queries import newest, read
from harborlight.questionnaires.trying import Walk, begin_walk
from harborlight.staff.draft_rows import courses_with, forms_of
from harborlight.staff.drafting import Desk, changes_seen, not_done, of_draft
from harborlight.staff.office_doors import only

if TYPE_CHECKING:
    from django.http import HttpResponse


@staff_page
@only(KEPT)
@of_draft
def publish(request: Request, desk: Desk) -> HttpResponse:
    """What would change, what forms would lack; and then it is the version in use."""
    form = NoteForm(request.POST or None, initial={"seen": desk.draft.changes})
    if form.is_valid():
        said, seen = form.cleaned_data, changes_seen(request)
        try:
            row = publish_draft(request.actor, desk.draft, seen=seen, note=said["note"])
            words = _("Version %(version)s is in use: new cases take it.")
            messages.success(request, words % {"version": row.version})
            return redirect("staff:questionnaire", row.pk)
        except ChangedByOthers as others:
            return _look_again(request, desk, others)
        except NotWhole:
            form.add_error(None, _("Put in order first what is listed here."))
    return _compared(request, desk, form)


def _look_again(request: Request, desk: Desk, others: ChangedByOthers) -> HttpResponse:
    messages.warning(request, not_done(others))
    return redirect("staff:publish-draft", desk.draft.pk)


def _compared(request: Request, desk: Desk, form: NoteForm) -> HttpResponse:
    before = read(newest(request.actor, desk.draft.key))
    forms = forms_of(courses_with(request.actor, desk.draft.key))
    lost = no_longer_asked(before, desk.definition, forms)
    shown = {
        "draft": desk.draft,
        "definition": desk.definition,
        "before": before,
        "is_behind": before.version != desk.draft.based_on.version,
        "changes": differences(before, desk.definition),
        "faults": [*told_faults(desk.definition)],
        "lost": [(before.index[fact].question, needing) for fact, needing in lost],
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/questions/publish.html", shown, status=status)


@require_POST
@staff_page
@only(DRAFT_DISCARDED)
@of_draft
def discard(request: Request, desk: Desk) -> HttpResponse:
    try:
        discard_draft(request.actor, desk.draft, seen=changes_seen(request))
    except ChangedByOthers as others:
        messages.warning(request, not_done(others))
        return redirect("staff:draft", desk.draft.pk)
    messages.success(request, _("The draft is gone. The version in use stays."))
    return redirect("staff:questionnaire", desk.draft.based_on_id)


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def preview(request: Request, desk: Desk) -> HttpResponse:
    """Walk through it as a client would; what is typed is kept in the page alone."""
    walk = begin_walk(
        desk.definition, request.POST.get("as", ""), request.POST.get("said", "")
    )
    said = request.POST or request.GET
    walk.language = said["reads"] if said.get("reads") in LANGUAGES else "en"
    walk.go_to(request.POST.get("at", ""))
    form = _walked(request, walk) if request.POST else None
    page = walk.page()
    status = 422 if form else 200
    if page and page.screen and form is None:
        form = _asked(request, walk, page)
    shown = {"draft": desk.draft, "definition": desk.definition, "walk": walk}
    shown |= {"page": page, "form": form, **_beside(walk)}
    return render(request, "staff/questions/preview.html", shown, status=status)


def _beside(walk: Walk) -> dict[str, Any]:
    """What stands beside the phone: who may answer, every page, and what is not asked."""
    parties = [(one, party_name(one)) for one in walk.definition.parties]
    titles = {}
    for section in walk.definition.of_party(walk.party):
        for step in section.steps:
            for one in (step, *getattr(step, "screens", ())):
                titles[one.id] = one.title
    pages = [(step, titles[step.screen]) for step in walk.steps]
    spoken = [(one, get_language_info(one)["name_local"]) for one in LANGUAGES]
    shown = {"parties": parties, "pages": pages, "hidden": [*walk.hidden()]}
    return shown | {"spoken": spoken}


def _walked(request: Request, walk: Walk) -> ScreenForm | None:
    """Do what was pressed; the form, where an answer on it cannot be taken."""
    what, _colon, which = request.POST.get("do", "").partition(":")
    page = walk.page()
    if page and page.screen:
        form = _asked(request, walk, page, request.POST)
        is_fine = form.is_valid()
        walk.take(page, form.answers())
        if what == "next" and not is_fine:
            return form
    if what == "as" and which in walk.definition.parties:
        walk.party, walk.at = which, ("", None)
    elif what == "in" and which in LANGUAGES:
        walk.language = which
    elif what == "go":
        walk.go_to(which)
    elif page:
        _turn(walk, page, what, which)
    return None


def _turn(walk: Walk, page: Page, what: str, which: str) -> None:
    """On from a page, back, or about the list that it is."""
    if what == "next":
        walk.go_on(page)
    elif what == "back" and page.before:
        walk.to(page.before)
    elif what == "add" and page.loop:
        walk.add(page.loop)
    elif what == "remove" and page.loop and (at := whole(which)) >= 0:
        walk.remove(page.loop, at)


def _asked(request: Request, walk: Walk, page: Page, data: Any = None) -> ScreenForm:
    """The form of a page, in the language that it is tried in."""
    with override(walk.language):
        return ScreenForm(
            page.questions,
            data,
            language=walk.language,
            on=today(request.actor.firm.time_zone),
        )
