"""How a client wants to be written to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.automation.actions import say_reaching
from harborlight.automation.events import REACHING_SAID
from harborlight.automation.queries import own_person, reaching_of
from harborlight.automation.reminder_forms import ReachingForm
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page


@client_page
def reaching(request: Request) -> HttpResponse:
    found = own_person(request.actor)
    must(request.actor, REACHING_SAID)
    now_so = reaching_of(request.actor, found)
    form = ReachingForm(request.POST or None, initial=vars(now_so))
    form.fields["zone"].label = _("Your time zone")
    form.fields["zone"].help_text = _("We do not write to you at night, where you are.")
    if form.is_valid():
        say_reaching(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Saved. We keep to it from now on."))
        return redirect("portal:reaching")
    status = 422 if form.is_bound else 200
    return render(request, "portal/reaching.html", {"form": form}, status=status)
