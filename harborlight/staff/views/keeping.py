"""How long the firm keeps what was told in inquiries that it declined."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.firm.actions import keep_declined
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import DECLINED_KEPT
from harborlight.firm.keeping_forms import KeepDeclinedForm
from harborlight.staff.office_doors import only


@staff_page
@only(DECLINED_KEPT)
def declined(request: Request) -> HttpResponse:
    firm = request.actor.firm
    form = KeepDeclinedForm(request.POST or None, initial=vars(firm))
    if form.is_valid():
        keep_declined(request.actor, firm, **form.cleaned_data)
        messages.success(request, _("Recorded. It holds from now on."))
        return redirect("staff:office")
    shown = {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/declined.html", shown, status=status)
