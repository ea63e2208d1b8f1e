from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.documents.actions import (
    Outcome,
    accept_several,
    assign_several,
    return_several,
)
from harborlight.documents.events import ACCEPTED, ASSIGNED, CHECKERS, RETURNED
from harborlight.documents.models import Version
from harborlight.documents.queue import (
    MOST_COUNTED,
    OFFERED,
    Offered,
    how_many,
    offered,
    several,
    waiting,
)
from harborlight.documents.queue_forms import QueueForm
from harborlight.documents.routing_forms import AssignForm
from harborlight.documents.several_forms import ReturnSeveralForm
from harborlight.documents.standards import note_due
from harborlight.firm.acting import must
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.queries import colleagues
from harborlight.staff.stretch import stretch
from harborlight.staff.wanted import choose

# The oldest come first, and whoever reviews takes one after the other.
ROWS = 25
# What is done with several at once, and who may.
DEEDS = {"accept": ACCEPTED, "return": RETURNED, "assign": ASSIGNED}


@staff_page
def queue(request: Request) -> HttpResponse:
    wanted = choose(request)
    rows = waiting(request.actor, wanted)
    page = stretch(rows, request.GET.get("page"), size=ROWS)
    if page.has_previous and not page.rows:
        # Meanwhile there are fewer.
        return redirect("staff:review")
    note_due(request.actor, page.rows)
    shown: dict[str, Any] = {"page": page, "now": now(), "wanted": wanted}
    # Nobody asks what there is to choose from until somebody wants to choose.
    shown["narrows"] = wanted.is_narrowed or "narrow" in request.GET
    choice = (
        offered(request.actor, mine=wanted.mine, shown_now=page.rows)
        if shown["narrows"]
        else Offered()
    )
    shown |= {"form": QueueForm(offered=choice, wanted=wanted), "choice": choice}
    shown |= {"count": how_many(rows), "most": MOST_COUNTED, "offered": OFFERED}
    return render(request, "staff/review/queue.html", shown)


@staff_page
def chosen(request: Request) -> HttpResponse:
    """Several were chosen: what will happen, before it does."""
    do = request.GET.get("do", "")
    do = do if do in DEEDS else "accept"
    must(request.actor, DEEDS[do])
    found = several(request.actor, request.GET.getlist("version"))
    if not found:
        messages.warning(request, _("Choose at least one paper."))
        return redirect("staff:review")
    people = colleagues(request.actor, CHECKERS) if do == "assign" else []
    form = AssignForm(people=people) if do == "assign" else ReturnSeveralForm()
    return _asked(request, found, form, do)


@require_POST
@staff_page
def accept_chosen(request: Request) -> HttpResponse:
    must(request.actor, ACCEPTED)
    found = several(request.actor, request.POST.getlist("version"))
    outcome = accept_several(request.actor, found)
    said = ngettext(
        "%(n)s paper accepted.", "%(n)s papers accepted.", len(outcome.done)
    )
    return _told(request, outcome, said)


@require_POST
@staff_page
def return_chosen(request: Request) -> HttpResponse:
    must(request.actor, RETURNED)
    found = several(request.actor, request.POST.getlist("version"))
    form = ReturnSeveralForm(request.POST)
    if not form.is_valid():
        return _asked(request, found, form, "return")
    outcome = return_several(request.actor, found, **form.cleaned_data)
    said = ngettext(
        "%(n)s paper sent back.", "%(n)s papers sent back.", len(outcome.done)
    )
    return _told(request, outcome, said)


@require_POST
@staff_page
def assign_chosen(request: Request) -> HttpResponse:
    must(request.actor, ASSIGNED)
    found = several(request.actor, request.POST.getlist("version"))
    form = AssignForm(request.POST, people=colleagues(request.actor, CHECKERS))
    if not form.is_valid():
        return _asked(request, found, form, "assign")
    outcome = assign_several(request.actor, found, **form.cleaned_data)
    said = ngettext("%(n)s paper given.", "%(n)s papers given.", len(outcome.done))
    return _told(request, outcome, said)


def _asked(request: Request, found: list[Version], form: Any, do: str) -> HttpResponse:
    shown: dict[str, Any] = {
        "waiting": [one for one in found if one.waits],
        "decided": [one for one in found if not one.waits],
        "form": form,
        "do": do,
        "accepting": do == "accept",
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/review/several.html", shown, status=status)


def _told(request: Request, outcome: Outcome, said: str) -> HttpResponse:
    """What was done, and by its name each that was not."""
    if outcome.done:
        messages.success(request, said % {"n": len(outcome.done)})
    elif not (outcome.late or outcome.refused):
        messages.warning(request, _("Choose at least one paper."))
    for one, who in outcome.late:
        words = _("%(title)s of %(name)s: %(who)s has already decided on it.")
        named = {"title": one.document.called, "name": _whose(one), "who": who}
        messages.warning(request, words % named)
    for one, why in outcome.refused:
        messages.warning(request, f"{one.document.called}: {why}")
    return redirect("staff:review")


def _whose(version: Version) -> str:
    person = version.document.person
    return person.full_name if person else version.case.called
