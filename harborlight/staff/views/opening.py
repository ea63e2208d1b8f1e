from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.cases.queries import seats
from harborlight.cases.silence import NotSafe
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.people.actions import (
    AlreadyDecided,
    NeedsLawyer,
)
from harborlight.staff.openings import Opening
from harborlight.staff.openings_from import FROM, case_from, link_to_beginning
from harborlight.workflow.actions import (
    EmailTaken,
    check_everybody,
    hand_over,
    invite_to_portal,
    take_on,
    turn_down,
)
from harborlight.workflow.areas import by_area
from harborlight.workflow.queries import openable, openable_playbooks


@staff_page
def choose(request: Request) -> HttpResponse:
    begins_from = case_from(request.actor, request.GET.get(FROM, ""))
    areas = by_area(openable_playbooks(request.actor))
    shown = {"areas": areas, "from": begins_from}
    return render(request, "staff/opening/choose.html", shown)


@staff_page
def new(request: Request, playbook: str) -> HttpResponse:
    """The people, then the check, then the decision: one address, three steps."""
    opening = Opening(request, openable(request.actor, playbook))
    if opening.too_late:
        messages.warning(request, opening.too_late)
        return redirect("staff:cases")
    if not opening.is_said:
        return _people(request, opening)
    if opening.step == "check":
        opening.check = check_everybody(
            request.actor, opening.asked, handed=opening.handed
        )
        return _decision(request, opening)
    if not opening.find_check():
        return _people(request, opening)
    if opening.step == "hand":
        return _hand_over(request, opening)
    return _decided(request, opening)


def _decided(request: Request, opening: Opening) -> HttpResponse:
    if not opening.is_decided:
        return _decision(request, opening)
    try:
        return (
            _refuse(request, opening) if opening.is_refused else _open(request, opening)
        )
    except (EmailTaken, AlreadyDecided, NeedsLawyer) as why:
        opening.wrong = str(why)
        return _people(request, opening)


def _hand_over(request: Request, opening: Opening) -> HttpResponse:
    assert opening.check is not None
    handed = hand_over(
        request.actor, opening.playbook, check=opening.check, typed=opening.carried
    )
    messages.success(request, _("A lawyer is asked to decide."))
    return redirect("staff:handed-over", handed.pk)


def _open(request: Request, opening: Opening) -> HttpResponse:
    assert opening.check is not None
    case = take_on(
        request.actor,
        opening.playbook,
        check=opening.check,
        newcomers=opening.form.newcomers,
        lead=opening.form.chosen_lead,
        reason=opening.decision.cleaned_data["reason"],
        known=opening.known.known,
        handed=opening.handed,
    )
    said = _("The case %(number)s is open.") % {"number": case.number}
    messages.success(request, said)
    if link_to_beginning(request.actor, case, request.POST.get(FROM, "")):
        messages.success(request, _("It is linked with the case it began from."))
    if opening.wants_invitations:
        _invite(request, case)
    return redirect("staff:case", case.pk)


def _invite(request: Request, case: Case) -> None:
    """Invite everybody whom a letter can reach and who is not in the portal yet."""
    rows = seats(request.actor, case, moment=now())
    wanted = [seat.party for seat in rows if seat.may_be_invited]
    wanted = [party for party in wanted if not party.person.login_id]
    for party in wanted:
        try:
            invite_to_portal(request.actor, [party])
        except NotSafe as why:
            messages.warning(request, str(why))
            continue
        said = _("The invitation to %(name)s is on its way.")
        messages.success(request, said % {"name": party.person.full_name})


def _refuse(request: Request, opening: Opening) -> HttpResponse:
    assert opening.check is not None
    said = opening.decision.cleaned_data
    turn_down(
        request.actor, opening.check, reason=said["reason"], handed=opening.handed
    )
    messages.success(request, _("No case was opened. Your decision is kept."))
    return redirect("staff:cases")


def _people(request: Request, opening: Opening) -> HttpResponse:
    wrong = opening.step != "" and (opening.step != "change")
    shown = {"opening": opening, "playbook": opening.playbook}
    status = 422 if wrong else 200
    return render(request, "staff/opening/people.html", shown, status=status)


def _decision(request: Request, opening: Opening) -> HttpResponse:
    shown = {"opening": opening, "playbook": opening.playbook}
    status = 422 if opening.step == "open" else 200
    return render(request, "staff/opening/decision.html", shown, status=status)
