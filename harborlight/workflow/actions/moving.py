from __future__ import annotations

from django.db import transaction

from harborlight.cases.actions import move_case
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.workflow.gates import why_not_to
from harborlight.workflow.queries import course_of


class CannotMove(Exception):
    """A case is in no stage that the record does not show, whoever says so."""


def move_by_hand(actor: Actor, case: Case, *, stage: str) -> None:
    """Move a case to a stage of its playbook, as far as every gate lets it.

    Raises CannotMove, which says why in words.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        if why := why_not_to(actor, case, stage):
            raise CannotMove(why)
        name = course_of(actor, case).stage(stage).name
        move_case(actor, case, stage=stage, stage_name=name)
