from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.cases.queries import get_case
from harborlight.firm.doors import Request, staff_page


@staff_page
def cases(request: Request) -> HttpResponse:
    return render(request, "staff/cases/list.html")


@staff_page
def case(request: Request, case_id: UUID) -> HttpResponse:
    found = get_case(request.actor, case_id)
    return render(request, "staff/cases/overview.html", {"case": found})
