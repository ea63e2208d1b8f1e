from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from harborlight.firm.clock import today
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.words import in_words
from harborlight.questionnaires.printed import printed
from harborlight.questionnaires.queries import get_sent, standing


@client_page
def questionnaire(request: Request, sent_id: UUID) -> HttpResponse:
    """The questions to print: with the answers, or empty (`?blank=1`)."""
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    note_sighting(request.actor, stands.sent)
    blank = bool(request.GET.get("blank"))
    shown = {
        "stands": stands,
        "title": in_words(stands.definition.title),
        "chapters": printed(stands, blank=blank),
        "blank": blank,
        "back": reverse("portal:questionnaire", args=[stands.sent.key]),
        "printed_on": today(request.actor.firm.time_zone),
    }
    return render(request, "ui/print/questions.html", shown)
