"""What was written for questions that are not asked any more, told to its writer.

Another page or device may close a question while somebody answers it here. Their
words are not taken down then, and they must not vanish either.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from harborlight.facts.catalogue import catalogue
from harborlight.facts.showing import shown
from harborlight.facts.versions import version
from harborlight.firm.clock import today
from harborlight.firm.doors import Request
from harborlight.firm.ids import read
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.portal.changed import was_asked
from harborlight.questionnaires.forms import OVER, ScreenForm
from harborlight.questionnaires.pages import Answerable, Page
from harborlight.questionnaires.queries import Standing


def too_late(request: Request, stands: Standing, screen: str = "") -> HttpResponse:
    """The answers were sent from another page meanwhile."""
    said = _("You sent your answers from another page, so this was not saved.")
    return _not_taken(request, stands, screen, said, "finished")


def asked_no_more(request: Request, stands: Standing, screen: str) -> HttpResponse:
    """The page of questions was closed by an answer given on another page.

    NotFound if nothing was sent, or there is no such page at all. A page that the firm
    took out of the questions leads to those that are asked now.
    """
    if not _questions(stands, screen):
        if was_asked(request, stands, screen):
            return redirect("portal:questionnaire", stands.sent.key)
        raise NotFound
    if request.method != "POST":
        raise NotFound
    said = _("These questions are not asked any more, so this was not saved.")
    return _not_taken(request, stands, screen, said, "closed")


def _not_taken(
    request: Request, stands: Standing, screen: str, said: str, why: str
) -> HttpResponse:
    if request.headers.get("X-Keeps-Words"):
        lines = unheard(request, stands, screen)
        return JsonResponse({"why": why, "lines": lines}, status=409)
    if request.method == "POST":
        messages.warning(request, said)
        tell(request, unheard(request, stands, screen))
    return redirect("portal:questionnaire", stands.sent.key)


def tell(request: Request, lines: Collection[str]) -> None:
    """Show somebody on their next page what they wrote for nothing."""
    for line in lines:
        messages.info(request, line)


def unheard(
    request: Request, stands: Standing, screen: str, page: Page | None = None
) -> list[str]:
    """What was written on a screen for questions that `page` does not ask.

    A sentence each, with the question. What stood there before is not told.
    """
    asked = {one.field for one in page.questions} if page else set()
    questions = [one for one in _questions(stands, screen) if one.field not in asked]
    form = ScreenForm(
        questions,
        request.POST,
        language=request.actor.language,
        on=today(request.actor.firm.time_zone),
    )
    form.is_valid()
    answers = form.answers()
    lines = []
    entry = page.entry_id if page else _entry(request)
    for one in questions:
        value = answers.get(one.question.fact, "")
        if value and not _stood(stands, one, entry, value, request.POST):
            language = request.actor.language
            lines.append(
                _line(one, shown(one.entry, value, language=language, secrets=True))
            )
        elif one.field in form.errors:
            lines.append(_line(one, _typed(form[one.field].data)))
    return lines


def opened(request: Request) -> str:
    """The entry that the page was opened for; it may be no more.

    In the address, for a page that asks again; in the form, for words that were kept
    over the end of a session.
    """
    return str(request.POST.get("entry") or request.GET.get("entry", ""))


def _entry(request: Request) -> UUID | None:
    try:
        return read(opened(request))
    except ValueError:
        return None


def _questions(stands: Standing, screen: str) -> list[Answerable]:
    """Every question of a screen, asked or not."""
    return [
        Answerable(one.question, catalogue().entry(one.question.fact), "", "")
        for one in stands.definition.asked()
        if one.screen == screen
    ]


def _stood(
    stands: Standing,
    one: Answerable,
    entry: UUID | None,
    value: str,
    sent: Mapping[str, str],
) -> bool:
    """Whether the page came with this value, so that nobody wrote it there."""
    name = one.question.fact.split(".", 1)[1]
    place = entry if "[]" in name else None
    stood = version(stands.sent.case_id, name, place, value)
    return sent.get(one.field + OVER) == stood


def _line(one: Answerable, words: str) -> str:
    said = {"question": in_words(one.question.ask), "text": words}
    return _("You had written for “%(question)s”: %(text)s") % said


def _typed(data: Any) -> str:
    """What is in the boxes of a field, as it was typed."""
    parts = data if isinstance(data, list | tuple) else [data]
    return " ".join(str(part) for part in parts if part)
