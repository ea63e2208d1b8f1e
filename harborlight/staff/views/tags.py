"""Tags of the firm's own, and those that stand on a paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file
from harborlight.documents.actions import add_tag, retag, withdraw_tag
from harborlight.documents.events import RETAGGED, TAG_ADDED, TAG_WITHDRAWN
from harborlight.documents.queries import get_document
from harborlight.documents.tag_forms import RetagForm, TagForm
from harborlight.documents.tags import get_tag, own_tags, tag_choices
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.office_doors import only
from harborlight.workflow.queries import paper_kinds


@staff_page
@only(TAG_ADDED)
def tags(request: Request) -> HttpResponse:
    kinds = paper_kinds(request.actor)
    form = TagForm(request.POST or None, kinds=kinds)
    if form.is_valid():
        add_tag(request.actor, **form.cleaned_data)
        messages.success(request, _("It can be chosen from now on."))
        return redirect("staff:tags")
    rows = [(one, kinds.get(one.kind, one.kind)) for one in own_tags(request.actor)]
    status = 422 if form.is_bound else 200
    shown = {"form": form, "rows": rows}
    return render(request, "staff/office/tags.html", shown, status=status)


@require_POST
@staff_page
@only(TAG_WITHDRAWN)
def withdraw(request: Request, tag_id: UUID) -> HttpResponse:
    withdraw_tag(request.actor, get_tag(request.actor, tag_id))
    messages.success(request, _("It is offered no more. Papers that have it keep it."))
    return redirect("staff:tags")


@staff_page
def of_paper(request: Request, document_id: UUID) -> HttpResponse:
    found = get_document(request.actor, document_id)
    must(request.actor, RETAGGED)
    note_sighting(request.actor, found)
    own = tag_choices(request.actor, found.kind)
    form = RetagForm(request.POST or None, own=own, has=found.tags)
    if request.method == "POST" and form.is_valid():
        retag(request.actor, found, **form.cleaned_data)
        messages.success(request, _("The tags are changed."))
        return redirect("staff:case-documents", found.case_id)
    shown = {"document": found, "form": form}
    shown["case"] = get_case_file(request.actor, found.case_id)
    status = 422 if form.is_bound else 200
    return render(request, "staff/documents/retag.html", shown, status=status)
