"""Answers to what the agency asks for: of the firm, of a case, and one with its steps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.documents.queries import newest_versions
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.replies.actions import NotYet, open_practice, open_reply
from harborlight.replies.events import OPENED
from harborlight.replies.forms import OpenForm
from harborlight.replies.models import Reply
from harborlight.replies.queries import (
    cycles,
    get_reply,
    open_replies,
    open_with,
    replies_of,
)
from harborlight.staff.counting import notice_for
from harborlight.staff.reply_desk import desk_of
from harborlight.staff.stretch import stretch


@staff_page
def everywhere(request: Request) -> HttpResponse:
    """What must be answered in all cases, and how long the last answers took."""
    shown = {
        "page": stretch(open_replies(request.actor), request.GET.get("page")),
        "cycles": cycles(request.actor),
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/replies/everywhere.html", shown)


@staff_page
def of_case(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    shown = {
        "case": case,
        "tab": "case",
        "rows": [*replies_of(request.actor, case)[:100]],
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/replies/of_case.html", shown)


@staff_page
def begin(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, OPENED)
    note_sighting(request.actor, case)
    paper = notice_for(request, case)
    known = open_with(request.actor, case, paper.pk) if paper else None
    if known:
        return redirect("staff:reply", known.pk)
    form = _open_form(request, case, {"notice": paper.key} if paper else {})
    if form.is_valid():
        made = open_reply(request.actor, case, **form.cleaned_data)
        messages.success(request, _("The answer is begun: its steps stand below."))
        return redirect("staff:reply", made.pk)
    shown = {"case": case, "tab": "case", "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/replies/open.html", shown, status=status)


def _open_form(request: Request, case: Case, told: dict[str, Any]) -> OpenForm:
    day = today(request.actor.firm.time_zone)
    return OpenForm(
        request.POST if request.method == "POST" else None,
        today=day,
        papers=newest_versions(request.actor, case),
        initial={"came_on": day, **told},
    )


@require_POST
@staff_page
def practise(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, OPENED)
    day = today(request.actor.firm.time_zone)
    try:
        made = open_practice(request.actor, case, came_on=day)
    except NotYet as why:
        messages.warning(request, str(why))
        return redirect("staff:case-replies", case.pk)
    return redirect("staff:reply", made.pk)


@staff_page
def reply(request: Request, rfe_id: UUID) -> HttpResponse:
    return shown_reply(request, get_reply(request.actor, rfe_id))


def shown_reply(request: Request, found: Reply, **sent: Form) -> HttpResponse:
    """The page of an answer. sent: a form that came and was not right, by its name."""
    note_sighting(request.actor, found)
    shown = {**desk_of(request.actor, found), **sent}
    status = 422 if sent else 200
    return render(request, "staff/replies/reply.html", shown, status=status)
