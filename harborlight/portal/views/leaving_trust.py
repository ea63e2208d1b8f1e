"""A client who does not agree that fees are taken out of their money in trust."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.billing.actions import NotWaiting, object_to
from harborlight.billing.events import TRANSFER_DISPUTED
from harborlight.billing.forms import ObjectForm
from harborlight.billing.models import Withdrawal
from harborlight.billing.noticing import may_leave_from, objection_to
from harborlight.billing.taken import get_asked
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting


@client_page
def leaving(request: Request, withdrawal_id: UUID) -> HttpResponse:
    found = get_asked(request.actor, withdrawal_id)
    must(request.actor, TRANSFER_DISPUTED)
    note_sighting(request.actor, found)
    form = ObjectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            object_to(request.actor, found, **form.cleaned_data)
            messages.success(
                request, _("We know. It stays in trust until it is settled.")
            )
        except NotWaiting as why:
            messages.info(request, str(why))
        return redirect("portal:payments")
    return _shown(request, found, form)


def _shown(request: Request, found: Withdrawal, form: ObjectForm) -> HttpResponse:
    shown = {
        "withdrawal": found,
        "first": may_leave_from(found),
        "objection": objection_to(found),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "portal/payments/leaving.html", shown, status=status)
