"""What the page of an answer gathers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import override

from harborlight.deadlines.models import Deadline
from harborlight.firm.acting import may
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.words import in_words
from harborlight.replies.events import APPROVED, OPENED
from harborlight.replies.forms import (
    ArrivedForm,
    DayForm,
    EndForm,
    PackForm,
    PointForm,
    ReadForm,
    ReturnLetterForm,
    SecondForm,
    SeenForm,
    SentForm,
)
from harborlight.replies.marks import mark_of_answer, mark_of_letter
from harborlight.replies.models import Point, PointPaper, Reply
from harborlight.replies.practice import practice
from harborlight.replies.queries import (
    deadlines_to_use,
    has_exhibits,
    points_of,
)
from harborlight.replies.steps import lacking, may_read_second, steps

# The rule that is usual for a kind, in the address where its day is counted.
RULE = {"evidence": "d01", "intent": "d04", "intent to revoke": "d05"}


def desk_of(actor: Actor, found: Reply) -> dict[str, Any]:
    """Everything that the page of an answer shows."""
    points = points_of(actor, found)
    day = today(actor.firm.time_zone)
    several = deadlines_to_use(actor, found.case) if found.may_change else []
    return {
        "reply": found,
        "case": found.case,
        "tab": "case",
        "today": day,
        "points": points,
        "steps": steps(found, points),
        "has_papers": any(one.papers.all() for one in points),
        "is_empty": bool(found.packet) and not has_exhibits(actor, found),
        "rule": RULE[found.kind],
        "several": several,
        "hints": [in_words(one) for one in practice().hints] if found.is_practice else [],
        "story": in_words(practice().story) if found.is_practice else "",
        "may_work": may(actor, OPENED),
        "may_approve": may(actor, APPROVED),
        "may_second": may(actor, OPENED) and may_read_second(actor, found),
        "lacks": lacking(actor, found) if found.may_change else [],
        "lacks_to_send": lacking(actor, found, to_send=True) if found.may_change else [],
        "approve": SeenForm(initial={"seen": mark_of_letter(found)}),
        **_forms(found, points, several, day),
    }  # fmt: skip


def _forms(
    found: Reply, points: list[Point], several: list[Deadline], day: date
) -> dict[str, Any]:
    """The forms of its steps, with what is known already."""
    seen = {"seen": mark_of_answer(found, points)}
    return {
        "read": ReadForm(initial={"gist": found.gist}),
        "day": day_form(found, several),
        "add": PointForm(),
        "give_back": ReturnLetterForm(),
        "pack": PackForm(),
        "second": SecondForm(initial=seen),
        "sent": SentForm(today=day, came_on=found.came_on, initial={"sent_on": day}),
        "arrived": ArrivedForm(
            today=day, sent_on=found.sent_on, initial={"arrived_on": day}
        ),
        "end": EndForm(),
    }


def day_form(found: Reply, several: list[Deadline], data: Any = None) -> DayForm:
    first = found.deadline or (several[0] if several else None)
    told = {
        "deadline": first.key if first else "",
        "work_to": first.inner_on if first else None,
    }
    return DayForm(data, several=several, initial=told)


def letter_begun(actor: Actor, found: Reply) -> str:
    """The frame of a letter that nobody wrote yet: each point with its papers.

    It goes to the government, so it is in English.
    """
    lines = [f"RE: {found.number or '(receipt number)'}", ""]
    with override("en"):
        for point in points_of(actor, found):
            lines += [f"{point.position}. {point.text}", ""]
            lines += [point.note, ""] if point.note else []
            lines += [_exhibit(one) for one in point.papers.all()] + [""]
    return "\n".join(lines).rstrip() + "\n"


def _exhibit(paper: PointPaper) -> str:
    shows = f": {paper.shows}" if paper.shows else ""
    return f"   - {paper.version.document.called}{shows}"
