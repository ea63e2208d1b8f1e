from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.actions import (
    AlreadyJoined,
    ClosedAlready,
    reopen_case,
)
from harborlight.cases.events import CLOSED, INVITED, REOPENED
from harborlight.cases.forms import CaseListForm, ReopenForm
from harborlight.cases.models import Case
from harborlight.cases.queries import cases as cases_open_to
from harborlight.cases.queries import get_case, get_case_file, get_party
from harborlight.cases.silence import NotSafe
from harborlight.deadlines.queries import OPEN, deadlines_of
from harborlight.firm.acting import must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.inquiries.queries import inquiry_still
from harborlight.people.actions import NoEmail, withdraw_invitation
from harborlight.people.queries import get_open_invitation
from harborlight.staff.case_rows import case_rows, stages
from harborlight.staff.overview import overview
from harborlight.staff.stretch import stretch
from harborlight.workflow.actions import (
    MoneyLeft,
    StillUnpaid,
    end_case,
    invite_to_portal,
)
from harborlight.workflow.forms import ClosingForm
from harborlight.workflow.offers import NEWEST, newest_version
from harborlight.workflow.queries import may_open


@staff_page
def cases(request: Request) -> HttpResponse:
    form = CaseListForm(request.GET, stages=stages(request.actor))
    rows = cases_open_to(request.actor, **form.wanted)
    page = stretch(rows, request.GET.get("page"))
    shown = {
        "page": page,
        "rows": case_rows(request.actor, page.rows),
        "form": form,
        "may_open": may_open(request.actor),
        "today": today(request.actor.firm.time_zone),
    }
    return render(request, "staff/cases/list.html", shown)


@staff_page
def case(request: Request, case_id: UUID) -> HttpResponse:
    found = get_case(request.actor, case_id, **{NEWEST: newest_version()})
    note_sighting(request.actor, found)
    if asked := inquiry_still(request.actor, found):
        return redirect("staff:inquiry", asked.pk)
    day = today(request.actor.firm.time_zone)
    shown = overview(request.actor, found, moment=now(), day=day)
    return render(request, "staff/cases/overview.html", shown)


@require_POST
@staff_page
def invite(request: Request, case_id: UUID, person_id: UUID) -> HttpResponse:
    found = get_case(request.actor, case_id)
    party = get_party(request.actor, found, person_id)
    must(request.actor, INVITED)
    try:
        invite_to_portal(request.actor, [party])
        said = _("The invitation to %(name)s is on its way.")
        messages.success(request, said % {"name": party.person.full_name})
    except (AlreadyJoined, NoEmail, NotSafe) as why:
        messages.warning(request, str(why))
    return redirect("staff:case", found.pk)


@require_POST
@staff_page
def withdraw(request: Request, case_id: UUID, person_id: UUID) -> HttpResponse:
    found = get_case(request.actor, case_id)
    party = get_party(request.actor, found, person_id)
    invitation = get_open_invitation(request.actor, party.person, moment=now())
    withdraw_invitation(request.actor, invitation)
    messages.success(request, _("The link no longer works. You can invite again."))
    return redirect("staff:case", found.pk)


@require_POST
@staff_page
def close(request: Request, case_id: UUID) -> HttpResponse:
    found = get_case(request.actor, case_id)
    must(request.actor, CLOSED)
    form = ClosingForm(request.POST)
    if form.is_valid() and _is_answered(request, found, form):
        return redirect("staff:case", found.pk)
    shown = {"case": found, "form": form, "tab": "case"}
    return render(request, "staff/cases/close.html", shown, status=422)


def _tell_of_deadlines(request: Request, closed: Case) -> None:
    """Of a closed case nobody is warned of a day: whoever closed it hears of those left."""
    left = deadlines_of(request.actor, closed).filter(OPEN).count()
    if left:
        said = ngettext(
            "%(n)s deadline is still open in it. Nobody is warned of it any more: look "
            "whether it was met.",
            "%(n)s deadlines are still open in it. Nobody is warned of them any more: "
            "look whether they were met.",
            left,
        )
        messages.warning(request, said % {"n": left})


def _is_answered(request: Request, found: Case, form: ClosingForm) -> bool:
    """Whether it is closed or cannot be; else they are asked about what is unpaid."""
    day = today(request.actor.firm.time_zone)
    try:
        end_case(request.actor, found, on=day, **form.cleaned_data)
        said = _("The case is closed. It stays in the list of closed.")
        messages.success(request, said)
        _tell_of_deadlines(request, found)
    except ClosedAlready as why:
        messages.info(request, str(why))
    except MoneyLeft as why:
        messages.error(request, str(why))
    except StillUnpaid as why:
        form.add_error("despite_unpaid", str(why))
        return False
    return True


@staff_page
def reopen(request: Request, case_id: UUID) -> HttpResponse:
    found = get_case_file(request.actor, case_id)
    only = _("Only an attorney or a partner opens a closed case again.")
    must(request.actor, REOPENED, only)
    note_sighting(request.actor, found)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_reopened(request, found, form):
        return redirect("staff:case", found.pk)
    shown = {"case": found, "form": form, "tab": "case"}
    shown["deadlines"] = [d for d in deadlines_of(request.actor, found) if d.is_open]
    shown["today"] = today(request.actor.firm.time_zone)
    status = 422 if form.is_bound else 200
    return render(request, "staff/cases/reopen.html", shown, status=status)


def _is_reopened(request: Request, found: Case, form: ReopenForm) -> bool:
    try:
        reopen_case(request.actor, found, **form.cleaned_data)
    except ClosedAlready as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, _("The case is open again. Look at its deadlines."))
    return True
