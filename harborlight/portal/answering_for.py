"""What a helper walks through: the chapters that a client opened to them, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, View, enter_as, public_page
from harborlight.firm.requests import place_of
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.portal.asking import Chapter
from harborlight.portal.joining import nowhere
from harborlight.questionnaires.fitting import ask_about_days
from harborlight.questionnaires.fitting import told as told_days
from harborlight.questionnaires.forms import ScreenForm
from harborlight.questionnaires.helping import Closed, narrowed, on_behalf, remembered
from harborlight.questionnaires.models import AnswerHelper
from harborlight.questionnaires.pages import Page
from harborlight.questionnaires.progress import Step
from harborlight.questionnaires.queries import Standing, standing


@dataclass(frozen=True)
class Errand:
    """An open link in this browser. link: what its pages name it by."""

    link: str
    helper: AnswerHelper
    stands: Standing

    def address(self, step: Step | None) -> str:
        """Where a step is asked of the helper; their first page where none is left."""
        if step is None:
            return reverse("answers-for", args=[self.link])
        if step.entry is None:
            return reverse("answers-for-screen", args=[self.link, step.screen])
        place = [self.link, step.screen, step.entry]
        return reverse("answers-for-entry", args=place)

    def chapters(self) -> list[Chapter]:
        found = []
        for section in self.stands.definition.of_party(self.stands.part):
            steps = [one for one in self.stands.steps if one.section == section.id]
            if steps:
                goes_on = next((one for one in steps if not one.done), steps[0])
                done, title = sum(one.done for one in steps), in_words(section.title)
                found.append(Chapter(title, done, len(steps), self.address(goes_on)))
        return found

    def later(self, stands: Standing) -> Errand:
        """The same after something was answered."""
        return Errand(self.link, self.helper, narrowed(stands, self.helper.sections))


def as_client(request: HttpRequest, helper: AnswerHelper) -> Actor:
    """Raises Closed where the client has no part in the firm any more."""
    language = get_language() or "en"
    return on_behalf(helper, place=place_of(request), language=language)


def helper_page(view: Callable[..., HttpResponse]) -> View:
    """A page of the chapters of a link that this browser opened; all else leads nowhere."""

    @public_page
    @wraps(view)
    def page(
        request: HttpRequest, link: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        try:
            helper = remembered(request.session, link, now())
            actor = as_client(request, helper)
        except NotFound:
            return nowhere(request)
        except Closed as closed:
            return closed_page(request, closed)
        said = (view, link, helper, *args)
        try:
            return enter_as(actor, _with_chapters, request, *said, **kwargs)
        except Closed as closed:
            return closed_page(request, closed)

    return page


def _with_chapters(
    request: Request,
    view: Callable[..., HttpResponse],
    link: str,
    helper: AnswerHelper,
    *args: Any,
    **kwargs: Any,
) -> HttpResponse:
    stands = standing(request.actor, helper.sent)
    errand = Errand(link, helper, narrowed(stands, helper.sections))
    return view(request, errand, *args, **kwargs)


def closed_page(request: HttpRequest, closed: Closed) -> HttpResponse:
    shown = {"why": closed.why, "firm": closed.helper.firm}
    return render(request, "portal/answering/closed.html", shown, status=410)


def fits(errand: Errand, asked: Page, form: ScreenForm) -> bool:
    """Whether all of it can be taken down, its days beside the others of the case."""
    form.is_valid()
    said = told_days(form.questions, form.answers())
    ask_about_days(form, said, errand.stands.facts, entry=str(asked.entry_id or ""))
    return form.is_valid()


def form_of(request: Request, asked: Page) -> ScreenForm:
    return ScreenForm(
        asked.questions,
        request.POST if request.method == "POST" else None,
        language=request.actor.language,
        on=today(request.actor.firm.time_zone),
        asks_lawyer=False,
    )
