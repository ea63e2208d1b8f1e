"""Answers from a file: brought in, looked through, and taken one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file
from harborlight.facts.actions import bring_file, leave_brought, take_brought
from harborlight.facts.bringing import (
    SAMPLE,
    Row,
    UnfitFile,
    get_brought,
    offered,
    read_file,
    waiting,
)
from harborlight.facts.events import BROUGHT, IMPORTED, LEFT_ASIDE
from harborlight.facts.models import Brought
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.numbers import whole
from harborlight.firm.sightings import note_sighting
from harborlight.firm.words import language_now
from harborlight.papers.visible import visible

ON_A_PAGE = 100


@staff_page
def bring(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, BROUGHT)
    note_sighting(request.actor, case)
    error = ""
    if request.method == "POST":
        try:
            name, rows = _sent(request)
            brought = bring_file(request.actor, case, file_name=name, rows=rows)
            return redirect("staff:brought-answers", brought.pk)
        except UnfitFile as why:
            error = str(why)
    shown = {"case": case, "tab": "case-answers", "file_error": error, "sample": SAMPLE}
    shown["waiting"] = waiting(request.actor, case)
    status = 422 if error else 200
    return render(request, "staff/answers/bring.html", shown, status=status)


def _sent(request: Request) -> tuple[str, list[Row]]:
    """The name of the file that came, and its rows. UnfitFile with a sentence."""
    sent = request.FILES.get("file")
    if sent is None:
        raise UnfitFile(_("Choose a file."))
    name = visible(sent.name or "")[:120]
    return name, read_file(name, sent.chunks())


@staff_page
def brought(request: Request, brought_id: UUID) -> HttpResponse:
    found = get_brought(request.actor, brought_id)
    case = get_case_file(request.actor, found.case_id)
    must(request.actor, IMPORTED)
    note_sighting(request.actor, case)
    if found.closed_at:
        messages.info(request, _("Nothing more was wanted of this file."))
        return redirect("staff:bring-answers", case.pk)
    if request.method == "POST":
        _take(request, found)
        where = f"?page={request.POST.get('page', '1')}"
        return redirect(f"{request.path}{where if where[6:].isdecimal() else ''}")
    day = today(request.actor.firm.time_zone)
    rows = offered(request.actor, found, on=day, language=language_now())
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    counts = Counter(one.standing for one in rows)
    shown = {"case": case, "brought": found, "page": page, "counts": counts}
    shown["tab"] = "case-answers"
    return render(request, "staff/answers/brought.html", shown)


def _take(request: Request, found: Brought) -> None:
    day, all_new = today(request.actor.firm.time_zone), "all_new" in request.POST
    over = _over(request.POST)
    if not (over or all_new):
        messages.info(request, _("Tick the answers that you take."))
        return
    taken = take_brought(request.actor, found, over=over, on=day, only_new=all_new)
    said = ngettext("%(n)s answer is taken.", "%(n)s answers are taken.", taken.count)
    messages.success(request, said % {"n": taken.count})
    if taken.held:
        late = _("Some were answered otherwise meanwhile. Look at those again.")
        messages.warning(request, late)


def _over(posted: Mapping[str, str]) -> dict[int, str]:
    """By the number of each row that was ticked, what stood there when it was shown."""
    numbers = [
        whole(name.removeprefix("take-")) for name in posted if name.startswith("take-")
    ]
    return {one: posted.get(f"over-{one}", "") for one in numbers if one >= 0}


@require_POST
@staff_page
def close(request: Request, brought_id: UUID) -> HttpResponse:
    found = get_brought(request.actor, brought_id)
    must(request.actor, LEFT_ASIDE)
    leave_brought(request.actor, found)
    messages.success(request, _("Done. What you took stays, the rest is gone."))
    return redirect("staff:case-answers", found.case_id)
