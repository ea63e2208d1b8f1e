"""A draft that somebody at the server proposed to move: an attorney looks and decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.filings.actions import AlreadySent, decline_edition, take_edition
from harborlight.filings.editions_open import open_proposal
from harborlight.filings.events import MOVE_DECLINED, MOVE_TAKEN
from harborlight.filings.foreseeing import CannotMove, foresee
from harborlight.filings.models import EditionProposal, FilledForm
from harborlight.filings.queries import get_filled
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.views.editions import CANNOT


@staff_page
def proposed(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    note_sighting(request.actor, found)
    proposal = open_proposal(request.actor, found)
    shown: dict[str, Any] = {
        "filled": found,
        "case": found.case,
        "proposal": proposal,
    }
    try:
        if proposal:
            shown["told"] = foresee(request.actor, found, proposal.edition)
    except CannotMove as why:
        shown["why_not"] = str(why)
    return render(request, "staff/forms/proposed.html", shown)


@require_POST
@staff_page
def take(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    must(request.actor, MOVE_TAKEN)
    try:
        made = take_edition(request.actor, _open(request, found))
    except CANNOT as why:
        messages.error(request, str(why))
        return redirect("staff:filled-form", found.pk)
    said = _("Filled on the edition %(edition)s. Look at what differs, and approve it.")
    messages.success(request, said % {"edition": f"{made.edition:%m/%d/%y}"})
    return redirect("staff:form-differences", made.pk)


@require_POST
@staff_page
def decline(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    must(request.actor, MOVE_DECLINED)
    try:
        decline_edition(request.actor, _open(request, found))
        messages.success(request, _("Noted. The draft stays as it is."))
    except AlreadySent as why:
        messages.error(request, str(why))
    return redirect("staff:filled-form", found.pk)


def _open(request: Request, found: FilledForm) -> EditionProposal:
    """The proposal that was looked at; another edition, proposed meanwhile, is not it."""
    proposal = open_proposal(request.actor, found)
    if proposal is None or proposal.key != request.POST.get("proposal"):
        raise AlreadySent(
            _("What you looked at is proposed no more. Look at how it stands now.")
        )
    return proposal
