from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.queries.logbook import (
    log_line,
    log_lines,
    log_page,
    looks,
    proof,
)
from harborlight.firm.actions import note_export, prove_log
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import LOG_READERS
from harborlight.firm.jobs import prove_later
from harborlight.firm.queries import audit_log, log_end, readable, sightings
from harborlight.staff.log_files import AT_MOST, file_of
from harborlight.staff.log_forms import ExportForm, LogForm, LooksForm
from harborlight.staff.log_looks import windows
from harborlight.staff.office_doors import only

ROWS = 100
# A log of more events is proved in the background.
PROVED_AT_ONCE = 20_000


@staff_page
@only(LOG_READERS)
def log(request: Request) -> HttpResponse:
    form = LogForm(request.GET, actor=request.actor)
    lines, older = log_page(
        request.actor, before=form.before, limit=ROWS, **form.wanted
    )
    shown = {
        "form": form,
        "lines": lines,
        "older": older,
        "query": form.query,
        "end": log_end(request.actor),
        "proof": proof(request.actor),
        "at_most": AT_MOST,
    }
    return render(request, "staff/office/log.html", shown)


@staff_page
@only(LOG_READERS)
def entry(request: Request, event_id: UUID) -> HttpResponse:
    shown = {"line": log_line(request.actor, event_id)}
    return render(request, "staff/office/entry.html", shown)


@require_POST
@staff_page
@only(LOG_READERS)
def prove(request: Request) -> HttpResponse:
    end = log_end(request.actor)
    if end and end.last_n > PROVED_AT_ONCE:
        prove_later.enqueue()
        messages.info(request, _("The log is being read. Look again in a minute."))
    elif prove_log(request.actor).broken is None:
        messages.success(request, _("The log is whole: nothing in it was changed."))
    else:
        messages.error(request, _("The log was changed. See below where."))
    return redirect("staff:log")


@require_POST
@staff_page
@only(LOG_READERS)
def export(request: Request) -> HttpResponse:
    form = ExportForm(request.POST, actor=request.actor)
    lines = log_lines(
        request.actor, readable(audit_log(request.actor, **form.wanted), AT_MOST)
    )
    note_export(request.actor, count=len(lines), what=form.query)
    return file_of(lines, form.kind_of_file)


@staff_page
@only(LOG_READERS)
def looked(request: Request) -> HttpResponse:
    form = LooksForm(request.GET, actor=request.actor)
    rows = Paginator(sightings(request.actor, user=form.user), ROWS)
    page = rows.get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "windows": windows(looks(request.actor, page)),
        "query": form.query,
    }
    return render(request, "staff/office/looks.html", shown)
