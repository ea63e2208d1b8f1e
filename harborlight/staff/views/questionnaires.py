"""The questionnaires of the firm: which there are, in which versions, and who has which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.questionnaires.actions import (
    AlreadyAsked,
    begin_draft,
    renew_questions,
)
from harborlight.questionnaires.differences import differences
from harborlight.questionnaires.drafts import (
    behind,
    draft_of,
    every_questionnaire,
    get_questionnaire,
    versions_of,
)
from harborlight.questionnaires.events import DRAFT_BEGUN, RENEWED
from harborlight.questionnaires.queries import get_sent, newest, read
from harborlight.staff.draft_rows import courses_with, party_lines
from harborlight.staff.office_doors import only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.questionnaires.drafts import Version
    from harborlight.questionnaires.models import Questionnaire, Sent

A_PAGE = 50


@staff_page
@only(DRAFT_BEGUN)
def every(request: Request) -> HttpResponse:
    shown = {"questionnaires": every_questionnaire(request.actor)}
    return render(request, "staff/questions/every.html", shown)


@staff_page
@only(DRAFT_BEGUN)
def questionnaire(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """One version: what it asks, what it changed, and the other versions."""
    row = get_questionnaire(request.actor, questionnaire_id)
    versions = versions_of(request.actor, row.key)
    here = next(one for one in versions if one.row.pk == row.pk)
    shown: dict[str, Any] = {"here": here, "versions": versions}
    shown["definition"] = read(row)
    shown["parties"] = party_lines(read(row))
    shown["changes"], shown["before"] = _changes(versions, row)
    shown["courses"] = courses_with(request.actor, row.key)
    shown["draft"] = draft_of(request.actor, row.key)
    shown["behind"] = behind(request.actor, versions[0].row).count()
    return render(request, "staff/questions/questionnaire.html", shown)


def _changes(versions: list[Version], row: Questionnaire) -> tuple[Any, Version | None]:
    """What a version changed of the one before it, if there is one."""
    older = [one for one in versions if one.row.version < row.version]
    if not older:
        return None, None
    return differences(read(older[0].row), read(row)), older[0]


@require_POST
@staff_page
@only(DRAFT_BEGUN)
def begin(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """Begin the next version; where somebody began it already, to that."""
    row = get_questionnaire(request.actor, questionnaire_id)
    draft = begin_draft(request.actor, newest(request.actor, row.key))
    return redirect("staff:draft", draft.pk)


@staff_page
@only(DRAFT_BEGUN)
def in_cases(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """Who still answers an older version."""
    row = get_questionnaire(request.actor, questionnaire_id)
    current = newest(request.actor, row.key)
    pages = Paginator(behind(request.actor, current), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = {"current": current, "title": read(current).title, "page": page}
    return render(request, "staff/questions/in_cases.html", shown)


@require_POST
@staff_page
@only(DRAFT_BEGUN)
def renew_all(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """Ask everybody on the list the newest version from now on, a page of it at most."""
    must(request.actor, RENEWED)
    row = get_questionnaire(request.actor, questionnaire_id)
    several = [*behind(request.actor, newest(request.actor, row.key))[:A_PAGE]]
    count = sum(_is_renewed(request, sent) for sent in several)
    said = ngettext(
        "%(n)s person is asked the newest version now. All answers are kept.",
        "%(n)s people are asked the newest version now. All answers are kept.",
        count,
    )
    messages.success(request, said % {"n": count})
    return redirect("staff:questions-in-cases", row.pk)


def _is_renewed(request: Request, sent: Sent) -> bool:
    """Ask them the newest version; nothing happens where they are asked it already."""
    note_sighting(request.actor, sent)
    try:
        renew_questions(request.actor, sent)
    except AlreadyAsked:
        return False
    return True


@require_POST
@staff_page
def renew(request: Request, sent_id: UUID) -> HttpResponse:
    """Ask somebody the newest version from now on."""
    sent = get_sent(request.actor, sent_id)
    must(request.actor, RENEWED)
    if _is_renewed(request, sent):
        said = _("%(name)s is asked version %(version)s now. All answers are kept.")
        version = sent.questionnaire.version
        words = {"name": sent.person.full_name, "version": version}
        messages.success(request, said % words)
    else:
        messages.info(
            request, _("Nothing was changed: they are not asked an older one.")
        )
    if request.POST.get("back") == "list":
        current = newest(request.actor, sent.questionnaire.key)
        return redirect("staff:questions-in-cases", current.pk)
    return redirect("staff:answers-of", sent.case_id, sent.person_id)
