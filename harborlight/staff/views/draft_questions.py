"""One question of a draft: found among the facts, worded, and said when it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from harborlight.facts.catalogue import Entry, catalogue
from harborlight.facts.labels import whole_label
from harborlight.facts.own import KINDS, is_own, own_path
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.questionnaires.condition_forms import ConditionForm
from harborlight.questionnaires.edit_forms import QuestionForm
from harborlight.questionnaires.editing import (
    Part,
    full_fact,
    inner_fact,
    screen_at,
)
from harborlight.questionnaires.events import DRAFT_CHANGED
from harborlight.questionnaires.fact_search import askable, find_facts
from harborlight.questionnaires.fault_words import places
from harborlight.staff.drafting import Desk, asked_at, is_to_be_kept, of_draft
from harborlight.staff.office_doors import only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.questionnaires.definition import Asked


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def new(request: Request, desk: Desk, screen: str) -> HttpResponse:
    """Choose what to ask for; then (?fact=) how."""
    part, fact = screen_at(desk.data, screen), request.GET.get("fact", "")
    if "loop" in part.row:
        raise NotFound
    if "called" in request.GET:
        return _named(request, desk, part)
    if not fact:
        return _search(request, desk, part)
    entry = askable(part, fact)
    if entry is None:
        raise NotFound
    asked = desk.definition.index.get(fact)
    if asked and request.method != "POST":
        messages.warning(request, _asked_already(desk, asked))
        return redirect("staff:draft-chapter", desk.draft.pk, asked.section)
    return _add(request, desk, part, fact, entry)


def _named(request: Request, desk: Desk, part: Part) -> HttpResponse:
    """On to a question for something that no form knows, under the name it was given."""
    kind, called = request.GET.get("kind", ""), request.GET["called"][:200]
    path = own_path(kind, called) if kind in KINDS else ""
    if not path or part.group:
        messages.warning(request, _("Give it a short name, and say what it is."))
        return _search(request, desk, part)
    asked = {"fact": f"{part.party}.{path}"}
    return redirect(f"{request.path}?{urlencode(asked)}")


def _asked_already(desk: Desk, asked: Asked) -> str:
    said = _("That is asked already, on “%(screen)s”. Nobody is asked twice.")
    return said % {"screen": places(desk.definition)[asked.screen]}


def _search(request: Request, desk: Desk, part: Part) -> HttpResponse:
    words = request.GET.get("q", "")[:100]
    shown = {
        **_around(desk, part),
        "q": words,
        "found": find_facts(desk.definition, part, words),
        "kinds": KINDS.items() if not part.group else (),
        "places": places(desk.definition),
    }
    return render(request, "staff/questions/facts.html", shown)


def _add(
    request: Request, desk: Desk, part: Part, fact: str, entry: Entry
) -> HttpResponse:
    form = QuestionForm(request.POST or None, entry=entry, seen=desk.draft.changes)
    when = desk.condition(group=part.group, without=fact)
    asked = desk.definition.index.get(fact)
    if is_to_be_kept(request, form, when):
        if asked:
            form.add_error(None, _asked_already(desk, asked))
        elif _is_added(desk, part, fact, form, when):
            messages.success(request, _("The question was added to the draft."))
            return redirect("staff:draft-chapter", desk.draft.pk, part.chapter)
    shown = {"form": form, "when": when, "entry": entry, "fact": fact, "is_new": True}
    return _shown(request, desk, part, shown)


def _is_added(
    desk: Desk, part: Part, fact: str, form: QuestionForm, when: ConditionForm
) -> bool:
    said = form.said() | {"when": when.condition()}
    row = {"fact": inner_fact(part, fact)}
    row |= {word: value for word, value in said.items() if value is not None}
    part.row["questions"].append(row)
    return desk.keep(form, in_words(said["ask"]))


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def change(request: Request, desk: Desk, screen: str, place: int) -> HttpResponse:
    part = asked_at(desk, screen, place)
    fact = full_fact(part, part.row["fact"])
    entry = catalogue().entry(fact)
    form = QuestionForm(
        request.POST or None, entry=entry, row=part.row, seen=desk.draft.changes
    )
    when = desk.condition(part.row, group=part.group, without=fact)
    said = in_words(part.row["ask"])
    if is_to_be_kept(request, form, when):
        part.change(form.said() | {"when": when.condition()})
        if desk.keep(form, said):
            return redirect("staff:draft-chapter", desk.draft.pk, part.chapter)
    shown = {"form": form, "when": when, "entry": entry, "fact": fact}
    return _shown(request, desk, part, shown)


def _shown(
    request: Request, desk: Desk, part: Part, about: dict[str, Any]
) -> HttpResponse:
    shown = {**_around(desk, part), **about, "label": whole_label(about["entry"])}
    shown["inner"] = inner_fact(part, about["fact"])
    shown["is_own"] = is_own(about["fact"])
    if desk.was_second:
        now = desk.definition.index.get(about["fact"])
        shown["stands"] = now.question if now else None
    status = 422 if about["form"].is_bound else 200
    return render(request, "staff/questions/question.html", shown, status=status)


def _around(desk: Desk, part: Part) -> dict[str, Any]:
    return {
        "draft": desk.draft,
        "definition": desk.definition,
        "chapter_name": part.chapter,
        "chapter_title": part.section["title"],
    }
