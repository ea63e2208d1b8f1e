from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.words import in_words
from harborlight.questionnaires.printed import printed
from harborlight.questionnaires.queries import Standing, get_sent, standing


@staff_page
def questionnaire(request: Request, sent_id: UUID) -> HttpResponse:
    """The questions to print, in the client's language or another (`print_language`).

    `?blank=1`: without answers.
    """
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    note_sighting(request.actor, stands.sent)
    language = _language(request, stands.sent.person.reads_in)
    with override(language):
        shown = _shown(request, stands, blank=bool(request.GET.get("blank")))
        shown["printable"] = dict(settings.LANGUAGES).keys() - {language}
        return render(request, "ui/print/questions.html", shown)


def _shown(request: Request, stands: Standing, *, blank: bool) -> dict[str, Any]:
    place = [stands.sent.case_id, stands.sent.person_id]
    return {
        "stands": stands,
        "title": in_words(stands.definition.title),
        "chapters": printed(stands, blank=blank),
        "blank": blank,
        "back": reverse("staff:answers-of", args=place),
        "printed_on": today(request.actor.firm.time_zone),
    }


def _language(request: Request, theirs: str) -> str:
    asked = request.GET.get("print_language", "")
    return asked if asked in dict(settings.LANGUAGES) else theirs
