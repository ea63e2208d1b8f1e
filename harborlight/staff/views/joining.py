"""Somebody takes a part in a case that began without one: who, the check, the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import found_by, get_case_file
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.people.actions import AlreadyDecided, NeedsLawyer
from harborlight.workflow.actions import (
    EmailTaken,
    PartTaken,
    check_everybody,
    join_later,
)
from harborlight.workflow.events import PART_TAKEN
from harborlight.workflow.joining_forms import JoinerForm
from harborlight.workflow.queries import free_parts

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.cases.models import Case
    from harborlight.cases.queries import Found
    from harborlight.people.models import ConflictCheck


@staff_page
def join(request: Request, case_id: UUID, part: str) -> HttpResponse:
    """Write down who it is; whom the check finds is shown before anybody joins."""
    case = get_case_file(request.actor, case_id)
    must(request.actor, PART_TAKEN)
    note_sighting(request.actor, case)
    free = {one.id: one for one in free_parts(request.actor, case)}
    if part not in free:
        messages.info(request, _("This part is taken, or this kind of case has none."))
        return redirect("staff:case-course", case.pk)
    day, found = today(request.actor.firm.time_zone), list["Found"]()
    form = JoinerForm(request.POST or None, today=day)
    if form.is_valid():
        found = _found(request, case, part, form)
        if not form.errors:
            return redirect("staff:case", case.pk)
    shown = {"case": case, "tab": "case", "part": free[part], "form": form}
    status = 422 if form.is_bound else 200
    shown["found"] = found
    return render(request, "staff/playbooks/join.html", shown, status=status)


def _found(request: Request, case: Case, part: str, form: JoinerForm) -> list[Found]:
    """Whom the check found; where that is answered, they have joined."""
    check = check_everybody(request.actor, [form.newcomer.asked], of=case)
    if check.matches and not form.cleaned_data["reason"]:
        said = _("The conflict check found somebody. Say why there is no conflict.")
        form.add_error("reason", said)
    else:
        _join(request, case, part, form, check)
    return found_by(request.actor, check)


def _join(
    request: Request, case: Case, part: str, form: JoinerForm, check: ConflictCheck
) -> None:
    reason = form.cleaned_data["reason"] or _("The check found nobody.")
    said: dict[str, Any] = {
        "part": part,
        "newcomer": form.newcomer,
        "check": check,
        "reason": reason,
    }
    try:
        party = join_later(request.actor, case, **said)
        words = _("%(name)s is in the case.") % {"name": party.person.full_name}
        messages.success(request, words)
    except (EmailTaken, PartTaken, NeedsLawyer, AlreadyDecided) as why:
        form.add_error(None, str(why))
