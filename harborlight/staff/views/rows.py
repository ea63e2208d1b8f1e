"""Answers typed at the desk in one go: one of several, or the questions of a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.facts.actions import ChangedMeanwhile
from harborlight.facts.events import CORRECTED
from harborlight.facts.queries import get_entry
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.words import language_now
from harborlight.questionnaires.actions import OthersWrote, enter_answers, take_back
from harborlight.questionnaires.desk_forms import RowForm, TakeBackForm
from harborlight.questionnaires.rows import Filling, row_to_fill, screen_to_fill
from harborlight.staff.coming_back import form_behind, way_back, with_way

WHO_ENTERS = gettext_lazy("Those who work on the case enter answers.")
# The page holds two forms that ask why.
BACK_IDS = "back_%s"
Again = Callable[[], Filling]


@staff_page
def row(
    request: Request, case_id: UUID, of: UUID, group: str, entry: UUID | None = None
) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    also = request.GET.get("at", "")
    filled = partial(row_to_fill, request.actor, case, of, group, entry, also=also)
    filling = filled()
    must(request.actor, CORRECTED, str(WHO_ENTERS))
    note_sighting(request.actor, case)
    if request.method != "POST" and (why := _not_here(filling)):
        messages.info(request, why)
        return redirect(way_back(request, case, of, filling.section))
    form = _form(request, filling)
    if not form.is_valid() or not _entered(request, case, form, filled):
        return _shown(request, case, of, form)
    if "another" in request.POST and filling.has_room:
        one_more = reverse("staff:add-row", args=[case.pk, of, group])
        return redirect(with_way(request, one_more))
    return redirect(way_back(request, case, of, filling.section))


@staff_page
def screen(request: Request, case_id: UUID, of: UUID, screen: str) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    filled = partial(screen_to_fill, request.actor, case, of, screen)
    filling = filled()
    must(request.actor, CORRECTED, str(WHO_ENTERS))
    note_sighting(request.actor, case)
    if request.method != "POST" and (why := _not_here(filling)):
        messages.info(request, why)
        return redirect(way_back(request, case, of, filling.section))
    form = _form(request, filling)
    if form.is_valid() and _entered(request, case, form, filled):
        return redirect(way_back(request, case, of, filling.section))
    return _shown(request, case, of, form)


@require_POST
@staff_page
def take_row_back(
    request: Request, case_id: UUID, of: UUID, group: str, entry: UUID
) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    filled = partial(row_to_fill, request.actor, case, of, group, entry)
    filling = filled()
    must(request.actor, CORRECTED, str(WHO_ENTERS))
    back = TakeBackForm(request.POST, auto_id=BACK_IDS)
    if not filling.gone and not _taken_back(request, case, entry, filled, back):
        form = _form(request, filled(), posted=False)
        return _shown(request, case, of, form, back=back)
    if filling.gone:
        messages.info(request, _("It was removed already."))
    else:
        done = _("It was removed. What was said stays in the history.")
        messages.success(request, done)
    return redirect(way_back(request, case, of, filling.section))


def _entered(request: Request, case: Case, form: RowForm, filled: Again) -> bool:
    filling, behind = form.filling, form_behind(request, case)
    try:
        enter_answers(
            request.actor,
            case,
            values=form.answers(),
            over=form.over(),
            reason=form.cleaned_data.get("reason", ""),
            group=filling.group,
            entry=filling.entry_id,
            form=behind.pk if behind else None,
        )
    except OthersWrote as others:
        form.ask_again(others.held, filled())
        return False
    messages.success(request, _("Saved"))
    return True


def _taken_back(
    request: Request, case: Case, entry: UUID, filled: Again, back: TakeBackForm
) -> bool:
    if not back.is_valid():
        return False
    found = get_entry(request.actor, entry)
    try:
        take_back(request.actor, case, found, **back.cleaned_data)
    except ChangedMeanwhile:
        back.ask_again(filled().word)
        return False
    return True


def _not_here(filling: Filling) -> str:
    """Why there is nothing to fill, to whoever comes to the page."""
    if filling.gone:
        return _("Somebody removed it meanwhile.")
    if filling.is_full:
        return _("No more than %(n)s can be added.") % {"n": filling.at_most}
    return "" if filling.lines else _("These questions are not asked any more.")


def _form(request: Request, filling: Filling, *, posted: bool = True) -> RowForm:
    return RowForm(
        request.POST if posted and request.method == "POST" else None,
        filling=filling,
        language=language_now(),
        today=today(request.actor.firm.time_zone),
        at=request.GET.get("at", ""),
    )


def _shown(
    request: Request,
    case: Case,
    of: UUID,
    form: RowForm,
    *,
    back: TakeBackForm | None = None,
) -> HttpResponse:
    filling = form.filling
    stands = {"over": filling.word}
    shown = {
        "case": case,
        "of": of,
        "group": filling.group.partition(".")[2],
        "filling": filling,
        "form": form,
        "back": back or TakeBackForm(initial=stands, auto_id=BACK_IDS),
        "behind": form_behind(request, case),
        "way_back": way_back(request, case, of, filling.section),
        "here": with_way(request, _address(request, case, of, filling), at=True),
        "tab": "case-answers",
    }
    wrong = form.is_bound or back is not None
    return render(
        request, "staff/answers/fill.html", shown, status=422 if wrong else 200
    )


def _address(request: Request, case: Case, of: UUID, filling: Filling) -> str:
    """Where the page is sent to: what was taken back meanwhile becomes one more."""
    if not filling.group:
        return request.path
    place = [case.pk, of, filling.group.partition(".")[2]]
    if filling.entry_id is None:
        return reverse("staff:add-row", args=place)
    return reverse("staff:row", args=[*place, filling.entry_id])
