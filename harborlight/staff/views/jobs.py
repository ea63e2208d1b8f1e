from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from harborlight.firm.actions import NotGivenUp, retry_job, say_job_sent
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import JOB_RETRIED, JOB_SETTLED
from harborlight.firm.models import Job
from harborlight.firm.queries import (
    TECHNICIANS,
    get_job,
    job_counts,
    log_end,
    readers,
    schedule,
)
from harborlight.firm.queries import jobs as jobs_of
from harborlight.staff.office_doors import only

ROWS = 50
STATES = (
    (Job.GIVEN_UP, gettext_lazy("Given up")),
    (Job.READY, gettext_lazy("Waiting")),
    (Job.RUNNING, gettext_lazy("Running")),
    (Job.DONE, pgettext_lazy("jobs", "Done")),
)


@staff_page
@only(TECHNICIANS)
def jobs(request: Request) -> HttpResponse:
    counts = job_counts(request.actor)
    worst = Job.GIVEN_UP if counts.get(Job.GIVEN_UP) else Job.READY
    asked = request.GET.get("state", "")
    state = asked if asked in dict(STATES) else worst
    rows = Paginator(jobs_of(request.actor, state), ROWS)
    shown = {
        "state": state,
        "tabs": _tabs(counts, state),
        "page": rows.get_page(request.GET.get("page")),
        "query": f"&state={state}",
        "schedule": schedule(request.actor),
        "readers": readers(request.actor),
        "end": log_end(request.actor),
        "now": now(),
    }
    return render(request, "staff/office/jobs.html", shown)


@require_POST
@staff_page
@only(JOB_RETRIED)
def retry(request: Request, job_id: UUID) -> HttpResponse:
    try:
        retry_job(request.actor, get_job(request.actor, job_id))
        messages.success(request, _("It is in the queue again."))
    except NotGivenUp as refused:
        messages.info(request, str(refused))
    return redirect("staff:jobs")


@require_POST
@staff_page
@only(JOB_SETTLED)
def sent(request: Request, job_id: UUID) -> HttpResponse:
    """The message of a job that broke off went out."""
    try:
        say_job_sent(request.actor, get_job(request.actor, job_id))
        messages.success(request, _("Written down. It is not sent again."))
    except NotGivenUp as refused:
        messages.info(request, str(refused))
    return redirect("staff:jobs")


def _tabs(counts: dict[str, int], here: str) -> list[dict[str, object]]:
    return [
        {
            "label": label,
            "href": f"?state={state.replace(' ', '+')}",
            "here": state == here,
            "count": counts.get(state, 0),
        }
        for state, label in STATES
    ]
