"""The playbooks of the firm: which there are, what each says, copied, given out, taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.doors import Request, staff_page
from harborlight.staff.office_doors import only
from harborlight.staff.playbook_rows import Told, areas
from harborlight.workflow.actions import KeyTaken, begin_draft, take_in
from harborlight.workflow.events import DRAFT_BEGUN
from harborlight.workflow.playbook_differences import differences
from harborlight.workflow.playbook_text import as_text
from harborlight.workflow.queries import course_in
from harborlight.workflow.text_forms import CopyForm, TextForm
from harborlight.workflow.written import (
    every_playbook,
    get_version,
    newest_of,
    open_drafts,
    versions_of,
)

if TYPE_CHECKING:
    from harborlight.workflow.models import Playbook
    from harborlight.workflow.written import Version


@staff_page
@only(DRAFT_BEGUN)
def every(request: Request) -> HttpResponse:
    """Every kind of case by area, in use by how many, and what is being written."""
    several = every_playbook(request.actor)
    known = {one.course.key for one in several}
    fresh = [one for one in open_drafts(request.actor) if one.key not in known]
    shown = {"areas": areas(several), "fresh": fresh}
    return render(request, "staff/playbooks/every.html", shown)


@staff_page
@only(DRAFT_BEGUN)
def playbook(request: Request, playbook_id: UUID) -> HttpResponse:
    """One version as a page that a person reads, and the other versions."""
    row = get_version(request.actor, playbook_id)
    versions = versions_of(request.actor, row.key)
    here = next(one for one in versions if one.row.pk == row.pk)
    shown: dict[str, Any] = {"here": here, "versions": versions}
    shown["told"] = Told(course_in(row), row.definition)
    shown["changes"], shown["before"] = _changes(request, versions, row)
    shown["draft"] = open_drafts(request.actor).filter(key=row.key).first()
    return render(request, "staff/playbooks/playbook.html", shown)


def _changes(
    request: Request, versions: list[Version], row: Playbook
) -> tuple[Any, Version | None]:
    """What a version changed of the one before it, if there is one."""
    older = [one for one in versions if one.row.version < row.version]
    if not older:
        return None, None
    before = get_version(request.actor, older[0].row.pk)
    return differences(before.definition, row.definition), older[0]


@require_POST
@staff_page
@only(DRAFT_BEGUN)
def begin(request: Request, playbook_id: UUID) -> HttpResponse:
    """Begin the next version; where somebody began it already, to that."""
    row = get_version(request.actor, playbook_id)
    draft = begin_draft(request.actor, newest_of(request.actor, row.key) or row)
    return redirect("staff:sketch", draft.pk)


@staff_page
@only(DRAFT_BEGUN)
def copy(request: Request, playbook_id: UUID) -> HttpResponse:
    """Begin a playbook of its own from this one, under another name."""
    row = get_version(request.actor, playbook_id)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        try:
            draft = begin_draft(request.actor, row, **form.said())
            return redirect("staff:sketch", draft.pk)
        except KeyTaken as why:
            form.add_error("key", str(why))
    shown = {"row": row, "told": Told(course_in(row), row.definition), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/playbooks/copy.html", shown, status=status)


@staff_page
@only(DRAFT_BEGUN)
def give_out(request: Request, playbook_id: UUID) -> HttpResponse:
    """The file of this version."""
    row = get_version(request.actor, playbook_id)
    text = as_text(row.definition)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.key}.yaml"'
    return answer


@staff_page
@only(DRAFT_BEGUN)
def take(request: Request) -> HttpResponse:
    """Take in a playbook from a file, or from words typed here."""
    posted = request.method == "POST"
    form = TextForm(request.POST, request.FILES) if posted else TextForm()
    if form.is_valid():
        try:
            draft = take_in(request.actor, definition=form.cleaned_data["definition"])
            messages.success(request, _("The draft is here. Publish it to use it."))
            return redirect("staff:sketch", draft.pk)
        except KeyTaken as why:
            form.add_error("text", str(why))
    status = 422 if form.is_bound else 200
    return render(request, "staff/playbooks/take.html", {"form": form}, status=status)
