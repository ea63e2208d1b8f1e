from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.queries import cases
from harborlight.facts.actions import remove_entry
from harborlight.facts.events import ENTRY_ADDED, ENTRY_REMOVED, LEARNED
from harborlight.facts.queries import get_entry
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.portal.ahead import at_hand, following
from harborlight.portal.asking import (
    after,
    asked_now,
    chapters,
    entry_lines,
    gone,
    step_address,
    told,
)
from harborlight.portal.changed import as_opened, now_in, say_changed
from harborlight.portal.said_beside import news
from harborlight.portal.unheard import asked_no_more, opened, tell, too_late, unheard
from harborlight.questionnaires.actions import (
    EnoughOfThem,
    NotFinished,
    NotTheirsYet,
    Taken,
    begin_entry,
    choose_keeping,
    finish_questionnaire,
    reopen_questionnaire,
    take_down,
)
from harborlight.questionnaires.fitting import ask_about_days
from harborlight.questionnaires.fitting import told as told_days
from harborlight.questionnaires.forms import ScreenForm
from harborlight.questionnaires.helping import unconfirmed
from harborlight.questionnaires.pages import Page
from harborlight.questionnaires.queries import (
    Standing,
    get_sent,
    page,
    sent_among,
    standing,
)

# What a page calls answers that it sends (ui/assets/js/unsent): a UUID.
LONGEST_NAME = 40


@client_page
def mine(request: Request) -> HttpResponse:
    sent = sent_among(request.actor, [*cases(request.actor)[:50]])
    if len(sent) == 1:
        return redirect("portal:questionnaire", sent[0].key)
    return render(request, "portal/questions/mine.html", {"all_sent": sent})


@client_page
def overview(request: Request, sent_id: UUID) -> HttpResponse:
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    note_sighting(request.actor, stands.sent)
    shown = {
        "stands": stands,
        "chapters": chapters(stands),
        "gone": gone(request.actor, stands.sent),
        "next": step_address(stands.sent, stands.progress.next),
        "news": news(stands),
        "helped": unconfirmed(stands.sent).count(),
    }
    return render(request, "portal/questions/overview.html", shown)


@client_page
def screen(
    request: Request, sent_id: UUID, screen: str, place: int | None = None
) -> HttpResponse:
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    note_sighting(request.actor, stands.sent)
    if request.method == "POST":
        must(request.actor, LEARNED)
    if stands.sent.state == stands.sent.State.FINISHED:
        return too_late(request, stands, screen)
    stands = as_opened(request, stands, screen)
    try:
        asked = page(request.actor, stands, screen, place, entry=opened(request))
    except NotFound:
        return asked_no_more(request, stands, screen)
    if asked.screen is None:
        return _loop(request, stands, asked)
    return _questions(request, stands, asked)


@client_page
def ahead(request: Request, sent_id: UUID) -> HttpResponse:
    """The pages that come next, so that they can be answered without a connection."""
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    note_sighting(request.actor, stands.sent)
    is_open = stands.sent.state == stands.sent.State.OPEN
    several = [
        at_hand(request, stands, asked, _form(request, asked))
        for asked in (following(request, stands) if is_open else ())
    ]
    return JsonResponse({"pages": several})


def _form(request: Request, asked: Page) -> ScreenForm:
    return ScreenForm(
        asked.questions,
        request.POST if request.method == "POST" else None,
        language=request.actor.language,
        on=today(request.actor.firm.time_zone),
    )


def _questions(request: Request, stands: Standing, asked: Page) -> HttpResponse:
    form = _form(request, asked)
    if form.is_bound:
        return _take_down(request, stands, asked, form)
    shown = {"stands": stands, "page": asked, "form": form}
    shown["gone"] = gone(request.actor, stands.sent)
    return render(request, "portal/questions/screen.html", shown)


def _take_down(
    request: Request, stands: Standing, asked: Page, form: ScreenForm
) -> HttpResponse:
    """What can be taken down is; what cannot is shown again as it was typed."""
    good, step = _fits(form, stands, asked), asked.step
    taken = take_down(
        request.actor,
        stands.sent,
        screen=step.screen,
        entry=asked.entry_id,
        name=request.headers.get("X-Answer", "")[:LONGEST_NAME],
        **form.said(),
    )
    lost = unheard(request, stands, step.screen, asked)
    keeps = request.headers.get("X-Keeps-Words")
    if not keeps:
        tell(request, lost)
    if good and not taken.held and not keeps:
        say_changed(request, stands, taken.stands)
        return redirect(after(taken.stands, step))
    return _shown_again(request, asked, form, taken, lost, stands)


def _fits(form: ScreenForm, stands: Standing, asked: Page) -> bool:
    """Whether all of it can be taken down, its days beside the others of the case."""
    form.is_valid()
    said = told_days(form.questions, form.answers())
    ask_about_days(form, said, stands.facts, entry=str(asked.entry_id or ""))
    return form.is_valid()


def _shown_again(
    request: Request,
    asked: Page,
    form: ScreenForm,
    taken: Taken,
    lost: list[str],
    before: Standing,
) -> HttpResponse:
    form.ask_which(taken.held)
    still = now_in(request, before, taken.stands)
    now = asked_now(request.actor, still, asked.step)
    form.goes_on(now)
    if request.headers.get("X-Keeps-Words"):
        following = after(taken.stands, asked.step)
        return JsonResponse(told(form, now, lost, following))
    shown = {"stands": taken.stands, "page": asked, "form": form}
    shown["gone"] = gone(request.actor, taken.stands.sent)
    return render(request, "portal/questions/screen.html", shown, status=422)


def _loop(request: Request, stands: Standing, asked: Page) -> HttpResponse:
    if request.method == "POST":
        return redirect(after(stands, asked.step))
    lines = entry_lines(stands, asked, request.actor.language)
    shown = {"stands": stands, "page": asked, "lines": lines}
    shown["gone"] = gone(request.actor, stands.sent)
    return render(request, "portal/questions/several.html", shown)


@client_page
@require_POST
def add(request: Request, sent_id: UUID, screen: str) -> HttpResponse:
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    must(request.actor, ENTRY_ADDED)
    if stands.sent.state == stands.sent.State.FINISHED:
        return too_late(request, stands)
    asked = page(request.actor, stands, screen)
    if asked.loop is None:
        return redirect("portal:screen", stands.sent.key, screen)
    try:
        begin_entry(request.actor, stands.sent, asked.loop)
    except EnoughOfThem as enough:
        messages.error(request, str(enough))
        return redirect("portal:screen", stands.sent.key, screen)
    first = asked.loop.screens[0].id
    return redirect("portal:screen-of-entry", stands.sent.key, first, len(asked.rows))


@client_page
@require_POST
def remove(request: Request, sent_id: UUID, screen: str, place: int) -> HttpResponse:
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    must(request.actor, ENTRY_REMOVED)
    if stands.sent.state == stands.sent.State.FINISHED:
        return too_late(request, stands)
    there = [row["entry"] for row in page(request.actor, stands, screen).rows]
    # The list may have changed on another device since this page was opened.
    if there[place : place + 1] == [request.POST.get("entry")]:
        remove_entry(request.actor, get_entry(request.actor, UUID(there[place])))
        messages.success(request, _("It was removed."))
    else:
        said = _("This list was changed from another page. Nothing was removed now.")
        messages.warning(request, said)
    return redirect("portal:screen", stands.sent.key, screen)


@client_page
@require_POST
def finish(request: Request, sent_id: UUID) -> HttpResponse:
    sent = get_sent(request.actor, sent_id)
    try:
        finish_questionnaire(request.actor, sent)
    except NotFinished as early:
        left = early.open_questions
        words = ngettext(
            "%(n)s question is still open.", "%(n)s questions are still open.", left
        )
        messages.warning(request, words % {"n": left})
        return redirect("portal:questionnaire", sent.key)
    except NotTheirsYet:
        said = _(
            "Somebody wrote answers for you. Read them first, and say which are yours."
        )
        messages.warning(request, said)
        return redirect("portal:helped-answers", sent.key)
    messages.success(request, _("Thank you. We have your answers."))
    return redirect("portal:home")


@client_page
@require_POST
def reopen(request: Request, sent_id: UUID) -> HttpResponse:
    sent = get_sent(request.actor, sent_id)
    reopen_questionnaire(request.actor, sent)
    return redirect("portal:questionnaire", sent.key)


@client_page
@require_POST
def keep(request: Request, sent_id: UUID) -> HttpResponse:
    """Whether answers may wait on a phone that others use too."""
    sent = get_sent(request.actor, sent_id)
    stays = request.POST.get("stays") == "yes"
    choose_keeping(request.actor, sent, stays=stays)
    return redirect("portal:questionnaire", sent.key)
