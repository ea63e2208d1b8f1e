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
from harborlight.questionnaires.helping import get_helper, may_open
from harborlight.questionnaires.queries import get_sent, read

TAB = "case-answers"


@staff_page
def helpers(request: Request, sent_id: UUID) -> HttpResponse:
    sent = get_sent(request.actor, sent_id)
    note_sighting(request.actor, sent)
    if request.method == "POST":
        must(request.actor, HELPER_ASKED)
    asked = read(sent.questionnaire)
    chapters = may_open(asked, sent.party.part)
    form = AnswerHelperForm(request.POST or None, chapters=chapters)
    let = let_in(request.actor, sent, asked, now())
    shown: dict[str, object] = {"sent": sent, "form": form, "let": let, "tab": TAB}
    if form.is_valid() and not let.why_not:
        token = ask_answer_helper(request.actor, sent, **form.cleaned_data)
        there = reverse("help-with", args=[token])
        shown["link"] = request.build_absolute_uri(there)
    status = 422 if form.is_bound and "link" not in shown else 200
    shown["case"] = get_case_file(request.actor, sent.case_id)
    return render(request, "staff/answers/helpers.html", shown, status=status)


@require_POST
@staff_page
def dismiss(request: Request, answer_helper_id: UUID) -> HttpResponse:
    helper = get_helper(request.actor, answer_helper_id)
    must(request.actor, HELPER_DISMISSED)
    dismiss_answer_helper(request.actor, helper)
    said = _("The link of %(name)s is closed.") % {"name": helper.name}
    messages.success(request, said)
    return redirect("staff:question-helpers", helper.sent_id)
