"""Those who ask whether we take their case: the list, one of them, and what is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from harborlight.firm.acting import must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.inquiries import events
from harborlight.inquiries.actions import (
    AlreadyDecided,
    NotedByOthers,
    answer_hit,
    change_inquiry,
    check_names,
    receive_inquiry,
    send_questions,
    take_up_inquiry,
)
from harborlight.inquiries.consultations import consultations_of
from harborlight.inquiries.deciding_forms import HitForm
from harborlight.inquiries.forms import (
    InquiryListForm,
    LinkForm,
    MoreNamesForm,
    NewInquiryForm,
    NotedForm,
)
from harborlight.inquiries.models import Inquiry
from harborlight.inquiries.queries import (
    Hit,
    as_rows,
    counts,
    erased_on,
    get_inquiry,
    hits,
    inquiries,
)
from harborlight.inquiries.standing import State
from harborlight.people.actions import NoEmail
from harborlight.people.models import Person
from harborlight.people.queries import cards_with_email, persons
from harborlight.staff.inquiring import letter_of, whole
from harborlight.staff.stretch import stretch
from harborlight.ui.given_back import give_back
from harborlight.workflow.actions import EmailTaken

ROWS = 50


@staff_page
def all_inquiries(request: Request) -> HttpResponse:
    must(request.actor, events.RECEIVED, _only())
    form = InquiryListForm(request.GET, counts=counts(request.actor, now()))
    state, words = form.cleaned_data["state"] or "open", form.cleaned_data["q"]
    rows = inquiries(request.actor, state=state, words=words, moment=now())
    page = stretch(rows, request.GET.get("page"), size=ROWS)
    shown = {
        "form": form,
        "tabs": _tabs(form.counts, state, words),
        "page": page,
        "rows": as_rows(page.rows, now()),
        "query": f"&{urlencode({'state': state, 'q': words})}",
    }
    return render(request, "staff/inquiries/list.html", shown)


@staff_page
def new(request: Request) -> HttpResponse:
    must(request.actor, events.RECEIVED, _only())
    form = _new_form(request)
    if form.is_valid():
        try:
            found = receive_inquiry(
                request.actor, form.asker, known=form.chosen, **form.about
            )
            check_names(request.actor, found)
            messages.success(request, _("The inquiry is written down."))
            return redirect("staff:inquiry", found.pk)
        except EmailTaken as why:
            form.add_error("email", str(why))
    status = 422 if form.is_bound else 200
    return render(request, "staff/inquiries/new.html", {"form": form}, status=status)


@staff_page
def inquiry(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    note_sighting(request.actor, found)
    return _shown(request, found)


@staff_page
def summary(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    note_sighting(request.actor, found)
    day = today(request.actor.firm.time_zone)
    shown = {"whole": whole(request.actor, found, day), "inquiry": found, "today": day}
    return render(request, "staff/inquiries/summary.html", shown)


@require_POST
@staff_page
def change(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.CHANGED)
    form = NotedForm(request.POST)
    if form.is_valid() and _is_noted(request, found, form):
        return redirect("staff:inquiry", found.pk)
    return _shown(request, found, about=form)


@require_POST
@staff_page
def send(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.ASKED)
    form = LinkForm(request.POST, today=today(request.actor.firm.time_zone))
    if form.is_valid():
        try:
            send_questions(request.actor, found, **form.cleaned_data)
            messages.success(request, _("The link to the questions is on its way."))
            return redirect("staff:inquiry", found.pk)
        except (EmailTaken, NoEmail) as why:
            form.add_error("email", str(why))
        except AlreadyDecided as why:
            form.add_error(None, str(why))
    return _shown(request, found, link=form)


@require_POST
@staff_page
def check(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.CHECKED)
    form = MoreNamesForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, more=form)
    try:
        check_names(request.actor, found, also=form.asked)
        messages.success(request, _("Every name was checked for conflicts."))
    except AlreadyDecided as why:
        messages.warning(request, str(why))
    return redirect("staff:inquiry", found.pk)


@require_POST
@staff_page
def answer(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.HIT_ANSWERED, _("A lawyer says who it is."))
    form = HitForm(request.POST)
    hit = next((h for h in hits(request.actor, found) if _is(h.words, form)), None)
    if hit is None:
        messages.warning(request, _("The names were checked again meanwhile: look."))
    elif not form.is_valid():
        return _shown(request, found, wrong_hit=form, wrong_word=hit.words[0])
    else:
        _answered(request, found, hit, form)
    return redirect("staff:inquiry", found.pk)


@require_POST
@staff_page
def take_up(request: Request, inquiry_id: UUID) -> HttpResponse:
    found = get_inquiry(request.actor, inquiry_id)
    must(request.actor, events.TAKEN_UP)
    try:
        take_up_inquiry(request.actor, found)
    except AlreadyDecided as why:
        messages.warning(request, str(why))
    return redirect("staff:inquiry", found.pk)


def _is_noted(request: Request, found: Inquiry, form: NotedForm) -> bool:
    try:
        change_inquiry(request.actor, found, **form.cleaned_data)
        messages.success(request, _("It is noted."))
    except NotedByOthers as why:
        form.ask_again(str(why), stands=found)
        return False
    except AlreadyDecided as why:
        messages.warning(request, str(why))
        give_back(request, form.cleaned_data["note"])
    return True


def _answered(request: Request, found: Inquiry, hit: Hit, form: HitForm) -> None:
    said = {name: form.cleaned_data[name] for name in ("verdict", "reason")}
    try:
        answer_hit(request.actor, found, hits=hit.words, **said)
        messages.success(request, _("It is answered."))
    except AlreadyDecided as why:
        messages.warning(request, str(why))


def _shown(request: Request, found: Inquiry, **wrong: Any) -> HttpResponse:
    """The page of an inquiry, with the one form that came back wrong, if any."""
    day, person = today(request.actor.firm.time_zone), found.person
    goes_to = {"email": person.email, "birth_date": person.birth_date}
    shown = {
        "inquiry": found,
        "case": found.case,
        "whole": whole(request.actor, found, day),
        "letter": letter_of(request.actor, found),
        "erased_on": erased_on(request.actor.firm, found),
        "today": day,
        "talks": consultations_of(request.actor, found.case),
        "about": NotedForm.of(found),
        "link": LinkForm(initial=goes_to, today=day),
        "more": MoreNamesForm(),
        "hit_form": HitForm(),
    }
    status, page = (422 if wrong else 200), "staff/inquiries/inquiry.html"
    return render(request, page, shown | wrong, status=status)


def _new_form(request: Request) -> NewInquiryForm:
    """The form; where the address is known, it asks whose it is."""
    day = today(request.actor.firm.time_zone)
    data = request.POST if request.method == "POST" else None
    initial = {"language": request.actor.language}
    known = _known(request, data.get("email", "")) if data else []
    return NewInquiryForm(data, today=day, known=known, initial=initial)


def _known(request: Request, email: str) -> list[Person]:
    """Cards with this address, of people whom the actor may know."""
    cards = cards_with_email(request.actor, [email]) if email.strip() else []
    return [*persons(request.actor, [one.pk for one in cards]).values()]


def _is(words: tuple[str, ...], form: HitForm) -> bool:
    return form.data.get("hit", "") in words


def _tabs(counted: Mapping[str, int], here: str, words: str) -> list[dict[str, object]]:
    labels = [
        ("open", pgettext("inquiries", "Open")),
        ("silent", _("No answer for 5 days")),
    ]
    labels += [(one.value, str(one.label)) for one in State]
    labels.append(("all", pgettext("inquiries", "All")))
    return [
        {
            "label": label,
            "href": f"?{urlencode({'state': state, 'q': words} if words else {'state': state})}",
            "here": state == here,
            "count": counted.get(state, 0),
        }
        for state, label in labels
    ]


def _only() -> str:
    return _("Only attorneys and those who handle inquiries see these.")
