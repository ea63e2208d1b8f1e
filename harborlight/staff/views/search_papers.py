"""Looking for papers by the words on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from harborlight.cases.models import FILE_READERS
from harborlight.cases.queries import get_case_file
from harborlight.documents.found import ROWS, Hit, papers_found, passages_found
from harborlight.documents.marks import marks_on
from harborlight.documents.queries import get_version
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.numbers import whole
from harborlight.firm.sightings import note_sighting
from harborlight.packets.queries import packets_open
from harborlight.search.actions import change_search, delete_search, save_search
from harborlight.search.asked import heard, question
from harborlight.search.entries import CANDIDATES
from harborlight.search.events import CHANGED, DELETED, SAVED
from harborlight.search.forms import SaveSearchForm
from harborlight.search.models import SavedSearch
from harborlight.search.queries import get_saved_search, saved_searches
from harborlight.staff.office_doors import only
from harborlight.staff.search_forms import AskForm, FindPapersForm, find_papers_form
from harborlight.staff.searching import is_somebodys
from harborlight.staff.stretch import Stretch

_SIGNS = re.compile(r'"|\*|(?:^|\s)-\w')
_NOT_KEPT = gettext_lazy(
    "A search for somebody's number or address is not kept, because it would stand in "
    "addresses of pages. Leave the number out, or look for it by hand."
)


@staff_page
@only(FILE_READERS)
def papers(request: Request) -> HttpResponse:
    """A number or an address of somebody is sent; other words stand in the address."""
    form = find_papers_form(request.actor, request.POST or request.GET)
    if request.method == "POST" and not is_somebodys(form.words):
        return redirect(f"{reverse('staff:search-papers')}?{form.address}")
    return _shown(request, form, SaveSearchForm())


@require_POST
@staff_page
@only(FILE_READERS)
def save(request: Request) -> HttpResponse:
    """Keep what the page was asked for; it says so in `search`, as an address would."""
    must(request.actor, SAVED)
    form = find_papers_form(request.actor, QueryDict(request.POST.get("search", "")))
    saving = SaveSearchForm(request.POST)
    if is_somebodys(form.words):
        saving.add_error(None, _NOT_KEPT)
    if not saving.is_valid():
        return _shown(request, form, saving, status=422)
    about = {"words": form.words, "narrowed": form.said}
    save_search(request.actor, **saving.cleaned_data | about)
    messages.success(request, _("The search is saved."))
    return redirect(f"{reverse('staff:search-papers')}?{form.address}")


@staff_page
@only(FILE_READERS)
def saved(request: Request, search_id: UUID) -> HttpResponse:
    """A saved search: called otherwise, shared, or no longer."""
    found = get_saved_search(request.actor, search_id)
    now = {"name": found.name, "shared": found.shared}
    if request.method == "POST":
        must(request.actor, CHANGED)
    form = SaveSearchForm(request.POST or None, initial=now)
    if form.is_valid():
        change_search(request.actor, found, **form.cleaned_data)
        messages.success(request, _("The saved search is changed."))
        return redirect("staff:search-papers")
    status = 422 if form.is_bound else 200
    shown = {"saved": found, "form": form, "is_own": _is_own(request, found)}
    return render(request, "staff/search/saved.html", shown, status=status)


@require_POST
@staff_page
@only(FILE_READERS)
def delete(request: Request, search_id: UUID) -> HttpResponse:
    found = get_saved_search(request.actor, search_id)
    must(request.actor, DELETED)
    delete_search(request.actor, found)
    messages.success(request, _("The saved search is deleted."))
    return redirect("staff:search-papers")


@staff_page
def ask(request: Request, case_id: UUID) -> HttpResponse:
    """A question of a case's papers, and the passages that may answer it."""
    case = get_case_file(request.actor, case_id)
    form = AskForm(request.POST or request.GET)
    if request.method == "POST" and not is_somebodys(form.words):
        return redirect(f"{request.path}?{form.address}")
    asked = question(form.words)
    answers = passages_found(request.actor, case, asked)
    note_sighting(request.actor, case)
    for told in answers.told:
        note_sighting(request.actor, told.version)
    shown = {"case": case, "tab": "case-documents", "form": form}
    shown |= {"asked": asked, "answers": answers, "is_sent": is_somebodys(form.words)}
    return render(request, "staff/search/ask.html", shown)


@staff_page
def marks(request: Request, version_id: UUID, page: int) -> HttpResponse:
    """A picture to lie over that of a page: what `q` asks for, marked where it stands."""
    found = get_version(request.actor, version_id)
    words = request.GET.get("q", "")
    # A search says what it wants by signs; a question has words in any form.
    asked = heard(words) if _SIGNS.search(words) else question(words)
    boxes = marks_on(request.actor, found, page, asked)
    note_sighting(request.actor, found)
    shown = {"boxes": boxes}
    return render(request, "staff/search/_marks.html", shown, "image/svg+xml")


def _shown(
    request: Request, form: FindPapersForm, saving: SaveSearchForm, status: int = 200
) -> HttpResponse:
    number = _number(request)
    wanted = heard(form.words)
    found = papers_found(request.actor, wanted, number=number, **form.narrowed)
    for hit in found.hits:
        note_sighting(request.actor, hit.version)
    shown: dict[str, Any] = {
        "form": form,
        "found": found,
        "page": Stretch(found.hits, number, ROWS, found.has_next),
        "is_sent": is_somebodys(form.words),
        "saving": saving,
        "saved": _saved(request),
        **_into_packets(request, form, found.hits),
    }
    return render(request, "staff/search/papers.html", shown, status=status)


def _saved(request: Request) -> list[tuple[SavedSearch, bool]]:
    return [(one, _is_own(request, one)) for one in saved_searches(request.actor)]


def _into_packets(
    request: Request, form: FindPapersForm, hits: Sequence[Hit]
) -> dict[str, Any]:
    """What papers that were found can be put into: packets of one case."""
    case = form.about_case
    return {
        "packets": packets_open(request.actor, case) if case else [],
        "cases": {hit.version.case.pk: hit.version.case for hit in hits}.values(),
    }


def _number(request: Request) -> int:
    """Which stretch is asked for: no more are ranked than CANDIDATES."""
    said = request.POST.get("page") or request.GET.get("page") or ""
    number = whole(said, 1)
    return min(max(number, 1), CANDIDATES // ROWS)


def _is_own(request: Request, one: SavedSearch) -> bool:
    return one.owner_id == request.actor.user_id
