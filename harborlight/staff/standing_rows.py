"""What one row of the overview shows, of cases that were found on this actor's behalf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from harborlight.cases.models import Case
from harborlight.docket.models import Standing
from harborlight.docket.reasons import NAMES, TONES, Said, said
from harborlight.docket.weighing import Level
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_words
from harborlight.workflow.gates import why_not_to
from harborlight.workflow.queries import courses_of, playbooks


@dataclass(frozen=True)
class StandingRow:
    """A case and how it stands, in words."""

    row: Standing
    kind: str
    stage: str
    days: int
    reasons: Sequence[Said]

    @property
    def case(self) -> Case:
        return self.row.case

    @property
    def level(self) -> dict[str, Any]:
        level = Level(self.row.level)
        return {"text": NAMES[level], "tone": TONES[level]}


def standing_rows(
    actor: Actor, rows: Sequence[Standing], today: date
) -> list[StandingRow]:
    courses = courses_of(actor, [row.case.found_by(actor) for row in rows])
    return [
        StandingRow(
            row=row,
            kind=in_words(courses[row.case_id].name),
            stage=in_words(courses[row.case_id].stage(row.stage).name),
            days=max((today - row.stage_since).days, 0),
            reasons=said(row.reasons, today),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Move:
    """What becomes of one case that is to be moved: from where, and why not ("": it moves)."""

    case: Case
    stage: str
    why_not: str


def moves(actor: Actor, rows: Sequence[Standing], stage: str) -> list[Move]:
    """What will happen with each of these cases; asked case by case, so of few."""
    courses = courses_of(actor, [row.case for row in rows])
    return [
        Move(
            row.case.found_by(actor),
            in_words(courses[row.case_id].stage(row.case.stage).name),
            why_not_to(actor, row.case, stage),
        )
        for row in rows
    ]


def kinds(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of case of the firm, by name: (key, name)."""
    named = [(one.key, in_words(one.name)) for one in playbooks(actor)]
    return sorted(named, key=lambda one: one[1].casefold())
