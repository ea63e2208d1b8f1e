"""A case of which nothing is destroyed: why, since when, and until an attorney lifts it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.docket.actions import (
    LiftedAlready,
    lift_legal_hold,
    place_legal_hold,
)
from harborlight.docket.case_forms import LegalHoldForm
from harborlight.docket.events import HOLD_LIFTED, HOLD_PLACED
from harborlight.docket.queries import get_legal_hold, legal_holds
from harborlight.firm.acting import may, must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting


@staff_page
def holds(request: Request, case_id: UUID) -> HttpResponse:
    """The holds of a case, those of before too, and one to place."""
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    form = LegalHoldForm()
    if request.method == "POST":
        must(request.actor, HOLD_PLACED, _("Only an attorney places a legal hold."))
        form = LegalHoldForm(request.POST)
        if form.is_valid():
            place_legal_hold(request.actor, case, **form.cleaned_data)
            messages.success(request, _("Held. Nothing of this case is destroyed."))
            return redirect("staff:legal-holds", case.pk)
    return _shown(request, case, form)


@require_POST
@staff_page
def lift(request: Request, legal_hold_id: UUID) -> HttpResponse:
    found = get_legal_hold(request.actor, legal_hold_id)
    must(request.actor, HOLD_LIFTED, _("Only an attorney lifts a legal hold."))
    form = LegalHoldForm(request.POST, auto_id="id_lifted_%s")
    if not form.is_valid():
        return _shown(request, found.case, LegalHoldForm(), lifting=(found.pk, form))
    try:
        lift_legal_hold(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Lifted. Both stay in the history."))
    except LiftedAlready as why:
        messages.error(request, str(why))
    return redirect("staff:legal-holds", found.case_id)


def _shown(
    request: Request,
    case: Case,
    form: LegalHoldForm,
    lifting: tuple[UUID, LegalHoldForm] | None = None,
) -> HttpResponse:
    """lifting: which hold was to be lifted, and what was wrong with that."""
    of, wrong = lifting or (None, None)
    rows = [
        (one, wrong if wrong and one.pk == of else _lift_form(number))
        for number, one in enumerate(legal_holds(request.actor, case))
    ]
    shown = {"case": case, "tab": "case", "form": form, "rows": rows}
    shown |= {"lifting": of, "may_place": may(request.actor, HOLD_PLACED)}
    status = 422 if form.is_bound or lifting else 200
    return render(request, "staff/ending/holds.html", shown, status=status)


def _lift_form(number: int) -> LegalHoldForm:
    return LegalHoldForm(auto_id=f"id_lift{number}_%s")
