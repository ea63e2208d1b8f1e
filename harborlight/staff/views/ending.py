"""What is said when a case is over, and where closed cases are put away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.models import FILE_READERS, Case
from harborlight.cases.queries import get_case_file, people_of
from harborlight.docket.actions import (
    NotClosed,
    TooShort,
    archive_case,
    give_final_letter,
    set_keeping,
    unarchive_case,
)
from harborlight.docket.ahead import days_ahead
from harborlight.docket.case_forms import FinalLetterForm, KeepingForm
from harborlight.docket.events import (
    ARCHIVED,
    KEEPING_SET,
    LETTER_GIVEN,
    UNARCHIVED,
)
from harborlight.docket.letters import final_letter, with_days
from harborlight.docket.queries import (
    archived,
    final_letters,
    keeping_rule,
    kept_until,
)
from harborlight.firm.acting import may, must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.people.models import Person
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch


@staff_page
def letters(request: Request, case_id: UUID) -> HttpResponse:
    """The final letters of a case, and one to write; it is offered in their language."""
    case = get_case_file(request.actor, case_id)
    must(request.actor, LETTER_GIVEN, _("Only a lawyer gives a final letter."))
    note_sighting(request.actor, case)
    people = people_of(request.actor, case)
    form = _letter_form(request, case, people)
    if request.method == "POST" and form.is_valid():
        person = next(one for one in people if one.key == form.cleaned_data["person"])
        try:
            give_final_letter(
                request.actor, case, **(form.cleaned_data | {"person": person})
            )
            messages.success(request, _("The letter is on the client’s page."))
            return redirect("staff:final-letters", case.pk)
        except NotClosed as why:
            form.add_error(None, str(why))
    return _letters_shown(request, case, form)


def _letters_shown(request: Request, case: Case, form: FinalLetterForm) -> HttpResponse:
    shown = {
        "case": case,
        "tab": "case",
        "form": form,
        "letters": final_letters(request.actor, case),
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/ending/letters.html", shown, status=status)


def _letter_form(request: Request, case: Case, people: list[Person]) -> FinalLetterForm:
    """`to` in the address: whose letter is offered."""
    wanted = request.GET.get("to", "")
    to = next(
        (one for one in people if one.key == wanted), people[0] if people else None
    )
    first: dict[str, Any] = {}
    day = today(request.actor.firm.time_zone)
    if to is not None:
        ahead = days_ahead(request.actor, case, after=day)
        words = final_letter(request.actor.firm, case, to, to.language)
        first = {"person": to.key, "language": to.language, "words": words}
        first["ahead"] = with_days(ahead, to.language)
    return FinalLetterForm(
        request.POST if request.method == "POST" else None,
        people=[(one.key, one.full_name) for one in people],
        today=day,
        initial=first,
    )


@require_POST
@staff_page
def put_away(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, ARCHIVED)
    try:
        archive_case(request.actor, case, on=today(request.actor.firm.time_zone))
        said = _("The case is in the archive. Search finds it, and its client sees it.")
        messages.success(request, said)
    except NotClosed as why:
        messages.error(request, str(why))
    return redirect("staff:case", case.pk)


@require_POST
@staff_page
def take_out(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, UNARCHIVED)
    unarchive_case(request.actor, case)
    messages.success(request, _("The case is in the list of closed cases again."))
    return redirect("staff:case", case.pk)


@staff_page
@only(FILE_READERS)
def archive(request: Request) -> HttpResponse:
    page = stretch(archived(request.actor), request.GET.get("page"))
    rule = keeping_rule(request.actor)
    shown = {
        "page": page,
        "rows": [(case, kept_until(case, rule)) for case in page.rows],
        "rule": rule,
        "today": today(request.actor.firm.time_zone),
        "may_set": may(request.actor, KEEPING_SET),
    }
    return render(request, "staff/ending/archive.html", shown)


@staff_page
@only(KEEPING_SET)
def keeping(request: Request) -> HttpResponse:
    rule = keeping_rule(request.actor)
    first = {"archive_days": rule.archive_days, "keep_years": rule.keep_years}
    form = KeepingForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            set_keeping(request.actor, **form.cleaned_data)
            messages.success(request, _("It is decided."))
            return redirect("staff:archive")
        except TooShort as why:
            form.add_error("keep_years", str(why))
    status = 422 if form.is_bound else 200
    return render(request, "staff/ending/keeping.html", {"form": form}, status=status)
