"""What the firm itself asks of the papers that are sent to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.documents.actions import add_detail, withdraw_detail
from harborlight.documents.asking_forms import DetailForm
from harborlight.documents.details import details, get_detail
from harborlight.documents.events import DETAIL_ADDED, DETAIL_WITHDRAWN
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.office_doors import only
from harborlight.workflow.queries import paper_kinds


@staff_page
@only(DETAIL_ADDED)
def asked(request: Request) -> HttpResponse:
    kinds = paper_kinds(request.actor)
    form = DetailForm(request.POST or None, kinds=kinds)
    if form.is_valid():
        add_detail(request.actor, **form.cleaned_data)
        messages.success(request, _("It is asked of every such paper from now on."))
        return redirect("staff:paper-details")
    rows = [(one, kinds.get(one.kind, one.kind)) for one in details(request.actor)]
    status = 422 if form.is_bound else 200
    shown = {"form": form, "rows": rows}
    return render(request, "staff/office/papers.html", shown, status=status)


@require_POST
@staff_page
@only(DETAIL_WITHDRAWN)
def withdraw(request: Request, detail_id: UUID) -> HttpResponse:
    withdraw_detail(request.actor, get_detail(request.actor, detail_id))
    messages.success(request, _("It is asked no more. What was answered stays."))
    return redirect("staff:paper-details")
