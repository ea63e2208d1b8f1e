"""All open cases at once: what is late or stuck, whose it is, and moving several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.events import STAGE_CHANGED
from harborlight.cases.models import FILE_READERS
from harborlight.docket.actions import delete_view, save_view, set_stay
from harborlight.docket.events import STAY_SET, VIEW_DELETED, VIEW_SAVED
from harborlight.docket.forms import MoveForm, OverviewForm, SaveViewForm, StayForm
from harborlight.docket.gathering import usual_stays
from harborlight.docket.models import Standing
from harborlight.docket.queries import (
    by_stage,
    get_saved_view,
    saved_views,
    standings,
    standings_of,
    tally,
    workload,
)
from harborlight.firm import ids
from harborlight.firm.acting import may, must
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.case_rows import stages
from harborlight.staff.office_doors import only
from harborlight.staff.standing_rows import kinds, moves, standing_rows
from harborlight.staff.stretch import stretch
from harborlight.workflow.actions import CannotMove, move_by_hand
from harborlight.workflow.queries import playbooks

ROWS, MOST_AT_ONCE = 50, 50


@staff_page
@only(FILE_READERS)
def overview(request: Request) -> HttpResponse:
    form = _form(request.actor, request.GET)
    return _shown(request, form, SaveViewForm())


def _form(actor: Actor, data: Any) -> OverviewForm:
    return OverviewForm(data, actor=actor, stages=stages(actor), kinds=kinds(actor))


def _shown(
    request: Request, form: OverviewForm, saving: SaveViewForm, status: int = 200
) -> HttpResponse:
    actor, day = request.actor, today(request.actor.firm.time_zone)
    page = stretch(standings(actor, **form.wanted), request.GET.get("page"), size=ROWS)
    shown = {
        "form": form,
        "tabs": form.tabs(tally(actor, **form.narrowed)),
        "page": page,
        "rows": standing_rows(actor, page.rows, day),
        "today": day,
        "views": saved_views(actor),
        "saving": saving,
        "move": MoveForm(stages=stages(actor)) if may(actor, STAGE_CHANGED) else None,
        "me": actor.user_id,
    }
    return render(request, "staff/overview/list.html", shown, status=status)


@require_POST
@staff_page
@only(FILE_READERS)
def save(request: Request) -> HttpResponse:
    """Keep what the page was narrowed to; it says so in `view`, as an address would."""
    must(request.actor, VIEW_SAVED)
    form = _form(request.actor, QueryDict(request.POST.get("view", "")))
    saving = SaveViewForm(request.POST)
    if not saving.is_valid():
        return _shown(request, form, saving, status=422)
    save_view(request.actor, asked=form.said, **saving.cleaned_data)
    messages.success(request, _("The view is saved."))
    return redirect(f"{reverse('staff:overview')}?{form.address}")


@require_POST
@staff_page
@only(FILE_READERS)
def delete(request: Request, view_id: UUID) -> HttpResponse:
    found = get_saved_view(request.actor, view_id)
    must(request.actor, VIEW_DELETED)
    delete_view(request.actor, found)
    messages.success(request, _("The view is deleted."))
    return redirect("staff:overview")


@require_POST
@staff_page
@only(FILE_READERS)
def move(request: Request) -> HttpResponse:
    """First what will happen with each case, then, confirmed, it happens."""
    must(request.actor, STAGE_CHANGED)
    rows = standings_of(request.actor, _chosen(request))[:MOST_AT_ONCE]
    form = MoveForm(request.POST, stages=stages(request.actor))
    if not rows:
        messages.warning(request, _("Choose the cases first."))
        return redirect("staff:overview")
    if form.is_valid() and form.cleaned_data["confirmed"]:
        return _moved(request, rows, form.cleaned_data["stage"])
    stage = form.cleaned_data.get("stage", "")
    shown = {"form": form, "moves": moves(request.actor, rows, stage) if stage else []}
    shown |= {"rows": rows, "stage": dict(stages(request.actor)).get(stage, "")}
    status = 200 if form.is_valid() else 422
    return render(request, "staff/overview/move.html", shown, status=status)


def _moved(request: Request, rows: Sequence[Standing], stage: str) -> HttpResponse:
    """Each case by itself: one that cannot be moved any more stops no other."""
    done = 0
    for row in rows:
        try:
            move_by_hand(request.actor, row.case, stage=stage)
            done += 1
        except CannotMove as why:
            told = {"case": row.case.number, "why": why}
            messages.warning(request, _("%(case)s was not moved. %(why)s") % told)
    said = ngettext("%(n)s case was moved.", "%(n)s cases were moved.", done)
    if done:
        messages.success(request, said % {"n": done})
    return redirect("staff:overview")


def _chosen(request: Request) -> list[UUID]:
    found = []
    for said in request.POST.getlist("case"):
        try:
            found.append(ids.read(said))
        except ValueError:
            continue
    return found


@staff_page
@only(FILE_READERS)
def load(request: Request) -> HttpResponse:
    names, sums = dict(stages(request.actor)), by_stage(request.actor)
    shown = {
        "loads": workload(request.actor, today(request.actor.firm.time_zone)),
        "stages": [(names.get(one, one), one, row) for one, row in sums.items()],
        "may_set": may(request.actor, STAY_SET),
    }
    return render(request, "staff/overview/workload.html", shown)


@staff_page
@only(STAY_SET)
def stays(request: Request) -> HttpResponse:
    """For how long cases usually stay in each stage; longer, and they count as stuck."""
    named = stages(request.actor)
    form = StayForm(request.POST or None, stages=named)
    if form.is_valid():
        stage, days = form.cleaned_data["stage"], form.cleaned_data["days"]
        name = _stage_name(request.actor, stage)
        set_stay(request.actor, stage=stage, days=days, stage_name=name)
        messages.success(request, _("The usual time is set. Cases are weighed anew."))
        return redirect("staff:usual-stays")
    usual = usual_stays()
    shown = {"form": form, "stays": [(name, usual.get(one)) for one, name in named]}
    status = 422 if form.is_bound else 200
    return render(request, "staff/overview/stays.html", shown, status=status)


def _stage_name(actor: Actor, stage: str) -> dict[str, str]:
    several = [one for course in playbooks(actor) for one in course.stages]
    return dict(next(one.name for one in several if one.id == stage))
