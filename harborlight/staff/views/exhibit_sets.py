"""Standard exhibits of the firm."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.words import in_words
from harborlight.packets.actions import save_set, withdraw_set
from harborlight.packets.events import SET_SAVED, SET_WITHDRAWN
from harborlight.packets.queries import get_set, paragraphs, sets
from harborlight.packets.set_forms import SetForm, entries_in_words
from harborlight.packets.standard import ready_sets
from harborlight.staff.office_doors import only


@staff_page
@only(SET_SAVED)
def every(request: Request) -> HttpResponse:
    ready = [(key, in_words(one["name"])) for key, one in ready_sets().items()]
    shown = {
        "sets": sets(request.actor),
        "ready": ready,
        "paragraphs": paragraphs(request.actor),
    }
    return render(request, "staff/packets/sets.html", shown)


@staff_page
@only(SET_SAVED)
def new(request: Request) -> HttpResponse:
    ready = ready_sets().get(request.GET.get("from", ""))
    initial = {}
    if ready:
        lines = entries_in_words(ready["entries"], ())
        initial = {"name": in_words(ready["name"]), "entries": lines}
    offered = paragraphs(request.actor)
    form = SetForm(request.POST or None, initial=initial, paragraphs=offered)
    if form.is_valid():
        save_set(request.actor, None, **form.cleaned_data)
        messages.success(request, _("Kept. It is offered at every packet."))
        return redirect("staff:exhibit-sets")
    status = 422 if form.is_bound else 200
    return render(request, "staff/packets/set.html", {"form": form}, status=status)


@staff_page
@only(SET_SAVED)
def change(request: Request, set_id: UUID) -> HttpResponse:
    found = get_set(request.actor, set_id)
    must(request.actor, SET_SAVED)
    offered = paragraphs(request.actor)
    lines = entries_in_words(found.entries, offered)
    initial = {"name": found.name, "entries": lines}
    form = SetForm(request.POST or None, initial=initial, paragraphs=offered)
    if form.is_valid():
        save_set(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Kept. Packets that were made with it stay."))
        return redirect("staff:exhibit-sets")
    shown = {"form": form, "set": found}
    status = 422 if form.is_bound else 200
    return render(request, "staff/packets/set.html", shown, status=status)


@require_POST
@staff_page
@only(SET_WITHDRAWN)
def withdraw(request: Request, set_id: UUID) -> HttpResponse:
    withdraw_set(request.actor, get_set(request.actor, set_id))
    messages.success(request, _("It is offered no more. Packets made with it stay."))
    return redirect("staff:exhibit-sets")
