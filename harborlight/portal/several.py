"""What somebody with several cases sees of each: how far it is, what is asked, what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_words
from harborlight.workflow.queries import Step, courses_of


def case_cards(
    actor: Actor, cases: Sequence[Case], todo: Sequence[Step] | None = None
) -> list[dict[str, Any]]:
    """A card for each case of somebody who has several, the open ones first.

    todo: what is left for them in all of these cases, where the cards are to say it. The
    same questions to the database, however many cases.
    """
    cases = sorted(
        (case.found_by(actor) for case in cases), key=lambda one: bool(one.closed_on)
    )
    courses = courses_of(actor, cases)
    return [
        {
            "case": case,
            "name": in_words(courses[case.pk].name),
            "stage": in_words(courses[case.pk].stage(case.stage).name),
            "done": courses[case.pk].position(case.stage),
            "of": len(courses[case.pk].stages),
            "with_todo": todo is not None and not case.closed_on,
            **_left(case, todo or ()),
        }
        for case in cases
    ]


def _left(case: Case, todo: Sequence[Step]) -> dict[str, Any]:
    """How much is asked of them in this case, and its invoices that are to be paid."""
    here = [step for step in todo if step.subject.case_id == case.pk]
    asked = [step for step in here if step.kind != "pay" and not step.left_over]
    return {
        "asked": len(asked),
        "invoices": [step for step in here if step.kind == "pay"],
    }
