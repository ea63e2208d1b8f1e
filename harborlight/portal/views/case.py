from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from harborlight.cases.queries import cases as cases_of
from harborlight.cases.queries import get_case, milestones, team, timeline
from harborlight.documents.queries import shown_versions
from harborlight.documents.readiness import owes_papers
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.portal.agencies import standings
from harborlight.portal.shown import case_cards, owes_us, stepper
from harborlight.portal.telling import news, reached
from harborlight.workflow.follow_ups import follow_ups_of
from harborlight.workflow.needs import needs_of
from harborlight.workflow.queries import answer_steps, course_of


@client_page
def cases(request: Request) -> HttpResponse:
    mine = [*cases_of(request.actor, closed=True)[:50]]
    if len(mine) == 1:
        return redirect("portal:case-of", mine[0].key)
    cards = case_cards(request.actor, mine)
    return render(
        request, "portal/cases.html", {"cards": cards, "name": request.actor.name}
    )


@client_page
def case(request: Request, case_id: UUID) -> HttpResponse:
    found = get_case(request.actor, case_id)
    note_sighting(request.actor, found)
    course, rows = course_of(request.actor, found), [*milestones(request.actor, found)]
    owing = owes_us(answer_steps(request.actor, found))
    shown = {
        "case": found,
        "stages": stepper(
            course, found, owing=owing or owes_papers(request.actor, found)
        ),
        "milestones": reached(course, rows),
        "papers": shown_versions(request.actor, [row.document_id for row in rows]),
        "agencies": standings(request.actor, found),
        "news": news(timeline(request.actor, found)),
        "team": team(request.actor, found),
        "needs": needs_of(request.actor, found),
        "ahead": follow_ups_of(request.actor, found),
    }
    return render(request, "portal/case.html", shown)
