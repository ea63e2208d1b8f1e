from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case, notices, told
from harborlight.firm.actions import read_notice
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.stretch import stretch
from harborlight.staff.today import whats_waiting

ROWS = 50


@staff_page
def home(request: Request) -> HttpResponse:
    day = today(request.actor.firm.time_zone)
    return render(request, "staff/home.html", whats_waiting(request.actor, day))


@staff_page
def all_notices(request: Request) -> HttpResponse:
    only_new = request.GET.get("show") != "all"
    page = stretch(
        notices(request.actor, only_new=only_new), request.GET.get("page"), size=ROWS
    )
    shown = {
        "page": page,
        "told": told(request.actor, page.rows),
        "only_new": only_new,
        "query": "" if only_new else "&show=all",
    }
    return render(request, "staff/notices.html", shown)


@require_POST
@staff_page
def read_all(request: Request) -> HttpResponse:
    read_notice(request.actor, *notices(request.actor, only_new=True))
    messages.success(request, _("Everything is marked as read."))
    return redirect("staff:home")


@require_POST
@staff_page
def read_of_case(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case(request.actor, case_id)
    read_notice(request.actor, *notices(request.actor, only_new=True, case=case.pk))
    return redirect("staff:home")
