"""Somebody without an account answers chapters for a client, by a link (helpers)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from harborlight.facts.events import ENTRY_ADDED, LEARNED
from harborlight.firm import errands
from harborlight.firm.acting import must
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, enter_as, public_page
from harborlight.firm.tenancy import NotFound
from harborlight.portal.answering_for import (
    Errand,
    as_client,
    closed_page,
    fits,
    form_of,
    helper_page,
)
from harborlight.portal.asking import asked_now, entry_lines, next_step
from harborlight.portal.joining import nowhere
from harborlight.portal.unheard import opened, tell, unheard
from harborlight.questionnaires.actions import (
    Beside,
    EnoughOfThem,
    begin_entry,
    note_opening,
    take_down,
)
from harborlight.questionnaires.events import HELPER_CAME
from harborlight.questionnaires.forms import ScreenForm
from harborlight.questionnaires.helping import (
    HELPS,
    Closed,
    find,
    kept_in_lists,
    page_for,
)
from harborlight.questionnaires.models import AnswerHelper
from harborlight.questionnaires.pages import Page


@public_page
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link reads what it is for, and begins."""
    try:
        helper = find(token, now())
        actor = as_client(request, helper)
    except NotFound:
        return nowhere(request)
    except Closed as closed:
        return closed_page(request, closed)
    return enter_as(actor, _welcome, request, helper)


def _welcome(request: Request, helper: AnswerHelper) -> HttpResponse:
    if request.method != "POST":
        shown = {"firm": helper.firm, "helper": helper}
        return render(request, "portal/answering/welcome.html", shown)
    must(request.actor, HELPER_CAME)
    note_opening(request.actor, helper)
    link = errands.remember(request.session, HELPS, helper.key)
    return redirect("answers-for", link)


@helper_page
def chapters(request: Request, errand: Errand) -> HttpResponse:
    shown = _shown(errand) | {"chapters": errand.chapters()}
    return render(request, "portal/answering/chapters.html", shown)


@helper_page
def screen(
    request: Request, errand: Errand, screen: str, place: int | None = None
) -> HttpResponse:
    if request.method == "POST":
        must(request.actor, LEARNED)
    asked = page_for(request.actor, errand.stands, screen, place, entry=opened(request))
    if asked.screen is None:
        return _list(request, errand, asked)
    form = form_of(request, asked)
    if form.is_bound:
        return _take_down(request, errand, asked, form)
    return _questions(request, errand, asked, form)


def _take_down(
    request: Request, errand: Errand, asked: Page, form: ScreenForm
) -> HttpResponse:
    """What can be taken down is; what cannot is shown again as it was typed."""
    good = fits(errand, asked, form)
    answers: dict[str, Any] = {**form.said(), "said": Beside(), "helper": errand.helper}
    place: dict[str, Any] = {"screen": asked.step.screen, "entry": asked.entry_id}
    taken = take_down(request.actor, errand.stands.sent, **place, **answers)
    tell(request, unheard(request, errand.stands, asked.step.screen, asked))
    later = errand.later(taken.stands)
    if good and not taken.held:
        return redirect(later.address(next_step(later.stands, asked.step)))
    form.ask_which(taken.held)
    form.goes_on(asked_now(request.actor, later.stands, asked.step))
    return _questions(request, later, asked, form, status=422)


def _questions(
    request: Request, errand: Errand, asked: Page, form: ScreenForm, status: int = 200
) -> HttpResponse:
    shown = _shown(errand) | {"page": asked, "form": form}
    shown["before"] = errand.address(asked.before)
    return render(request, "portal/answering/screen.html", shown, status=status)


def _list(request: Request, errand: Errand, asked: Page) -> HttpResponse:
    if request.method == "POST":
        following = next_step(errand.stands, asked.step)
        return redirect(errand.address(following))
    hidden = kept_in_lists(errand.stands)
    language = request.actor.language
    lines = [
        line | {"href": errand.address(line["step"])}
        for line in entry_lines(errand.stands, asked, language, hidden=hidden)
    ]
    shown = _shown(errand) | {"page": asked, "lines": lines}
    shown["before"] = errand.address(asked.before)
    return render(request, "portal/answering/several.html", shown)


@require_POST
@helper_page
def add(request: Request, errand: Errand, screen: str) -> HttpResponse:
    must(request.actor, ENTRY_ADDED)
    asked = page_for(request.actor, errand.stands, screen, None)
    if asked.loop is None:
        return redirect("answers-for-screen", errand.link, screen)
    try:
        begin_entry(request.actor, errand.stands.sent, asked.loop)
    except EnoughOfThem as enough:
        messages.error(request, str(enough))
        return redirect("answers-for-screen", errand.link, screen)
    first = asked.loop.screens[0].id
    return redirect("answers-for-entry", errand.link, first, len(asked.rows))


def _shown(errand: Errand) -> dict[str, Any]:
    helper = errand.helper
    return {
        "firm": helper.firm,
        "helper": helper,
        "link": errand.link,
        "client": helper.sent.person.given_name,
    }
