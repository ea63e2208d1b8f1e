"""What is left for a client in several cases, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harborlight.cases.models import Case
from harborlight.portal.todos import Todo, todo_of
from harborlight.workflow.queries import Step


@dataclass(frozen=True)
class OfCase:
    """A case, and what is left for the client in it, the most pressing first."""

    case: Case
    steps: Sequence[Todo]


def by_case(cases: Sequence[Case], steps: Sequence[Step]) -> list[OfCase]:
    """Only the cases in which something is left."""
    found = []
    for case in cases:
        todo = [todo_of(one) for one in steps if one.subject.case_id == case.pk]
        if todo:
            found.append(OfCase(case, todo))
    return found
