from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases import actions
from harborlight.cases.actions import LeadsTheCase, NoWayBack
from harborlight.cases.events import (
    ACCESS_CHANGED,
    LEAD_CHANGED,
    SENSITIVITY_CHANGED,
    TEAM_CHANGED,
    WALL_RAISED,
)
from harborlight.cases.forms import (
    AccessForm,
    LeadForm,
    SensitivityForm,
    TeamMemberForm,
    WallForm,
)
from harborlight.cases.models import Access, Case
from harborlight.cases.queries import get_case_file, get_member, get_wall, walls
from harborlight.cases.queries import team as team_of
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound


@staff_page
def team(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    return _shown(request, case)


@require_POST
@staff_page
def put_on(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, TEAM_CHANGED)
    form = TeamMemberForm(request.actor, request.POST, without=frozenset())
    if not form.is_valid():
        return _shown(request, case, put_on=form)
    actions.put_on_team(request.actor, case, **form.cleaned_data)
    said = _("%(name)s works on the case now.")
    messages.success(request, said % {"name": form.cleaned_data["user"].name})
    return redirect("staff:case-team", case.pk)


@require_POST
@staff_page
def take_off(request: Request, member_id: UUID) -> HttpResponse:
    member = get_member(request.actor, member_id)
    try:
        actions.take_off_team(request.actor, member)
        said = _("%(name)s no longer works on the case.")
        messages.success(request, said % {"name": member.user.name})
    except (LeadsTheCase, NoWayBack) as why:
        messages.warning(request, str(why))
    return redirect("staff:case-team", member.case_id)


@require_POST
@staff_page
def lead(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, LEAD_CHANGED)
    form = LeadForm(request.actor, request.POST)
    if not form.is_valid():
        return _shown(request, case, lead_form=form)
    actions.name_lead(request.actor, case, **form.cleaned_data)
    said = _("%(name)s leads the case now.")
    messages.success(request, said % {"name": form.cleaned_data["lead"].name})
    return redirect("staff:case-team", case.pk)


@require_POST
@staff_page
def access(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, ACCESS_CHANGED)
    if case.access == Access.INQUIRY:
        raise NotFound  # it is opened to others when it is accepted
    form = AccessForm(request.POST)
    if not form.is_valid():
        return _shown(request, case, access=form)
    try:
        actions.change_access(request.actor, case, **form.cleaned_data)
        messages.success(request, _("It is changed who may open this case."))
    except NoWayBack as why:
        messages.warning(request, str(why))
    return redirect("staff:case-team", case.pk)


@require_POST
@staff_page
def sensitivity(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, SENSITIVITY_CHANGED)
    form = SensitivityForm(request.POST)
    if not form.is_valid():
        return _shown(request, case, sensitivity=form)
    actions.change_sensitivity(request.actor, case, **form.cleaned_data)
    messages.success(request, _("It is changed how carefully this case is kept."))
    return redirect("staff:case-team", case.pk)


@require_POST
@staff_page
def raise_wall(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, WALL_RAISED)
    form = WallForm(request.actor, request.POST, without=frozenset())
    if form.is_valid():
        try:
            actions.raise_wall(request.actor, case, **form.cleaned_data)
            said = _("%(name)s can no longer open this case or find it.")
            messages.success(request, said % {"name": form.cleaned_data["user"].name})
            return redirect("staff:case-team", case.pk)
        except (LeadsTheCase, NoWayBack) as why:
            form.add_error("user", str(why))
    return _shown(request, case, wall=form)


@require_POST
@staff_page
def lower_wall(request: Request, wall_id: UUID) -> HttpResponse:
    wall = get_wall(request.actor, wall_id)
    actions.lower_wall(request.actor, wall)
    said = _("%(name)s may know of this case again.")
    messages.success(request, said % {"name": wall.user.name})
    return redirect("staff:case-team", wall.case_id)


def _shown(request: Request, case: Case, **wrong: Any) -> HttpResponse:
    """The page, with the one form that came back wrong, if any."""
    rows, kept_away = [*team_of(request.actor, case)], [*walls(request.actor, case)]
    on_it = frozenset(row.user_id for row in rows)
    behind = frozenset(row.user_id for row in kept_away)
    shown = {
        "case": case,
        "team": rows,
        "walls": kept_away,
        "put_on": TeamMemberForm(request.actor, without=on_it | behind),
        "lead_form": LeadForm(request.actor, initial={"lead": case.lead_id}),
        "access": AccessForm(initial={"access": case.access}),
        "sensitivity": SensitivityForm(initial={"is_sensitive": case.is_sensitive}),
        "wall": WallForm(request.actor, without=behind | {case.lead_id}),
    }
    status = 422 if wrong else 200
    return render(request, "staff/team/page.html", shown | wrong, status=status)
