from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.words import in_words
from harborlight.questionnaires.printed import printed
from harborlight.questionnaires.queries import get_sent, standing


@staff_page
def questionnaire(request: Request, sent_id: UUID) -> HttpResponse:
    """The questions to print, in the client's language; `?blank=1`: without answers."""
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    sent, blank = stands.sent, bool(request.GET.get("blank"))
    note_sighting(request.actor, sent)
    with override(sent.person.reads_in):
        shown = {
            "stands": stands,
            "title": in_words(stands.definition.title),
            "chapters": printed(stands, blank=blank),
            "blank": blank,
            "back": reverse("staff:answers-of", args=[sent.case_id, sent.person_id]),
            "printed_on": today(request.actor.firm.time_zone),
        }
        return render(request, "ui/print/questions.html", shown)
