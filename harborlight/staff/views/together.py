"""Cases that belong together, and a case that goes to another lawyer or came from one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import cases, get_case_file, people_of
from harborlight.deadlines.queries import OPEN, deadlines_of
from harborlight.docket.actions import (
    LinkedAlready,
    OverAlready,
    link_cases,
    note_transfer_step,
    take_over,
    transfer_out,
    unlink_cases,
)
from harborlight.docket.case_forms import (
    LinkForm,
    TakeOverForm,
    TransferForm,
    TransferStepForm,
)
from harborlight.docket.events import (
    LINKED,
    TAKEN_OVER,
    TRANSFER_STEP,
    TRANSFERRED_OUT,
    UNLINKED,
)
from harborlight.docket.queries import get_link, get_transfer, linked, transfers
from harborlight.filings.queries import filings
from harborlight.firm.acting import may, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.words import in_words
from harborlight.workflow.queries import course_of


@staff_page
def together(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    return _shown(request, case, LinkForm())


def _shown(
    request: Request, case: Case, form: LinkForm, status: int = 200
) -> HttpResponse:
    shown = {
        "case": case,
        "tab": "case",
        "linked": linked(request.actor, case),
        "transfers": transfers(request.actor, case),
        "form": form,
        "may_link": may(request.actor, LINKED),
    }
    return render(request, "staff/together/list.html", shown, status=status)


@require_POST
@staff_page
def link(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, LINKED)
    form = LinkForm(request.POST)
    if form.is_valid() and _is_linked(request, case, form):
        messages.success(request, _("The cases are linked."))
        return redirect("staff:case-together", case.pk)
    return _shown(request, case, form, status=422)


def _is_linked(request: Request, case: Case, form: LinkForm) -> bool:
    """One that is not open to them is not there: they are told the same."""
    number = form.cleaned_data["number"].strip()
    rows = cases(request.actor, closed=True, archived=True)
    other = rows.filter(number=number).first()
    if other is None:
        form.add_error("number", _("No case that you may open has this number."))
        return False
    said = {name: form.cleaned_data[name] for name in ("kind", "note")}
    try:
        link_cases(request.actor, case, other=other, **said)
    except LinkedAlready as why:
        form.add_error("number", str(why))
        return False
    return True


@require_POST
@staff_page
def unlink(request: Request, link_id: UUID) -> HttpResponse:
    found = get_link(request.actor, link_id)
    must(request.actor, UNLINKED)
    unlink_cases(request.actor, found)
    messages.success(request, _("The link is taken away. Both cases stay as they are."))
    return redirect("staff:case-together", found.case_id)


@staff_page
def transfer(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    only = _("Only an attorney or a partner gives a case to another lawyer.")
    must(request.actor, TRANSFERRED_OUT, only)
    note_sighting(request.actor, case)
    form = TransferForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = transfer_out(request.actor, case, **form.cleaned_data)
            return redirect("staff:transfer-of", made.pk)
        except OverAlready as why:
            form.add_error(None, str(why))
    shown = {"case": case, "tab": "case", "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/together/transfer.html", shown, status=status)


@staff_page
def transfer_of(request: Request, transfer_id: UUID) -> HttpResponse:
    """The letter to the new lawyer with what runs, and what is still to be done."""
    found = get_transfer(request.actor, transfer_id)
    case = get_case_file(request.actor, found.case_id)
    note_sighting(request.actor, case)
    day = today(request.actor.firm.time_zone)
    shown = {
        "case": case,
        "tab": "case",
        "transfer": found,
        "people": people_of(request.actor, case),
        "deadlines": deadlines_of(request.actor, case).filter(OPEN),
        "filings": filings(request.actor, case).exclude(sent_on=None),
        "step": TransferStepForm(initial={"on": day}, today=day),
        "may_note": may(request.actor, TRANSFER_STEP),
    }
    return render(request, "staff/together/letter.html", shown)


@require_POST
@staff_page
def note_step(request: Request, transfer_id: UUID) -> HttpResponse:
    found = get_transfer(request.actor, transfer_id)
    must(request.actor, TRANSFER_STEP)
    day = today(request.actor.firm.time_zone)
    form = TransferStepForm(request.POST, today=day)
    if form.is_valid():
        note_transfer_step(request.actor, found, **form.cleaned_data)
        messages.success(request, _("It is noted."))
    else:
        messages.error(request, _("Choose the day on which it was done."))
    return redirect("staff:transfer-of", found.pk)


@staff_page
def taken_over(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, TAKEN_OVER)
    note_sighting(request.actor, case)
    day, course = today(request.actor.firm.time_zone), course_of(request.actor, case)
    stages = [(one.id, in_words(one.name)) for one in course.stages]
    data = request.POST if request.method == "POST" else None
    first = {"on": day, "stage": case.stage}
    form = TakeOverForm(data, stages=stages, today=day, initial=first)
    if form.is_valid():
        name = course.stage(form.cleaned_data["stage"]).name
        take_over(request.actor, case, stage_name=name, **form.cleaned_data)
        messages.success(request, _("It is noted. Now set the deadlines that run."))
        return redirect("staff:choose-rule", case.pk)
    shown = {"case": case, "tab": "case", "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/together/taken_over.html", shown, status=status)
