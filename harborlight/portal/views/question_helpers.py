"""Whom a client lets in to answer chapters for them, and what of that is theirs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.facts.events import MADE_THEIRS
from harborlight.firm.acting import must
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, client_page
from harborlight.firm.ids import read
from harborlight.firm.sightings import note_sighting
from harborlight.portal.asking import step_address
from harborlight.questionnaires.actions import (
    ask_answer_helper,
    confirm_helped,
    dismiss_answer_helper,
)
from harborlight.questionnaires.definition import Section
from harborlight.questionnaires.events import HELPER_ASKED, HELPER_DISMISSED
from harborlight.questionnaires.helped import HelpedChapter, helped_chapters, let_in
from harborlight.questionnaires.helper_forms import AnswerHelperForm
from harborlight.questionnaires.helping import get_helper, may_open
from harborlight.questionnaires.queries import Standing, get_sent, standing


@client_page
def helpers(request: Request, sent_id: UUID) -> HttpResponse:
    stands = standing(request.actor, get_sent(request.actor, sent_id))
    note_sighting(request.actor, stands.sent)
    if request.method == "POST":
        must(request.actor, HELPER_ASKED)
    form = AnswerHelperForm(request.POST or None, chapters=_chapters(stands))
    let = let_in(request.actor, stands.sent, stands.definition, now())
    shown: dict[str, object] = {"sent": stands.sent, "form": form, "let": let}
    if form.is_valid() and not let.why_not:
        token = ask_answer_helper(request.actor, stands.sent, **form.cleaned_data)
        there = reverse("help-with", args=[token])
        shown["link"] = request.build_absolute_uri(there)
    status = 422 if form.is_bound and "link" not in shown else 200
    return render(request, "portal/questions/helpers.html", shown, status=status)


def _chapters(stands: Standing) -> list[Section]:
    """Those that may be opened and are asked now."""
    asked = {step.section for step in stands.steps}
    every = may_open(stands.definition, stands.part)
    return [one for one in every if one.id in asked]


@require_POST
@client_page
def dismiss(request: Request, answer_helper_id: UUID) -> HttpResponse:
    helper = get_helper(request.actor, answer_helper_id)
    must(request.actor, HELPER_DISMISSED)
    dismiss_answer_helper(request.actor, helper)
    said = _("The link of %(name)s is closed.") % {"name": helper.name}
    messages.success(request, said)
    return redirect("portal:question-helpers", helper.sent.key)


@client_page
def helped(request: Request, sent_id: UUID) -> HttpResponse:
    """What helpers wrote, for the client to read; and what of it the client confirms."""
    sent = get_sent(request.actor, sent_id)
    note_sighting(request.actor, sent)
    if request.method == "POST":
        must(request.actor, MADE_THEIRS)
        seen = _ids(request.POST.getlist("seen"))
        count = confirm_helped(request.actor, sent, answers=seen)
        said = ngettext(
            "%(n)s answer is yours now.", "%(n)s answers are yours now.", count
        )
        messages.success(request, said % {"n": count})
        if count < len(seen):
            late = _("Some were changed meanwhile. Please read those again.")
            messages.warning(request, late)
        return redirect("portal:helped-answers", sent.key)
    chapters = _told(request, standing(request.actor, sent))
    shown = {"sent": sent, "chapters": chapters}
    return render(request, "portal/questions/helped.html", shown)


def _told(request: Request, stands: Standing) -> list[dict[str, object]]:
    several: list[HelpedChapter] = helped_chapters(stands, request.actor.language)
    return [
        {
            "title": one.title,
            "answers": [
                {
                    **{
                        name: getattr(it, name) for name in ("key", "question", "words")
                    },
                    **{name: getattr(it, name) for name in ("by", "before")},
                    "href": step_address(stands.sent, it.step),
                }
                for it in one.answers
            ],
        }
        for one in several
    ]


def _ids(words: list[str]) -> set[UUID]:
    found = set()
    for word in words:
        try:
            found.add(read(word))
        except ValueError:
            continue
    return found
