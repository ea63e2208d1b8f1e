"""Transactions for the firm's bookkeeping program."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.actions import note_download
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.vault.downloads import file_response
from harborlight.paying.actions import change_export, export_transactions
from harborlight.paying.events import EXPORT_CHANGED
from harborlight.paying.export_forms import ExportForm, PlanForm
from harborlight.paying.queries import export_plan, exports, get_export
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch


@staff_page
@only(EXPORT_CHANGED)
def made(request: Request) -> HttpResponse:
    """What was exported when; and one more by a click."""
    day = today(request.actor.firm.time_zone)
    form = ExportForm(request.POST if request.method == "POST" else None, today=day)
    if form.is_valid():
        export_transactions(request.actor, **form.cleaned_data)
        messages.success(request, _("Made. Download it below."))
        return redirect("staff:exports")
    shown = {"form": form, "plan": export_plan(request.actor)}
    page = stretch(exports(request.actor), request.GET.get("page"), size=30)
    status = 422 if form.is_bound else 200
    return render(
        request, "staff/money/exports.html", shown | {"page": page}, status=status
    )


@staff_page
@only(EXPORT_CHANGED)
def plan(request: Request) -> HttpResponse:
    """Which columns, and which account codes."""
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, plan=export_plan(request.actor))
    if form.is_valid():
        change_export(request.actor, **form.said())
        messages.success(request, _("Saved."))
        return redirect("staff:exports")
    status = 422 if form.is_bound else 200
    return render(
        request, "staff/money/export_plan.html", {"form": form}, status=status
    )


@staff_page
@only(EXPORT_CHANGED)
def file(request: Request, export_id: UUID) -> HttpResponse:
    found = get_export(request.actor, export_id)
    days = f"{found.first_day:%Y-%m-%d}-{found.last_day:%Y-%m-%d}"
    name = f"{found.about}-{days}.{found.shape}"
    note_download(request.actor, found, name=name)
    return file_response(request, found.file, name=name, kind=found.shape)
