"""The client's side of a deadline: shown, told otherwise, and hidden again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import parties
from harborlight.deadlines.actions import (
    AlreadyOver,
    hide_from_client,
    show_to_client,
)
from harborlight.deadlines.events import HIDDEN, SHOWN
from harborlight.deadlines.models import Deadline
from harborlight.deadlines.queries import get_deadline
from harborlight.deadlines.showing_forms import ShowForm
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.people.models import Person
from harborlight.staff.counting import clients_of


@staff_page
def show(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, SHOWN)
    note_sighting(request.actor, found)
    data = request.POST if request.method == "POST" else None
    people = clients_of(request.actor, found.case)
    about: Any = {"people": people, "last": found.due_on}
    form = ShowForm(data, initial=_as_it_is(found), **about)
    if form.is_valid():
        _tell(request, found, form.cleaned_data)
        return redirect("staff:deadline", found.pk)
    shown = {"case": found.case, "tab": "case", "deadline": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/deadlines/show.html", shown, status=status)


@require_POST
@staff_page
def hide(request: Request, deadline_id: UUID) -> HttpResponse:
    found = get_deadline(request.actor, deadline_id)
    must(request.actor, HIDDEN)
    hide_from_client(request.actor, found)
    messages.success(request, _("The client does not see it any more."))
    return redirect("staff:deadline", found.pk)


def _tell(request: Request, found: Deadline, said: dict[str, Any]) -> None:
    person = _person(request.actor, found, said["person"])
    try:
        show_to_client(request.actor, found, **{**said, "person": person})
        messages.success(request, _("The client sees it in the portal."))
    except AlreadyOver as why:
        messages.warning(request, str(why))


def _person(actor: Actor, found: Deadline, said: str) -> Person | None:
    several = [one.person for one in parties(actor, found.case)]
    return next((one for one in several if str(one.pk) == said), None)


def _as_it_is(found: Deadline) -> dict[str, Any]:
    """What the client is told now; where nothing is, a beginning."""
    if hasattr(found, "shown"):
        shown = found.shown
        names = ("title", "we_do", "you_do", "by")
        told = {name: getattr(shown, name) for name in names}
        return {**told, "person": str(shown.person_id or "")}
    return {"title": found.called, "by": found.inner_on or found.due_on}
