"""What the firm answers to an inquiry: it takes the case, or does not; and what is kept."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.gates import GateClosed
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.inquiries import events
from harborlight.inquiries.actions import (
    AlreadyDecided,
    NotAnswered,
    accept_inquiry,
    check_names,
    decline_inquiry,
    erase_inquiry,
)
from harborlight.inquiries.deciding_forms import DeclineForm
from harborlight.inquiries.letters import not_engaged
from harborlight.inquiries.models import Inquiry
from harborlight.inquiries.queries import get_inquiry
from harborlight.staff.accepting import Acceptance
from harborlight.staff.inquiring import whole
from harborlight.workflow.actions import EmailTaken
from harborlight.workflow.areas import by_area
from harborlight.workflow.queries import openable, playbooks


@staff_page
def choose(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.ACCEPTED, _lawyers())
    note_sighting(request.actor, found)
    day = today(request.actor.firm.time_zone)
    shown = {
        "inquiry": found,
        "whole": whole(request.actor, found, day),
        "areas": by_area(playbooks(request.actor)),
    }
    return render(request, "staff/inquiries/choose.html", shown)


@staff_page
def accept(request: Request, inquiry_id: UUID, playbook: str) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.ACCEPTED, _lawyers())
    note_sighting(request.actor, found)
    taking = Acceptance(request, found, openable(request.actor, playbook))
    if taking.is_valid and _is_taken(request, taking):
        return redirect("staff:case", found.case_id)
    shown = {"inquiry": found, "taking": taking, "form": taking.form}
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/inquiries/accept.html", shown, status=status)


def _is_taken(request: Request, taking: Acceptance) -> bool:
    """Whether the case is open; names that nobody checked are checked first."""
    try:
        if taking.fresh:
            check_names(request.actor, taking.inquiry, also=taking.fresh)
        case = accept_inquiry(
            request.actor, taking.inquiry, taking.playbook, **taking.said
        )
    except (NotAnswered, AlreadyDecided, EmailTaken) as why:
        taking.form.add_error(None, str(why))
        return False
    said = _("The case %(number)s is open, with everything that was answered.")
    messages.success(request, said % {"number": case.number})
    return True


@staff_page
def decline(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.DECLINED, _lawyers())
    note_sighting(request.actor, found)
    form = DeclineForm(
        request.POST if request.method == "POST" else None,
        initial=_offer(request, found),
    )
    if form.is_valid() and _is_declined(request, found, form):
        return redirect("staff:inquiry", found.pk)
    shown = {"inquiry": found, "form": form, "in_language": found.person.reads_in}
    status = 422 if form.is_bound else 200
    return render(request, "staff/inquiries/decline.html", shown, status=status)


@require_POST
@staff_page
def erase(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.ERASED)
    try:
        erase_inquiry(request.actor, found)
        messages.success(request, _("What was answered is destroyed."))
    except (AlreadyDecided, GateClosed) as why:
        messages.warning(request, str(why))
    return redirect("staff:inquiry", found.pk)


def _is_declined(request: Request, found: Inquiry, form: DeclineForm) -> bool:
    try:
        decline_inquiry(
            request.actor, found, language=found.person.reads_in, **form.cleaned_data
        )
    except AlreadyDecided as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, _("It is declined, and they are told."))
    return True


def _offer(request: Request, found: Inquiry) -> dict[str, object]:
    """The letter as we propose it; by e-mail only where nobody said that it is not safe."""
    person, firm = found.person, request.actor.firm
    told = whole(request.actor, found, today(firm.time_zone))
    return {
        "words": not_engaged(firm, person, person.reads_in),
        "is_conflict": told.is_conflict,
        "mail": bool(person.email) and told.may_email,
    }


def _lawyers() -> str:
    return _("An attorney or a partner decides whether the firm takes a case.")
