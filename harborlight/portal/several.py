"""What somebody with several cases sees of each: how far it is, what is asked, what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harborlight.billing.queries import invoices
from harborlight.cases.models import Case
from harborlight.documents.readiness import owed
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_words
from harborlight.questionnaires.queries import sent_among
from harborlight.workflow.queries import courses_of


def case_cards(
    actor: Actor, cases: Sequence[Case], *, with_todo: bool = True
) -> list[dict[str, Any]]:
    """A card for each case of somebody who has several, the open ones first.

    with_todo: also what waits for them in it, and its open invoices. The same questions
    to the database, however many cases.
    """
    cases = sorted(
        (case.found_by(actor) for case in cases), key=lambda one: bool(one.closed_on)
    )
    courses = courses_of(actor, cases)
    asked = _asked(actor, cases) if with_todo else {}
    bills = _bills(actor) if with_todo else []
    return [
        {
            "case": case,
            "name": in_words(courses[case.pk].name),
            "stage": in_words(courses[case.pk].stage(case.stage).name),
            "done": courses[case.pk].position(case.stage),
            "of": len(courses[case.pk].stages),
            "asked": asked.get(case.pk, 0),
            "with_todo": with_todo and not case.closed_on,
            "invoices": [one for one in bills if one.case_id == case.pk],
        }
        for case in cases
    ]


def _bills(actor: Actor) -> list[Any]:
    """What we are about to pay with their money they need not pay."""
    return [one for one in invoices(actor, only_open=True) if not one.asked_cents]


def _asked(actor: Actor, cases: Sequence[Case]) -> dict[Any, int]:
    """How many papers and sets of questions wait for them, in each open case."""
    still = [case for case in cases if not case.closed_on]
    found = {case: one.count for case, one in owed(actor, still).items()}
    for sent in sent_among(actor, still):
        if sent.state == sent.State.OPEN:
            found[sent.case_id] = found.get(sent.case_id, 0) + 1
    return found
