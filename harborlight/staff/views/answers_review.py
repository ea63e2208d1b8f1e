"""Answers that are new: accepted, asked about again; and what clients ask at them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.facts.actions import accept_answers
from harborlight.facts.events import ACCEPTED
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.ids import read
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.questionnaires.actions import answer_client, ask_again
from harborlight.questionnaires.aside_forms import AnswerClientForm, AskAgainForm
from harborlight.questionnaires.asides import get_aside
from harborlight.questionnaires.events import ANSWERED_CLIENT, ASKED_AGAIN
from harborlight.questionnaires.models import Aside
from harborlight.questionnaires.one_answer import one_answer
from harborlight.questionnaires.reviewing import (
    asked_by_clients,
    new_of_case,
    sent_asking,
)
from harborlight.staff.views.answers import address_of
from harborlight.ui.given_back import give_back


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    return _shown(request, case)


@require_POST
@staff_page
def accept(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, ACCEPTED)
    names = "seen" if "all" in request.POST else "accept"
    chosen = [*_ids(request.POST.getlist(names))]
    if not chosen:
        messages.info(request, _("Choose the answers that you accept."))
        return redirect("staff:new-answers", case.pk)
    count = accept_answers(request.actor, case, answers=chosen)
    said = ngettext("%(n)s answer is accepted.", "%(n)s answers are accepted.", count)
    messages.success(request, said % {"n": count})
    if count < len(chosen):
        late = _("The client changed some of them meanwhile: those are still new.")
        messages.warning(request, late)
    return redirect("staff:new-answers", case.pk)


@require_POST
@staff_page
def reply(request: Request, aside_id: UUID) -> HttpResponse:
    aside = get_aside(request.actor, aside_id)
    case = get_case_file(request.actor, aside.case_id)
    must(request.actor, ANSWERED_CLIENT)
    form = AnswerClientForm(request.POST)
    if aside.replied_at or aside.settled_at:
        messages.info(
            request, _("It was answered meanwhile, or is not asked any more.")
        )
        give_back(request, request.POST.get("words", ""))
    elif form.is_valid():
        answer_client(request.actor, aside, **form.cleaned_data)
        messages.success(request, _("Sent. The client reads it at the question."))
    else:
        return _shown(request, case, aside, form)
    return redirect("staff:new-answers", case.pk)


@require_POST
@staff_page
def again(
    request: Request, case_id: UUID, of: UUID, name: str, entry: UUID | None = None
) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, ASKED_AGAIN)
    one, _person = one_answer(request.actor, case, of, name, entry)
    asking, form = sent_asking(request.actor, case, one), AskAgainForm(request.POST)
    if asking is None or one.gone:
        raise NotFound
    if not form.is_valid():
        messages.error(request, str(form.errors["words"][0]))
        give_back(request, request.POST.get("words", ""))
        return redirect(address_of(case, of, name, entry) + "#again")
    sent, fact = asking
    ask_again(request.actor, sent, fact=fact, entry=entry, **form.cleaned_data)
    messages.success(request, _("Asked again. The client reads it at the question."))
    return redirect("staff:new-answers", case.pk)


def _ids(words: list[str]) -> set[UUID]:
    found = set()
    for word in words:
        try:
            found.add(read(word))
        except ValueError:
            continue
    return found


def _shown(
    request: Request,
    case: Case,
    about: Aside | None = None,
    bound: AnswerClientForm | None = None,
) -> HttpResponse:
    asked = [
        (one, bound if bound and one.aside == about else _form(one.aside))
        for one in asked_by_clients(request.actor, case)
    ]
    shown = {"case": case, "parties": new_of_case(request.actor, case), "asked": asked}
    status = 422 if bound else 200
    return render(request, "staff/answers/new.html", shown, status=status)


def _form(aside: Aside) -> AnswerClientForm:
    return AnswerClientForm(auto_id=f"{aside.key}_%s")
