"""What a notice asks for, point by point: who is asked, which papers answer it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import parties
from harborlight.documents.asking_forms import RequestForm
from harborlight.documents.queries import newest_versions
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.people.models import Person
from harborlight.replies.actions import (
    NotYet,
    add_point,
    answer_point,
    ask_for_point,
    attach_paper,
    detach_paper,
    remove_point,
)
from harborlight.replies.events import (
    PAPER_ADDED,
    PAPER_REMOVED,
    POINT_ADDED,
    POINT_ANSWERED,
    POINT_ASKED,
    POINT_REMOVED,
)
from harborlight.replies.forms import AnswerPointForm, AttachForm, PointForm
from harborlight.replies.models import Point
from harborlight.replies.queries import get_paper, get_point, get_reply, papers_of
from harborlight.staff.views.replies import shown_reply


@require_POST
@staff_page
def add(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, POINT_ADDED)
    form = PointForm(request.POST)
    if not form.is_valid():
        return shown_reply(request, found, add=form)
    try:
        add_point(request.actor, found, **form.cleaned_data)
    except NotYet as why:
        messages.warning(request, str(why))
    return redirect("staff:reply", found.pk)


@staff_page
def point(request: Request, point_id: UUID) -> HttpResponse:
    return _shown(request, get_point(request.actor, point_id))


@require_POST
@staff_page
def answer(request: Request, point_id: UUID) -> HttpResponse:
    found = get_point(request.actor, point_id)
    must(request.actor, POINT_ANSWERED)
    form = AnswerPointForm(request.POST)
    if form.is_valid():
        try:
            answer_point(request.actor, found, **form.cleaned_data)
            return redirect("staff:reply", found.reply_id)
        except NotYet as why:
            form.add_error("answer", str(why))
    return _shown(request, found, answer=form)


@staff_page
def ask(request: Request, point_id: UUID) -> HttpResponse:
    """Ask somebody of the case for what a point needs."""
    found = get_point(request.actor, point_id)
    must(request.actor, POINT_ASKED)
    note_sighting(request.actor, found.reply)
    form = _ask_form(request, found)
    if form.is_valid():
        try:
            ask_for_point(request.actor, found, **form.cleaned_data)
            messages.success(request, _("Asked for. The client sees it at once."))
        except NotYet as why:
            messages.warning(request, str(why))
        return redirect("staff:reply", found.reply_id)
    shown = {"case": found.reply.case, "tab": "case", "point": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/replies/ask.html", shown, status=status)


def _ask_form(request: Request, found: Point) -> RequestForm:
    told = {"due_on": found.reply.work_to, "title": {"en": found.text[:120]}}
    return RequestForm(
        request.POST if request.method == "POST" else None,
        people=_people(request, found),
        today=today(request.actor.firm.time_zone),
        initial=told,
    )


def _people(request: Request, found: Point) -> list[Person]:
    return [one.person for one in parties(request.actor, found.reply.case)]


@require_POST
@staff_page
def attach(request: Request, point_id: UUID) -> HttpResponse:
    found = get_point(request.actor, point_id)
    must(request.actor, PAPER_ADDED)
    form = _attach_form(request, found, request.POST)
    if not form.is_valid():
        return _shown(request, found, attach=form)
    try:
        attach_paper(request.actor, found, **form.cleaned_data)
    except NotYet as why:
        messages.warning(request, str(why))
    return redirect("staff:point", found.pk)


@require_POST
@staff_page
def detach(request: Request, proof_id: UUID) -> HttpResponse:
    found = get_paper(request.actor, proof_id)
    must(request.actor, PAPER_REMOVED)
    try:
        detach_paper(request.actor, found)
    except NotYet as why:
        messages.warning(request, str(why))
    return redirect("staff:point", found.point_id)


@require_POST
@staff_page
def remove(request: Request, point_id: UUID) -> HttpResponse:
    found = get_point(request.actor, point_id)
    must(request.actor, POINT_REMOVED)
    try:
        remove_point(request.actor, found)
    except NotYet as why:
        messages.warning(request, str(why))
    return redirect("staff:reply", found.reply_id)


def _attach_form(request: Request, found: Point, data: Any = None) -> AttachForm:
    several = newest_versions(request.actor, found.reply.case)
    # The notice itself answers nothing.
    papers = [one for one in several if one.pk != found.reply.notice_id]
    return AttachForm(data, papers=papers)


def _shown(request: Request, found: Point, **sent: Any) -> HttpResponse:
    """The page of a point. sent: a form that came and was not right, by its name."""
    note_sighting(request.actor, found.reply)
    told = {"answer": found.answer, "note": found.note}
    shown = {
        "case": found.reply.case,
        "tab": "case",
        "point": found,
        "reply": found.reply,
        "papers": papers_of(request.actor, found),
        "answer": AnswerPointForm(initial=told),
        "attach": None if "attach" in sent else _attach_form(request, found),
        **sent,
    }
    status = 422 if sent else 200
    return render(request, "staff/replies/point.html", shown, status=status)
