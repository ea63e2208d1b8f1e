from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import cases_with, get_known
from harborlight.cases.queries import people as people_known
from harborlight.firm.acting import must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.people.actions import change_person
from harborlight.people.events import CHANGED
from harborlight.people.forms import PersonForm
from harborlight.people.invitations import why_closed
from harborlight.people.queries import cards_with_email, invitation_of
from harborlight.staff.case_rows import case_rows
from harborlight.staff.stretch import stretch


@staff_page
def people(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = stretch(people_known(request.actor, words=words), request.GET.get("page"))
    query = f"&{urlencode({'q': words})}" if words else ""
    shown = {"page": page, "words": words, "query": query}
    return render(request, "staff/people/list.html", shown)


@staff_page
def person(request: Request, person_id: UUID) -> HttpResponse:
    found = get_known(request.actor, person_id)
    note_sighting(request.actor, found)
    theirs = cases_with(request.actor, found)
    invited = invitation_of(request.actor, found)
    shown = {
        "person": found,
        "rows": case_rows(request.actor, [case for case, _part in theirs]),
        "link": why_closed(invited, now()) if invited else "",
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/people/card.html", shown)


@staff_page
def change(request: Request, person_id: UUID) -> HttpResponse:
    found = get_known(request.actor, person_id)
    must(request.actor, CHANGED)
    note_sighting(request.actor, found)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        person=found,
        today=today(request.actor.firm.time_zone),
    )
    if form.is_valid() and not _taken(request, form, found.pk):
        change_person(request.actor, found, **form.cleaned_data)
        messages.success(request, _("The card is corrected."))
        return redirect("staff:person", found.pk)
    shown = {"person": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/people/change.html", shown, status=status)


def _taken(request: Request, form: PersonForm, person_id: UUID) -> bool:
    """Whether the address stands on somebody else's card; the form then says so."""
    email = form.cleaned_data["email"]
    if not email:
        return False
    others = cards_with_email(request.actor, [email], except_for=[person_id])
    if others:
        form.say_taken()
    return bool(others)
