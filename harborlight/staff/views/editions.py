"""Open drafts and the editions they stand on: moved to a newer one, and compared."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.filings.actions import AlreadySent, move_to_edition
from harborlight.filings.draft_diff import differences as compared
from harborlight.filings.editions_open import on_editions
from harborlight.filings.events import REMAPPED
from harborlight.filings.library import NoBlank
from harborlight.filings.models import FilledForm
from harborlight.filings.queries import get_filled
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.law.packs import NoEdition, packs

CANNOT = (AlreadySent, NoEdition, NoBlank)


@staff_page
def differences(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    note_sighting(request.actor, found)
    told = compared(request.actor, found)
    shown = {"filled": found, "case": found.case, "told": told}
    return render(request, "staff/forms/differences.html", shown)


@staff_page
def drafts(request: Request, form: str) -> HttpResponse:
    _known(form)
    day = today(request.actor.firm.time_zone)
    shown = {"form": form, "editions": on_editions(request.actor, form, on=day)}
    return render(request, "staff/forms/drafts.html", shown)


@require_POST
@staff_page
def move(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    must(request.actor, REMAPPED)
    edition = _edition(request)
    try:
        made = _moved(request, found, edition)
    except CANNOT as why:
        messages.error(request, str(why))
        return redirect("staff:filled-form", found.pk)
    said = _("Filled on the edition %(edition)s. Look at what differs, and approve it.")
    messages.success(request, said % {"edition": f"{made.edition:%m/%d/%y}"})
    return redirect("staff:form-differences", made.pk)


@require_POST
@staff_page
def move_all(request: Request, form: str) -> HttpResponse:
    _known(form)
    must(request.actor, REMAPPED)
    edition = _edition(request)
    day = today(request.actor.firm.time_zone)
    several = on_editions(request.actor, form, on=day)
    rows = [row for one in several if one.edition != edition for row in one.drafts]
    count = sum(_is_moved(request, row, edition) for row in rows)
    said = ngettext("%(n)s draft moved.", "%(n)s drafts moved.", count)
    messages.success(request, said % {"n": count})
    return redirect("staff:form-drafts", form)


def _is_moved(request: Request, row: FilledForm, edition: date | None) -> bool:
    """Each by itself: one that cannot be moved keeps no other from it."""
    try:
        _moved(request, row, edition)
    except CANNOT as why:
        messages.error(request, f"{row.case.number}: {why}")
        return False
    return True


def _moved(request: Request, row: FilledForm, edition: date | None) -> FilledForm:
    if edition is None:
        raise NoEdition(_("Choose the edition to which it goes."))
    return move_to_edition(request.actor, row, edition=edition)


def _edition(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("edition", ""))
    except ValueError:
        return None


def _known(form: str) -> None:
    if form not in {pack.form for pack in packs()}:
        raise Http404
