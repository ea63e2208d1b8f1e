"""What one row of a list of cases shows, asked for all rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.deadlines.queries import next_deadlines
from harborlight.documents.readiness import counts
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_words
from harborlight.workflow.queries import courses_of, playbooks


@dataclass(frozen=True)
class CaseRow:
    """A case with what its row says: kind, stage, papers done of all, the next day."""

    case: Case
    kind: str
    stage: str
    done: int
    papers: int
    next_due: date | None

    @property
    def papers_said(self) -> str:
        """How many of the papers are accepted: 2 of 5."""
        said = gettext("%(done)s of %(total)s")
        return said % {"done": self.done, "total": self.papers}


def case_rows(actor: Actor, cases: Sequence[Case]) -> list[CaseRow]:
    """The rows of cases that a query has found on this very actor's behalf."""
    cases = [case.found_by(actor) for case in cases]
    courses = courses_of(actor, cases)
    papers = counts(actor, cases)
    due = next_deadlines(actor, cases)
    return [
        CaseRow(
            case=case,
            kind=in_words(courses[case.pk].name),
            stage=in_words(courses[case.pk].stage(case.stage).name),
            done=papers.get(case.pk, (0, 0))[0],
            papers=papers.get(case.pk, (0, 0))[1],
            next_due=due.get(case.pk),
        )
        for case in cases
    ]


def stages(actor: Actor) -> list[tuple[str, str]]:
    """Every stage of the firm's playbooks by its id, in the reader's language."""
    found = {
        stage.id: in_words(stage.name)
        for course in playbooks(actor)
        for stage in course.stages
    }
    return [*found.items()]
