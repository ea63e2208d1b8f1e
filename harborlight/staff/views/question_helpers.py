"""Somebody whom a client trusts answers chapters for them: let in, and shut out, by staff."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file
from harborlight.firm.acting import must
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.questionnaires.actions import ask_answer_helper, dismiss_answer_helper
from harborlight.questionnaires.events import HELPER_ASKED, HELPER_DISMISSED
from harborlight.questionnaires.helped import let_in
from harborlight.questionnaires.helper_forms import AnswerHelperForm
from harborlight.questionnaires.helping import get_helper, may_open, why_not
from harborlight.questionnaires.queries import get_sent, standing


@staff_page
def helpers(request: Request, sent_id: UUID) -> HttpResponse:
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    case = get_case_file(request.actor, stands.sent.case_id)
    note_sighting(request.actor, case)
    if request.method == "POST":
        must(request.actor, HELPER_ASKED)
    why, chapters = (
        why_not(request.actor, stands.sent),
        may_open(stands.definition, stands.part),
    )
    form = AnswerHelperForm(request.POST or None, chapters=chapters)
    shown: dict[str, object] = {"case": case, "form": form, "why_not": why}
    shown["sent"] = stands.sent
    if form.is_valid() and not why:
        token = ask_answer_helper(request.actor, stands.sent, **form.cleaned_data)
        there = reverse("help-with", args=[token])
        shown["link"] = request.build_absolute_uri(there)
    shown["helpers"] = let_in(request.actor, stands, now())
    status = 422 if form.is_bound and "link" not in shown else 200
    return render(request, "staff/answers/helpers.html", shown, status=status)


@require_POST
@staff_page
def dismiss(request: Request, helper_id: UUID) -> HttpResponse:
    helper = get_helper(request.actor, helper_id)
    must(request.actor, HELPER_DISMISSED)
    dismiss_answer_helper(request.actor, helper)
    said = _("The link of %(name)s is closed.") % {"name": helper.name}
    messages.success(request, said)
    return redirect("staff:question-helpers", helper.sent_id)
