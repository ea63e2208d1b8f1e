"""What files the firm takes, and which walls stand around those of strangers."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.documents.taking import taken
from harborlight.firm.actions import choose_files
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import FILES_CHOSEN
from harborlight.firm.files_forms import FilesForm
from harborlight.staff.guarding import guards
from harborlight.staff.office_doors import only


@staff_page
@only(FILES_CHOSEN)
def files(request: Request) -> HttpResponse:
    firm, most = request.actor.firm, settings.EVIDENCE_MB
    form = FilesForm(request.POST or None, initial=vars(firm), most=most)
    if form.is_valid():
        choose_files(request.actor, firm, **form.cleaned_data)
        messages.success(request, _("Recorded. It holds from now on."))
        return redirect("staff:files")
    shown = {"form": form, "taken": taken(firm, "case-paper"), "guards": guards()}
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/files.html", shown, status=status)
