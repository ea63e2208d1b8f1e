"""Papers that a client sends of their own accord."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case
from harborlight.documents.actions import (
    About,
    NoLongerAsked,
    offer_document,
    receive_document,
)
from harborlight.documents.checking import judged
from harborlight.documents.events import RECEIVED
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.uploads import AlreadyTaken
from harborlight.people.models import Person
from harborlight.portal.offering import PURPOSE, Item, Offering, own_person


@client_page
def send(request: Request, case_id: UUID) -> HttpResponse:
    """Many files at once, each one an item: what was asked for, or something else."""
    case = get_case(request.actor, case_id)
    note_sighting(request.actor, case)
    own_person(request.actor, case)
    if request.method == "POST":
        must(request.actor, RECEIVED)
    offering = Offering(request, case)
    if offering.is_ready:
        for trouble in _send_each(offering):
            messages.warning(request, trouble)
        messages.success(request, _("We have them. We will check them and tell you."))
        return redirect("portal:documents")
    offering.fill_in()
    shown = {"offering": offering, "case": case, "purpose": PURPOSE}
    status = 422 if offering.sends or offering.chosen.wrong else 200
    return render(request, "portal/documents/another.html", shown, status=status)


def _send_each(offering: Offering) -> list[str]:
    """Send each of them; what could not be taken, in words. The others are taken."""
    said = offering.about.cleaned_data
    actor, case = offering.request.actor, offering.case
    person = own_person(actor, case)
    troubles = []
    for one in offering.items:
        about = About(**said, issued_on=one.form.cleaned_data["issued_on"])
        try:
            _send(actor, case, one, about, person)
        except (AlreadyTaken, NoLongerAsked) as no:
            troubles.append(f"{one.name}: {no}")
    return troubles


def _send(actor: Actor, case: Case, one: Item, about: About, person: Person) -> None:
    upload, asking = one.laid.upload, one.form.request
    checked = judged(upload.file, upload.name, upload.seen or {})
    if asking is not None:
        receive_document(actor, asking, checked=checked, about=about)
        return
    said = one.form.cleaned_data
    offer_document(
        actor,
        case,
        person=person,
        kind=said["what"],
        title=said["title"],
        checked=checked,
        about=about,
    )
