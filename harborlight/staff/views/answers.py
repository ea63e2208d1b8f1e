from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file, giving
from harborlight.facts.actions import ChangedMeanwhile, reveal_fact
from harborlight.facts.catalogue import catalogue
from harborlight.facts.events import CORRECTED
from harborlight.facts.forms import CorrectionForm
from harborlight.facts.queries import case_facts, history
from harborlight.facts.showing import shown as in_words
from harborlight.facts.versions import version
from harborlight.filings.consistency import open_among_answers
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.ids import read
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import language_now
from harborlight.questionnaires.actions import correct_answer, reopen_questionnaire
from harborlight.questionnaires.answers import Reading, reading
from harborlight.questionnaires.aside_forms import AskAgainForm
from harborlight.questionnaires.asides import asked_of_us, said_at
from harborlight.questionnaires.fitting import Told, ask_about_days
from harborlight.questionnaires.one_answer import Answer, one_answer
from harborlight.questionnaires.queries import get_sent
from harborlight.staff.coming_back import form_behind, way_back, with_way
from harborlight.staff.origins import with_origins

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.people.models import Person


@staff_page
def answers(request: Request, case_id: UUID, of: UUID | None = None) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    groups = [one for one in catalogue().groups.values() if one.of == "person"]
    found = reading(request.actor, case, of)
    shown = {
        "case": case,
        "reading": found,
        "groups": groups,
        **_beside(request, case, found),
    }
    return render(request, "staff/answers/list.html", shown)


@staff_page
def answer(
    request: Request, case_id: UUID, of: UUID, name: str, entry: UUID | None = None
) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    one, person = one_answer(request.actor, case, of, name, entry)
    if request.method == "POST":
        must(request.actor, CORRECTED)
    elif one.gone:
        messages.info(request, _("Somebody removed it meanwhile."))
        return redirect(way_back(request, case, of))
    form = _form(request, case, one)
    if form.is_valid() and _is_corrected(request, case, person, one, form):
        corrected = _("Corrected. What stood before is in its history.")
        messages.success(request, corrected if one.value else _("Saved"))
        return redirect(way_back(request, case, of))
    if form.is_bound:  # what somebody else said meanwhile is shown
        one, person = one_answer(request.actor, case, of, name, entry)
    return _shown(request, case, of, one, person, form=form)


@require_POST
@staff_page
def reveal(
    request: Request, case_id: UUID, of: UUID, name: str, entry: UUID | None = None
) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    one, person = one_answer(request.actor, case, of, name, entry)
    if one.fact is None:
        raise NotFound
    plain = reveal_fact(request.actor, one.fact)
    open_value = in_words(one.entry, plain, language=language_now(), secrets=True)
    return _shown(request, case, of, one, person, open_value=open_value)


@require_POST
@staff_page
def reopen(request: Request, sent_id: UUID) -> HttpResponse:
    sent = get_sent(request.actor, sent_id)
    reopen_questionnaire(request.actor, sent)
    said = _("Open again: %(name)s can change the answers.")
    messages.success(request, said % {"name": sent.person.full_name})
    return redirect("staff:answers-of", sent.case_id, sent.person_id)


def _beside(request: Request, case: Case, found: Reading) -> dict[str, object]:
    """How much of it does not fit, and whether other cases know these people."""
    rows = [one.party for one in found.respondents]
    day = today(request.actor.firm.time_zone)
    unfit = open_among_answers(request.actor, case, rows, found.facts, on=day)
    others = giving(request.actor, case, [row.person_id for row in rows])
    asked = asked_of_us(request.actor, case).count()
    return {"unfit": unfit, "has_others": others.exists(), "asked": asked}


def address_of(
    case: Case, of: UUID | str, name: str, entry: UUID | None, page: str = "answer"
) -> str:
    """Where one answer is read and put right; with page="reveal-answer", shown whole."""
    subject = read(of) if isinstance(of, str) else of
    if entry is None:
        return reverse(f"staff:{page}", args=[case.pk, subject, name])
    return reverse(f"staff:{page}-in", args=[case.pk, subject, name, entry])


def _shown(
    request: Request,
    case: Case,
    of: UUID,
    one: Answer,
    person: Person | None,
    *,
    form: CorrectionForm | None = None,
    open_value: str = "",
) -> HttpResponse:
    told = history(request.actor, case, person, one.name, one.entry_id)
    shown = {
        "case": case,
        "of": of,
        "answer": one,
        "person": person,
        "form": form or _form(request, case, one, posted=False),
        "open_value": open_value,
        "reveal": address_of(case, of, one.in_address, one.entry_id, "reveal-answer"),
        "behind": form_behind(request, case),
        "way_back": way_back(request, case, of),
        "here": with_way(request, address_of(case, of, one.in_address, one.entry_id)),
        "history": with_origins(request.actor, case, told),
        **_said_beside(request, case, of, one),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "staff/answers/one.html", shown, status=status)


def _said_beside(
    request: Request, case: Case, of: UUID, one: Answer
) -> dict[str, object]:
    """What the client asked at the question, and the form to ask them again."""
    place = (of, one.in_address, one.entry_id)
    fact = f"{one.part}.{one.name}"
    return {
        "asides": said_at(request.actor, case, fact, one.entry_id),
        "again": AskAgainForm(auto_id="again_%s"),
        "ask_again": address_of(case, *place, "ask-answer-again"),
    }


def _is_corrected(
    request: Request,
    case: Case,
    person: Person | None,
    one: Answer,
    form: CorrectionForm,
) -> bool:
    place, behind = (one.name, one.entry_id), form_behind(request, case)
    said = {**form.cleaned_data, "form": behind.pk if behind else None}
    if not _fits(request, case, one, form):
        return False
    try:
        correct_answer(request.actor, case, person=person, place=place, **said)
    except ChangedMeanwhile as others:
        value = others.now.value if others.now else ""
        form.ask_again(version(case.pk, *place, value))
        return False
    return True


def _fits(request: Request, case: Case, one: Answer, form: CorrectionForm) -> bool:
    """A day that does not fit the others is asked about here, too."""
    value = form.cleaned_data["value"]
    if one.entry.type == "date" and value:
        said = [Told(f"{one.part}.{one.name}", "value", value, is_day=True)]
        facts, entry = case_facts(request.actor, case), str(one.entry_id or "")
        ask_about_days(form, said, facts, entry=entry)
    return form.is_valid()


def _form(
    request: Request, case: Case, one: Answer, *, posted: bool = True
) -> CorrectionForm:
    return CorrectionForm(
        request.POST if posted and request.method == "POST" else None,
        entry=one.entry,
        known=one.value,
        version=version(case.pk, one.name, one.entry_id, one.value),
        today=today(request.actor.firm.time_zone),
        language=language_now(),
        gone=one.gone,
    )
