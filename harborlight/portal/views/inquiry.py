"""The home of somebody who asked for help: nobody is their lawyer yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.cases.models import Case
from harborlight.cases.queries import Happened, timeline
from harborlight.firm.doors import Request
from harborlight.inquiries.events import CONSULTATION_TOLD
from harborlight.inquiries.queries import questions_of, reply_of
from harborlight.portal.asking import chapters, step_address
from harborlight.portal.shown import stepper
from harborlight.questionnaires.queries import standing
from harborlight.workflow.queries import course_of


def inquiry_home(request: Request, case: Case) -> HttpResponse:
    """What is left to answer, chapter by chapter; or the firm's letter."""
    course = course_of(request.actor, case)
    sent = questions_of(request.actor, case)
    stands = standing(request.actor, sent) if sent else None
    shown = {
        "case": case,
        "agreed": _agreed(request, case),
        "letter": reply_of(request.actor, case),
        "stage": course.stage(case.stage),
        "stages": stepper(course, case, owing=False),
        "sent": sent,
        "stands": stands,
        "chapters": chapters(stands) if stands else [],
        "next": step_address(stands.sent, stands.progress.next) if stands else "",
    }
    return render(request, "portal/inquiry.html", shown)


def _agreed(request: Request, case: Case) -> list[Happened]:
    """The next steps that a lawyer told them."""
    told = CONSULTATION_TOLD.name
    return [one for one in timeline(request.actor, case) if one.event.kind == told]
