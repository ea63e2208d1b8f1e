"""Standard paragraphs of the firm."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.words import in_words
from harborlight.packets.actions import save_paragraph, withdraw_paragraph
from harborlight.packets.events import PARAGRAPH_SAVED, PARAGRAPH_WITHDRAWN
from harborlight.packets.queries import get_paragraph, paragraphs
from harborlight.packets.set_forms import ParagraphForm
from harborlight.packets.standard import ready_paragraphs
from harborlight.staff.office_doors import only


@staff_page
@only(PARAGRAPH_SAVED)
def every(request: Request) -> HttpResponse:
    offered = paragraphs(request.actor)
    ready = [(key, in_words(one["name"])) for key, one in ready_paragraphs().items()]
    shown = {"paragraphs": offered, "ready": ready}
    return render(request, "staff/packets/paragraphs.html", shown)


@staff_page
@only(PARAGRAPH_SAVED)
def new(request: Request) -> HttpResponse:
    ready = ready_paragraphs().get(request.GET.get("from", ""))
    initial = {"name": in_words(ready["name"]), "text": ready["text"]} if ready else {}
    offered = paragraphs(request.actor)
    form = ParagraphForm(request.POST or None, initial=initial, others=offered)
    if form.is_valid():
        save_paragraph(request.actor, None, **form.cleaned_data)
        messages.success(request, _("Kept. It is offered at every exhibit."))
        return redirect("staff:paragraphs")
    status = 422 if form.is_bound else 200
    return render(
        request, "staff/packets/paragraph.html", {"form": form}, status=status
    )


@staff_page
@only(PARAGRAPH_SAVED)
def change(request: Request, paragraph_id: UUID) -> HttpResponse:
    found = get_paragraph(request.actor, paragraph_id)
    must(request.actor, PARAGRAPH_SAVED)
    others = [one for one in paragraphs(request.actor) if one != found]
    initial = {"name": found.name, "text": found.text}
    form = ParagraphForm(request.POST or None, initial=initial, others=others)
    if form.is_valid():
        save_paragraph(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Kept. Exhibits that say it already stay."))
        return redirect("staff:paragraphs")
    shown = {"form": form, "paragraph": found}
    status = 422 if form.is_bound else 200
    return render(request, "staff/packets/paragraph.html", shown, status=status)


@require_POST
@staff_page
@only(PARAGRAPH_WITHDRAWN)
def withdraw(request: Request, paragraph_id: UUID) -> HttpResponse:
    withdraw_paragraph(request.actor, get_paragraph(request.actor, paragraph_id))
    messages.success(request, _("It is offered no more. Exhibits that say it stay."))
    return redirect("staff:paragraphs")
