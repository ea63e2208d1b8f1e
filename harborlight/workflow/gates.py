"""Why a case cannot be moved to a stage by hand: what the record does not show yet.

Nobody walks around a gate of `cases/gates.py` either (a task that must be accepted
first, say): the move itself asks it once more.
"""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.cases.gates import reaching, why_held
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.workflow.jobs import stage_reached
from harborlight.workflow.playbooks import Course
from harborlight.workflow.queries import course_of

# What must have happened before a case is in one of these stages.
SHOWN_BY_THE_RECORD = ("signature", "filed", "pending")


def why_not_to(actor: Actor, case: Case, stage: str) -> str:
    """Why this case cannot be moved there now, in words; "": it can."""
    if case.closed_on:
        return gettext("The case is closed.")
    course = course_of(actor, case)
    if stage not in [one.id for one in course.stages]:
        return gettext("Its kind of case has no such stage.")
    if case.stage == stage:
        return gettext("It is in this stage already.")
    if why := _not_shown(case, course, stage):
        return why
    return why_held(case, reaching(stage))


def _not_shown(case: Case, course: Course, stage: str) -> str:
    goes_on = course.position(stage) > course.position(case.stage)
    if not goes_on or stage not in SHOWN_BY_THE_RECORD:
        return ""
    reached = stage_reached(Actor.clock(case.firm), case)
    if course.position(reached) >= course.position(stage):
        return ""
    return {
        "signature": gettext("Not every form is approved by a second person."),
        "filed": gettext("Nothing was recorded as sent to the government."),
        "pending": gettext("No receipt number was recorded."),
    }[stage]
