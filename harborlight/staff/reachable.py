"""What a case can reach, by its playbook: what parts of a fee may wait for."""

from __future__ import annotations

from collections.abc import Mapping

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.workflow.queries import course_of


def reachable(actor: Actor, case: Case) -> dict[tuple[str, str], Mapping[str, str]]:
    """By ("milestone" or "stage", its id): what it is called, by language."""
    try:
        course = course_of(actor, case)
    except KeyError:  # its kind has no playbook here
        return {}
    milestones = {("milestone", one.id): one.title for one in course.milestones}
    return milestones | {("stage", one.id): one.name for one in course.stages}
