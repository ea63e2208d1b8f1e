"""A box of a form: where its value comes from, and changed there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.facts.events import CORRECTED
from harborlight.facts.forms import CorrectionForm
from harborlight.facts.versions import version
from harborlight.filings.actions import (
    AlreadySent,
    CannotStand,
    NotTheNewest,
    lift_typed,
    type_over,
)
from harborlight.filings.box_panel import Panel, Rests, panel_of
from harborlight.filings.box_spots import boxes_on
from harborlight.filings.events import TYPED_LIFTED, TYPED_OVER
from harborlight.filings.library import NoBlank
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.queries import get_filled
from harborlight.filings.typing_forms import TypeOverForm
from harborlight.firm.acting import may, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.words import language_now
from harborlight.law.packs import NoEdition
from harborlight.staff.coming_back import LONGEST_NAME, box_address, from_box
from harborlight.staff.looking import looking
from harborlight.staff.origins import with_origins
from harborlight.staff.views.answers import address_of

CANNOT = (AlreadySent, NotTheNewest, NoEdition, NoBlank)


@staff_page
def box(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    note_sighting(request.actor, found)
    return _shown(request, found, _panel(request, found, request.GET.get("box", "")))


@require_POST
@staff_page
def over(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    must(request.actor, TYPED_OVER)
    panel = _panel(request, found, request.POST.get("box", ""))
    if panel is None or not panel.may_be_typed:
        messages.error(request, _("Nothing can be typed into this box."))
        return redirect("staff:filled-form", found.pk)
    form = TypeOverForm(request.POST, panel=panel)
    made = _typed(request, found, form) if form.is_valid() else None
    if made is None:
        return _shown(request, found, panel, form=form)
    said = _(
        "Typed over. The form was filled again (number %(n)s): it is checked anew."
    )
    messages.success(request, said % {"n": made.number})
    return redirect(box_address(made, panel.name))


@require_POST
@staff_page
def lift(request: Request, filled_id: UUID) -> HttpResponse:
    found = get_filled(request.actor, filled_id)
    must(request.actor, TYPED_LIFTED)
    name = request.POST.get("box", "")[:LONGEST_NAME]
    try:
        made = lift_typed(request.actor, found, box=name)
    except (CannotStand, *CANNOT) as why:
        messages.error(request, str(why))
        return redirect(box_address(found, name))
    messages.success(request, _("The answer stands there again. It is checked anew."))
    return redirect(box_address(made, name))


def _typed(
    request: Request, found: FilledForm, form: TypeOverForm
) -> FilledForm | None:
    """The form as it is now; None where it cannot be so, and the form says why."""
    try:
        return type_over(request.actor, found, **form.cleaned_data)
    except CannotStand as why:
        form.add_error("value", str(why))
    except CANNOT as why:
        form.add_error(None, str(why))
    return None


def _panel(request: Request, found: FilledForm, name: str) -> Panel | None:
    name = name.replace("\0", "")[:LONGEST_NAME]
    return panel_of(request.actor, found, name) if name else None


def _shown(
    request: Request,
    found: FilledForm,
    panel: Panel | None,
    form: TypeOverForm | None = None,
) -> HttpResponse:
    look = looking(request, found.pages)
    if panel and "page" not in request.GET:
        look = replace(look, page=panel.page)
    shown = {
        "filled": found,
        "case": found.case,
        "looking": look,
        "sheet": boxes_on(found, look.page),
        "panel": panel,
        **(_about(request, found, panel, form) if panel else {}),
    }
    status = 422 if form is not None else 200
    return render(request, "staff/forms/box.html", shown, status=status)


def _about(
    request: Request, found: FilledForm, panel: Panel, form: TypeOverForm | None
) -> dict[str, Any]:
    """Where it comes from, and the forms by which it is changed."""
    then = [one.then for one in panel.rests if one.then]
    with_origins(request.actor, found.case, then)
    newest = found.state != FilledForm.State.REPLACED
    is_open = newest and found.needed.filing.state == Filing.State.PREPARING
    may_type = is_open and panel.may_be_typed and may(request.actor, TYPED_OVER)
    return {
        "is_open": is_open,
        "typing": form or (TypeOverForm(panel=panel) if may_type else None),
        "correcting": _correcting(request, found, panel) if is_open else None,
        "answer_at": _answer_at(found, panel),
    }


def _correcting(
    request: Request, found: FilledForm, panel: Panel
) -> CorrectionForm | None:
    """The form by which the one answer behind it is put right; its own page hears it."""
    one = panel.one_answer
    if one is None or one.catalogued is None or not may(request.actor, CORRECTED):
        return None
    known = one.now.value if one.now else ""
    word = version(found.case_id, one.name, one.entry, known)
    return CorrectionForm(
        entry=one.catalogued,
        known=known,
        version=word,
        today=today(request.actor.firm.time_zone),
        language=language_now(),
        **_offered(panel, one, word),
    )


def _answer_at(found: FilledForm, panel: Panel) -> str:
    """Where that answer is read and put right, with the way back to the box."""
    one = panel.one_answer
    if one is None or one.subject is None:
        return ""
    name = one.name.replace("[]", "")
    return from_box(
        address_of(found.case, one.subject, name, one.entry), found, panel.name
    )


def _offered(panel: Panel, one: Rests, word: str) -> dict[str, Any]:
    """What was typed over the box is offered as the answer."""
    if not panel.over or one.is_secret or not panel.as_answer:
        return {}
    said = {"value": panel.as_answer, "reason": panel.over["reason"], "over": word}
    if one.catalogued and one.catalogued.type == "choices":
        return {}
    return {"initial": said}
