from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from harborlight.cases.models import Case, Milestone
from harborlight.cases.queries import cases as cases_of
from harborlight.cases.queries import get_case, milestones, team, timeline
from harborlight.docket.queries import final_letters
from harborlight.documents.queries import shown_versions
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.portal.agencies import standings
from harborlight.portal.next_step import next_step
from harborlight.portal.several import case_cards
from harborlight.portal.shown import stepper
from harborlight.portal.telling import news, reached, to_come
from harborlight.workflow.queries import course_of


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
    course, rows = course_of(request.actor, found), _seen(request, found)
    todo = next_step(request.actor, found, rows)
    happened = timeline(request.actor, found)
    shown = {
        "case": found,
        "first": todo.first,
        "stages": stepper(course, found, owing=todo.owing),
        "milestones": reached(course, rows),
        "to_come": [] if found.closed_on else to_come(course, rows),
        "letters": [*final_letters(request.actor, found)] if found.closed_on else [],
        "papers": shown_versions(request.actor, [row.document_id for row in rows]),
        "agencies": standings(request.actor, found, happened),
        "news": news(happened),
        "team": team(request.actor, found),
    }
    return render(request, "portal/case.html", shown)


def _seen(request: Request, case: Case) -> list[Milestone]:
    """The milestones of the case; that they were looked at is remembered."""
    rows = [*milestones(request.actor, case)]
    for row in rows:
        note_sighting(request.actor, row)
    return rows
