"""Whether our flat fees are earned when they are paid: the firm's own choice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.actions import earn_flat_fees, hold_flat_fees
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import FLAT_FEES_EARNED, FLAT_FEES_HELD
from harborlight.firm.forms import FlatFeesForm
from harborlight.staff.office_doors import only


@staff_page
@only(FLAT_FEES_EARNED)
def earn(request: Request) -> HttpResponse:
    firm = request.actor.firm
    said = {"rests_on": firm.flat_fees_rest_on}
    form = FlatFeesForm(request.POST or None, initial=said)
    if form.is_valid():
        earn_flat_fees(request.actor, firm, **form.cleaned_data)
        messages.success(request, _("Recorded. The log says so, and every new draft."))
        return redirect("staff:office")
    status = 422 if form.is_bound else 200
    shown = {"form": form, "firm": firm}
    return render(request, "staff/office/flat_fees.html", shown, status=status)


@require_POST
@staff_page
@only(FLAT_FEES_HELD)
def hold(request: Request) -> HttpResponse:
    hold_flat_fees(request.actor, request.actor.firm)
    messages.success(
        request, _("From now on flat fees are drafted to go to the trust account.")
    )
    return redirect("staff:office")
