"""Letters where nothing happens: agreed with somebody of a case, and ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.agency.actions import AlreadyAgreed, agree_no_news, end_no_news
from harborlight.agency.events import NO_NEWS_AGREED, NO_NEWS_ENDED
from harborlight.agency.number_forms import EndNoNewsForm, NoNewsForm
from harborlight.agency.queries import get_no_news
from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.agency_desk import day_of, people_of, person_of


@staff_page
def agree(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, NO_NEWS_AGREED)
    note_sighting(request.actor, case)
    safest = {"channel": "page" if case.is_sensitive else "letter"}
    people, day = people_of(request.actor, case), day_of(request)
    form = NoNewsForm(request.POST or None, people=people, today=day, initial=safest)
    if form.is_valid() and _agreed(request, case, form):
        return redirect("staff:case-agency", case.pk)
    shown = {"case": case, "tab": "case", "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/agency/agree.html", shown, status=status)


def _agreed(request: Request, case: Case, form: NoNewsForm) -> bool:
    said = dict(form.cleaned_data)
    person = person_of(request.actor, case, said.pop("person"))
    try:
        agree_no_news(request.actor, case, person=person, **said)
    except AlreadyAgreed as why:
        form.add_error("person", str(why))
        return False
    messages.success(request, _("Agreed."))
    return True


@require_POST
@staff_page
def end(request: Request, no_news_id: UUID) -> HttpResponse:
    found = get_no_news(request.actor, no_news_id)
    must(request.actor, NO_NEWS_ENDED)
    form = EndNoNewsForm(request.POST)
    if form.is_valid():
        end_no_news(request.actor, found, **form.cleaned_data)
        messages.success(request, _("They end."))
        return redirect("staff:case-agency", found.case_id)
    note_sighting(request.actor, found)
    shown = {"case": found.case, "tab": "case", "letter": found, "form": form}
    return render(request, "staff/agency/end_letters.html", shown, status=422)
