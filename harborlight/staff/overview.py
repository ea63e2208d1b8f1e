"""What stands on the first page of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from harborlight.billing.queries import invoices
from harborlight.cases.events import MILESTONES
from harborlight.cases.models import Case, Milestone
from harborlight.cases.queries import (
    Seat,
    milestones_seen,
    reads_file,
    reads_money,
    seats,
    team,
)
from harborlight.deadlines.queries import deadlines_of
from harborlight.documents.readiness import glance
from harborlight.filings.queries import waiting_forms
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_words
from harborlight.questionnaires.queries import sent_to
from harborlight.workflow.offers import is_behind
from harborlight.workflow.playbooks import Course
from harborlight.workflow.queries import course_of

Seats = Sequence[Seat]


@dataclass(frozen=True)
class Money:
    """What the invoices of a case come to: what is owed, and what is a draft still."""

    owed: int
    paid: int
    overdue: bool
    drafts: int

    @property
    def is_empty(self) -> bool:
        return not (self.owed or self.paid or self.drafts)


def overview(
    actor: Actor, case: Case, *, moment: datetime, day: date
) -> dict[str, Any]:
    """Everything the page shows; of what the actor may not read, nothing."""
    course = course_of(actor, case)
    reads = reads_file(actor)
    papers = [*glance(actor, case)] if reads else []
    there = seats(actor, case, moment=moment)
    forms = [*waiting_forms(actor, case)[:8]] if reads else []
    return {
        "case": case,
        "today": day,
        "reads": reads,
        "parts": {part.id: in_words(part.name) for part in course.parts},
        "seats": there,
        "sent": sent_to(actor, case) if reads else [],
        "steps": steps(course, case),
        "is_behind": reads and not case.closed_on and is_behind(case),
        "reached": _reached(actor, case, course, there) if reads else [],
        "papers_done": sum(one.is_done for one in papers),
        "papers": len(papers),
        "to_review": [one for one in papers if one.waiting],
        "to_check": forms,
        "deadlines": [*deadlines_of(actor, case)] if reads else [],
        "money": _money(actor, case, day) if reads_money(actor) else None,
        "team": [*team(actor, case)] if reads else [],
    }


def steps(course: Course, case: Case) -> list[dict[str, Any]]:
    """The stages of the case, done, now and next, as the stepper shows them."""
    here = course.position(case.stage)
    return [
        {
            "label": in_words(stage.name),
            "state": "done" if n < here else "now" if n == here else "next",
            "note": "",
        }
        for n, stage in enumerate(course.stages)
    ]


def _reached(actor: Actor, case: Case, course: Course, there: Seats) -> list[Any]:
    """What the case reached, and which of its parties saw it first, and when."""
    names = {one.person.login_id: one.person.full_name for one in there}
    return [
        _milestone(course, one)
        | {"seen_by": names.get(one.seen_by, ""), "seen_at": one.seen_at}
        for one in milestones_seen(actor, case)
    ]


def _milestone(course: Course, one: Milestone) -> dict[str, Any]:
    known = course.milestone(one.kind)
    # A firm's playbook may not word what an agency says.
    title = in_words(known.title) if known else str(MILESTONES.get(one.kind, one.kind))
    return {
        "title": title,
        "on": one.on,
        "number": one.words.get("number", ""),
    }


def _money(actor: Actor, case: Case, day: date) -> Money:
    rows = [*invoices(actor, case)]
    open_ones = [row for row in rows if row.is_open]
    return Money(
        owed=sum(row.owed_cents for row in open_ones),
        paid=sum(row.paid_cents for row in rows),
        overdue=any(row.due_on < day for row in open_ones),
        drafts=sum(row.state == row.State.DRAFT for row in rows),
    )
