"""A client who is not in the portal was told by letter what is to leave trust."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from harborlight.billing.actions import NoticeLacks, NotWaiting, give_notice
from harborlight.billing.events import TRANSFER_NOTICED
from harborlight.billing.forms import NoticeForm
from harborlight.billing.queries import get_withdrawal
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.views.money.asking import ask, heard


@staff_page
def notice(request: Request, withdrawal_id: UUID) -> HttpResponse:
    found = get_withdrawal(request.actor, withdrawal_id)
    must(request.actor, TRANSFER_NOTICED)
    note_sighting(request.actor, found)
    form = NoticeForm(heard(request), today=today(request.actor.firm.time_zone))
    if form.is_valid():
        try:
            give_notice(request.actor, found, **form.cleaned_data)
            messages.success(request, _("Written down. Its days count from then on."))
            return redirect("staff:withdrawal", found.pk)
        except (NoticeLacks, NotWaiting) as why:
            form.add_error(None, str(why))
    back = reverse("staff:withdrawal", args=[found.pk])
    said = {"title": _("The client was told"), "button": _("Write it down")}
    return ask(request, form, case=found.case, back=back, **said)
