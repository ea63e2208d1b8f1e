"""The next version of a questionnaire: its chapters and screens, added, worded, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.doors import Request, staff_page
from harborlight.firm.numbers import whole
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.questionnaires.condition_forms import ConditionForm
from harborlight.questionnaires.edit_forms import ListForm, PartForm, TitleForm
from harborlight.questionnaires.editing import (
    Part,
    add_chapter,
    add_screen,
    chapter_at,
    question_at,
    screen_at,
)
from harborlight.questionnaires.events import DRAFT_CHANGED
from harborlight.questionnaires.fault_words import told_faults
from harborlight.staff.draft_rows import (
    chapter_line,
    courses_with,
    forms_of,
    party_lines,
)
from harborlight.staff.drafting import Desk, is_to_be_kept, of_draft
from harborlight.staff.office_doors import only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.questionnaires.edit_forms import TextsForm


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def draft(request: Request, desk: Desk) -> HttpResponse:
    """Its chapters, and what keeps it from being published."""
    courses = courses_with(request.actor, desk.draft.key)
    shown = {
        "draft": desk.draft,
        "definition": desk.definition,
        "parties": party_lines(desk.definition, forms_of(courses)),
        "faults": [*told_faults(desk.definition)],
    }
    return render(request, "staff/questions/draft.html", shown)


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def chapter(request: Request, desk: Desk, chapter: str) -> HttpResponse:
    """The screens of a chapter, each with its questions."""
    section = _section(desk, chapter)
    courses = courses_with(request.actor, desk.draft.key)
    faults = [one for one in told_faults(desk.definition) if not one.is_chapter]
    shown = {
        "draft": desk.draft,
        "definition": desk.definition,
        "chapter": chapter_line(section, forms_of(courses)),
        "faults": {one.place: one.words for one in faults},
    }
    return render(request, "staff/questions/chapter.html", shown)


def _section(desk: Desk, name: str) -> Any:
    for one in desk.definition.sections:
        if one.id == name:
            return one
    raise NotFound


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def title(request: Request, desk: Desk) -> HttpResponse:
    form = TitleForm(request.POST or None, row=desk.data, seen=desk.draft.changes)
    if is_to_be_kept(request, form):
        desk.data.update(form.said())
        if desk.keep(form, _("Title")):
            return redirect("staff:draft", desk.draft.pk)
    about = {"heading": _("What the questionnaire is called")}
    return _shown(request, desk, form, None, about)


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def new_chapter(request: Request, desk: Desk, party: str) -> HttpResponse:
    if party not in desk.definition.parties:
        raise NotFound
    form = PartForm(request.POST or None, seen=desk.draft.changes)
    when = desk.condition()
    if is_to_be_kept(request, form, when):
        said = form.said() | {"when": when.condition()}
        name = add_chapter(desk.data, party, said)
        if desk.keep(form, in_words(said["title"])):
            return redirect("staff:draft-chapter", desk.draft.pk, name)
    return _shown(request, desk, form, when, {"heading": _("A new chapter")})


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def change_chapter(request: Request, desk: Desk, chapter: str) -> HttpResponse:
    part = chapter_at(desk.data, chapter)
    form = PartForm(request.POST or None, row=part.row, seen=desk.draft.changes)
    when = desk.condition(part.row)
    if _is_kept(desk, form, when, part):
        return redirect("staff:draft-chapter", desk.draft.pk, chapter)
    about = {"heading": in_words(part.row["title"]), "chapter_name": chapter}
    return _shown(request, desk, form, when, about)


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def new_screen(request: Request, desk: Desk, chapter: str) -> HttpResponse:
    """One more at the end of a chapter, or (?in=) of a list in it."""
    part, within = chapter_at(desk.data, chapter), request.GET.get("in", "")
    inside = screen_at(desk.data, within) if within else None
    form = PartForm(request.POST or None, seen=desk.draft.changes)
    when = desk.condition(group=inside.row["loop"] if inside else "")
    if is_to_be_kept(request, form, when):
        said = form.said() | {"when": when.condition()}
        name = add_screen(desk.data, part, inside, said)
        if desk.keep(form, in_words(said["title"])):
            messages.success(request, _("Added. It needs its first question."))
            return redirect("staff:new-question", desk.draft.pk, name)
    about = {"heading": _("A new screen"), "chapter_name": chapter}
    return _shown(request, desk, form, when, about)


@staff_page
@only(DRAFT_CHANGED)
@of_draft
def change_screen(request: Request, desk: Desk, screen: str) -> HttpResponse:
    """The words of a screen or a list, and when it is asked."""
    part = screen_at(desk.data, screen)
    kind = ListForm if "loop" in part.row else PartForm
    form = kind(request.POST or None, row=part.row, seen=desk.draft.changes)
    when = desk.condition(part.row, group=part.group)
    if _is_kept(desk, form, when, part):
        return redirect("staff:draft-chapter", desk.draft.pk, part.chapter)
    about = {"heading": in_words(part.row["title"]), "chapter_name": part.chapter}
    return _shown(request, desk, form, when, about)


def _is_kept(desk: Desk, form: TextsForm, when: ConditionForm, part: Part) -> bool:
    """Hear both forms, and keep what they say of the part."""
    if not is_to_be_kept(desk.request, form, when):
        return False
    before = in_words(part.row["title"])
    part.change(form.said() | {"when": when.condition()})
    return desk.keep(form, before)


def _shown(
    request: Request,
    desk: Desk,
    form: TextsForm,
    when: ConditionForm | None,
    about: dict[str, Any],
) -> HttpResponse:
    """A form on a page of its own, with what stands now where somebody was quicker."""
    shown = {"draft": desk.draft, "definition": desk.definition, **about}
    shown |= {"form": form, "when": when}
    if name := about.get("chapter_name"):
        shown["chapter_title"] = chapter_at(desk.draft.definition, name).row["title"]
    status = 422 if form.is_bound else 200
    return render(request, "staff/questions/part.html", shown, status=status)


@require_POST
@staff_page
@only(DRAFT_CHANGED)
@of_draft
def move(request: Request, desk: Desk) -> HttpResponse:
    """A chapter, a screen or a question, one place up or down."""
    part, back = _part_said(request, desk)
    said = in_words(part.row.get("title") or part.row["ask"])
    part.move(up=request.POST.get("to") != "later")
    desk.keep_at_once(said)
    return redirect(*back)


@require_POST
@staff_page
@only(DRAFT_CHANGED)
@of_draft
def remove(request: Request, desk: Desk) -> HttpResponse:
    """Take a chapter, a screen or a question out of the draft."""
    part, back = _part_said(request, desk)
    said = in_words(part.row.get("title") or part.row["ask"])
    part.remove()
    desk.keep_at_once(_("%(what)s (removed)") % {"what": said})
    return redirect(*back)


def _part_said(request: Request, desk: Desk) -> tuple[Part, tuple[Any, ...]]:
    """The part that a button is of, and where its page is. NotFound if it is gone."""
    name, place = request.POST.get("name", ""), request.POST.get("place", "")
    if request.POST.get("what") == "chapter":
        return chapter_at(desk.data, name), ("staff:draft", desk.draft.pk)
    if (at := whole(place)) >= 0:
        part = question_at(desk.data, name, at)
    else:
        part = screen_at(desk.data, name)
    return part, ("staff:draft-chapter", desk.draft.pk, part.chapter)
