from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.filings.actions import add_blank, ask_for_blank
from harborlight.filings.editions_open import drafts_to_move
from harborlight.filings.events import BLANK_ADDED
from harborlight.filings.library import (
    LARGEST_BLANK,
    ClosedLibrary,
    UnknownBlank,
    library,
)
from harborlight.filings.shelf import elsewhere, shelf
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.law.blankless import blankless


@staff_page
def books(request: Request) -> HttpResponse:
    return _shown(request)


@require_POST
@staff_page
def add(request: Request) -> HttpResponse:
    must(request.actor, BLANK_ADDED)
    sent = request.FILES.get("file")
    if sent is None:
        return _shown(request, _("Choose a file."))
    if (sent.size or 0) > LARGEST_BLANK:
        return _shown(request, _("This file is larger than a form can be."))
    try:
        pack = add_blank(request.actor, content=sent.read())
    except (UnknownBlank, ClosedLibrary) as why:
        return _shown(request, str(why))
    said = {"form": pack.form, "edition": f"{pack.edition:%m/%d/%y}"}
    messages.success(request, _("Here now: Form %(form)s, edition %(edition)s.") % said)
    return redirect("staff:library")


@require_POST
@staff_page
def fetch(request: Request, form: str) -> HttpResponse:
    if form not in {held.pack.form for held in library()}:
        raise Http404
    ask_for_blank(request.actor, form=form)
    said = _("We are asking the agency for Form %(form)s. Look again in a minute.")
    messages.info(request, said % {"form": form})
    return redirect("staff:library")


def _shown(request: Request, error: str = "") -> HttpResponse:
    day = today(request.actor.firm.time_zone)
    shown = {
        "shelf": shelf(day, drafts_to_move(request.actor)),
        "elsewhere": elsewhere(day),
        "blankless": blankless(),
        "today": day,
        "file_error": error,
    }
    status = 422 if error else 200
    return render(request, "staff/forms/library.html", shown, status=status)
