"""What the portal shows of records, in the client's words: steps, stages, papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from harborlight.cases.models import Case, Wall
from harborlight.cases.queries import team
from harborlight.documents.models import Version
from harborlight.documents.queries import Asked, Part
from harborlight.documents.standing import ASKED, CANNOT, PARTLY
from harborlight.firm.actor import Actor
from harborlight.firm.roles import Role
from harborlight.firm.words import in_words
from harborlight.portal.todos import Todo, missing_words, todo_of
from harborlight.workflow.playbooks import Course
from harborlight.workflow.queries import GONE_OUT, Step


def first_step(steps: Sequence[Step]) -> Todo | None:
    """The one thing to do now."""
    return todo_of(steps[0]) if steps and not steps[0].left_over else None


def owes_us(todo: Sequence[Step]) -> bool:
    """Whether the client is asked for an answer or a paper."""
    owed = (step for step in todo if not step.left_over)
    return any(step.kind in ("answer", "correct", "upload") for step in owed)


def rest_of_steps(steps: Sequence[Step]) -> list[Todo]:
    """What comes after it; what is to be paid has a card of its own."""
    after = [step for step in steps[1:] if not step.left_over]
    return [todo_of(step) for step in after if step.kind != "pay"]


def left_over(steps: Sequence[Step]) -> list[Todo]:
    """What was asked for, and the case went out without."""
    return [todo_of(step) for step in steps if step.left_over]


def stepper(course: Course, case: Case, *, owing: bool) -> list[dict[str, Any]]:
    """How far the case is, for the stepper.

    owing: whether answers or papers are. They may be asked for anew when the case is
    further on: to whoever owes them the first stage is not done, until the case is sent.
    """
    here = course.position(case.stage)
    found: list[dict[str, Any]] = [
        {
            "label": in_words(stage.name),
            "state": "done" if number < here else "now" if number == here else "next",
        }
        for number, stage in enumerate(course.stages)
    ]
    if here and owing and case.stage not in GONE_OUT:
        found[0] |= {"state": "next", "note": _("Something is left for you")}
    return found


TONES = {
    "asked": "todo",
    "cannot": "info",
    PARTLY: "todo",
    Version.State.CHECKING: "info",
    Version.State.RECEIVED: "info",
    Version.State.ACCEPTED: "ok",
    Version.State.RETURNED: "warn",
    Version.State.ARRANGED: "todo",
}


def paper_state(one: Asked) -> dict[str, str]:
    """How a paper stands, in a word and a tone."""
    words = missing_words(one) if one.state == PARTLY else _in_words(one.state)
    return {"text": words, "tone": TONES[one.state]}


def part_state(part: Part) -> dict[str, str]:
    """The same of one part of a paper."""
    return {"text": _in_words(part.state), "tone": TONES[part.state]}


def _in_words(state: str) -> str:
    return {
        ASKED: _("Not sent yet"),
        CANNOT: _("You cannot get it: we think about it"),
        Version.State.CHECKING: _("Being checked"),
        Version.State.RECEIVED: _("We have it and will check it"),
        Version.State.ACCEPTED: _("Accepted"),
        Version.State.RETURNED: _("Please send another copy"),
    }[state]


def signing_state(one: Asked, *, outdated: bool, sent: bool = False) -> dict[str, str]:
    """How the signing of a form stands: the paper asked for is its signed pages."""
    if sent:
        return {"text": _("Sent to the government"), "tone": "ok"}
    if outdated:
        return {"text": _("Out of date"), "tone": "warn"}
    if one.state == "asked":
        return {"text": _("Not signed yet"), "tone": "todo"}
    return paper_state(one)


def who_looks(actor: Actor, case: Case) -> str:
    """The name of whoever of the team looks at what clients send."""
    # Who is walled off from the case sees nothing of it.
    walled = Wall.objects.filter(case=case).values("user")
    on_it = team(actor, case).exclude(user__in=walled)
    by_part = {row.part: row.user.name for row in on_it}
    for part in (Role.PARALEGAL, Role.CASE_MANAGER, Role.INTAKE):
        if part in by_part:
            return by_part[part]
    return case.lead.name if case.lead else actor.firm.name


def in_view(papers: Sequence[Asked]) -> list[Asked]:
    """What the home page lists: what is needed, and what was sent."""
    return [one for one in papers if _needed(one) or one.newest]


def grouped(papers: Sequence[Asked]) -> list[dict[str, Any]]:
    """The checklist in the order in which it matters."""
    groups = [
        (_("Please correct"), [p for p in papers if p.state == Version.State.RETURNED]),
        (_("To send"), [p for p in papers if _is_owed(p) and _needed(p)]),
        (_("If you have it"), [p for p in papers if _is_owed(p) and not _needed(p)]),
        (
            _("We are checking"),
            [p for p in papers if p.state in ("received", "checking")],
        ),
        (_("You cannot get"), [p for p in papers if p.state == "cannot"]),
        (_("Accepted"), [p for p in papers if p.is_done]),
    ]
    return [{"title": title, "papers": found} for title, found in groups if found]


def _is_owed(one: Asked) -> bool:
    return one.state in (ASKED, PARTLY)


def _needed(one: Asked) -> bool:
    return bool(one.request.need == "required")
