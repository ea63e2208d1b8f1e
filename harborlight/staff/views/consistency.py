"""What does not fit in a case, and what other cases know of its people."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file, people_of
from harborlight.facts.actions import explain
from harborlight.facts.carrying import offers
from harborlight.facts.events import EXPLAINED, TAKEN_OVER
from harborlight.facts.forms import ExplainForm
from harborlight.filings.consistency import findings
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.questionnaires.actions import take_over_answers
from harborlight.ui.given_back import give_back


@staff_page
def consistency(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    return _shown(request, case)


@require_POST
@staff_page
def say_why(request: Request, case_id: UUID, what: str) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, EXPLAINED)
    form = ExplainForm(request.POST)
    if not form.is_valid():
        return _shown(request, case, what, form)
    found = findings(request.actor, case, on=today(request.actor.firm.time_zone))
    one = next((one for one in found if one.key(case) == what), None)
    if one is None:
        gone = _("The answers were changed meanwhile. Look at what stands now.")
        messages.warning(request, gone)
        give_back(request, form.cleaned_data["words"])
    else:
        explain(request.actor, case, finding=one, **form.cleaned_data)
        messages.success(
            request, _("Noted. It counts until one of the answers changes.")
        )
    return redirect("staff:consistency", case.pk)


@staff_page
def known(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    several = offers(request.actor, case, people_of(request.actor, case))
    new = [one for one in several if not one.differs]
    other = [one for one in several if one.differs]
    shown = {"case": case, "new": new, "other": other, "tab": "case-answers"}
    return render(request, "staff/answers/known.html", shown)


@require_POST
@staff_page
def take(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, TAKEN_OVER)
    names = ("offer", "seen") if "all" in request.POST else ("offer",)
    wanted = {key for name in names for key in request.POST.getlist(name)}
    several = offers(request.actor, case, people_of(request.actor, case))
    chosen = [one for one in several if one.key in wanted]
    if len(chosen) < len(wanted):
        late = _("Some of it was changed meanwhile and was left out. Look at it again.")
        messages.warning(request, late)
    if not chosen:
        messages.info(request, _("Nothing was chosen, so nothing was taken over."))
        return redirect("staff:known-elsewhere", case.pk)
    n = take_over_answers(request.actor, case, offers=chosen)
    said = ngettext("Confirmed: %(n)s answer.", "Confirmed: %(n)s answers.", n)
    messages.success(request, said % {"n": n})
    return redirect("staff:case-answers", case.pk)


def _shown(
    request: Request, case: Case, what: str = "", form: ExplainForm | None = None
) -> HttpResponse:
    found = findings(request.actor, case, on=today(request.actor.firm.time_zone))
    rows = [(one, one.key(case), _form(one.key(case), what, form)) for one in found]
    shown = {
        "case": case,
        "open": [row for row in rows if row[0].is_open],
        "spelled": [row for row in rows if row[0].is_spelling],
        "explained": [row for row in rows if row[0].explained],
        "tab": "case-answers",
    }
    status = 422 if form else 200
    return render(request, "staff/answers/consistency.html", shown, status=status)


def _form(key: str, what: str, form: ExplainForm | None) -> ExplainForm:
    """The form of each finding: the one that was sent with what was wrong in it."""
    return form if form and key == what else ExplainForm(auto_id=f"{key}_%s")
