"""Reading a playbook: what it says, in a form that the program can follow.

The firm's playbooks are rows; the ones it starts with lie in workflow/starters.
Every text is given by language: {"en": ..., "es": ...}.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harborlight.law.fees import ORDINARY
from harborlight.workflow.bases import written_out
from harborlight.workflow.playbook_checks import faults
from harborlight.workflow.playbook_later import FollowUp, Related
from harborlight.workflow.playbook_moments import (
    Letter,
    MilestoneBill,
    Reminding,
    read_bills,
    read_letters,
    read_reminders,
)
from harborlight.workflow.playbook_shape import OTHER, Fault
from harborlight.workflow.playbook_tasks import PlannedTask, read_tasks

Texts = Mapping[str, str]
# The course of somebody who asks whether the firm takes their case (inquiries).
INQUIRY = "inquiry"
STARTERS = Path(__file__).with_name("starters")


class BadPlaybook(Exception):
    """A playbook contradicts itself, or leaves something unsaid. faults: each of them."""

    def __init__(self, words: str, several: Sequence[Fault] = ()) -> None:
        super().__init__(words)
        self.faults = several


@dataclass(frozen=True)
class Part:
    """Somebody the case is about, and what they are called."""

    id: str
    name: Texts
    questionnaire: str = ""
    # A case may begin, and go on, without one.
    optional: bool = False
    # The part whose questions they answer and whose papers they send, "" for none.
    acts_for: str = ""


@dataclass(frozen=True)
class Stage:
    """A stretch of the case, as the client's stepper shows it."""

    id: str
    name: Texts
    words: Texts


@dataclass(frozen=True)
class Paper:
    """A paper that a part is asked for."""

    kind: str
    who: str
    title: Texts
    purpose: Texts
    advice: Texts
    # A paper that would do, so that nobody looks for the wrong one.
    example: Texts = field(default_factory=dict)
    # What will do where it cannot be had: a name in law/ladders.yaml.
    ladder: str = ""
    need: str = "required"
    # Of one that is asked for if it applies: the answers with which it does.
    when: Mapping[str, Any] | None = None
    due_days: int | None = None


@dataclass(frozen=True)
class Charge:
    """A line of the first invoice: a fee of ours, or what the government asks for a form.

    to: "operating" only for what is earned by the time it is asked for; what is paid in
    advance goes to trust, unless the firm's settings say that its flat fees are earned
    when they are paid.
    """

    kind: str
    words: Texts
    to: str = "trust"
    cents: int = 0
    form: str = ""
    # Which of the form's fees, as the book tells them apart (law/fees.py).
    circumstance: str = ORDINARY
    law: str = ""


@dataclass(frozen=True)
class Milestone:
    """What the client reads when the case reaches something."""

    id: str
    title: Texts
    what_happened: Texts
    what_we_do: Texts
    what_you_do: Texts
    what_comes_next: Texts
    # It may happen or not: nobody is told that it is to come.
    sometimes: bool = False


@dataclass(frozen=True)
class Course:
    """A whole playbook."""

    key: str
    version: int
    name: Texts
    # What a case is called, with the names of its parts: "{petitioner}".
    title: Texts
    parts: tuple[Part, ...]
    stages: tuple[Stage, ...]
    papers: tuple[Paper, ...]
    filing: str
    # A form, whose it is, and with which it goes, where it is filed once for each.
    forms: tuple[tuple[str, str] | tuple[str, str, str], ...]
    charges: tuple[Charge, ...]
    milestones: tuple[Milestone, ...]
    payer: str
    # Who alone may be asked to pay, where a law says so (20 CFR 656.12(b)).
    billed: tuple[str, ...] = ()
    questions_due_days: int = 14
    # After so many days the firm asks after a receipt that has not come.
    receipt_chase_days: int = 30
    related: tuple[Related, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    # Its cases are sensitive from their first day (8 U.S.C. 1367).
    sensitive: bool = False
    # Among which kinds of cases it is looked for.
    area: str = OTHER
    tasks: tuple[PlannedTask, ...] = ()
    reminders: tuple[Reminding, ...] = ()
    letters: tuple[Letter, ...] = ()
    invoices: tuple[MilestoneBill, ...] = ()
    # Why it has none of something that most have.
    without: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def approvals(self) -> tuple[PlannedTask, ...]:
        """What a second person accepts before the case may go on."""
        return tuple(one for one in self.tasks if one.review and one.gate)

    @property
    def form_names(self) -> list[str]:
        """Its forms, each once."""
        return [*dict.fromkeys(form for form, *_ in self.forms)]

    def titles(self, names: Mapping[str, str]) -> dict[str, str]:
        """What a case of these people is called, in every language."""
        return {code: text.format(**names) for code, text in self.title.items()}

    def stage(self, stage_id: str) -> Stage:
        return next((one for one in self.stages if one.id == stage_id), self.stages[0])

    def position(self, stage_id: str) -> int:
        """How far the stage is, from 0."""
        ids = [one.id for one in self.stages]
        return ids.index(stage_id) if stage_id in ids else 0

    def part(self, part_id: str) -> Part:
        return next(one for one in self.parts if one.id == part_id)

    def deputy(self, part_id: str, present: Collection[str]) -> str:
        """Who is asked in the place of a part: of those present, who acts for it; or it."""
        acting = (one.id for one in self.parts if one.acts_for == part_id)
        return next((one for one in acting if one in present), part_id)

    def milestone(self, kind: str) -> Milestone | None:
        return next((one for one in self.milestones if one.id == kind), None)


def course(definition: Mapping[str, Any]) -> Course:
    """The course that a definition describes. BadPlaybook, with the place, if it is unsound."""
    if several := faults(definition):
        first = several[0]
        key = definition.get("key", "?")
        raise BadPlaybook(f"{key}: {first.place}: {first.reason}", several)
    return Course(
        key=definition["key"],
        version=definition["version"],
        name=definition["name"],
        title=definition["title"],
        parts=tuple(Part(**entry) for entry in definition["parts"]),
        stages=tuple(Stage(**entry) for entry in definition["stages"]),
        papers=tuple(Paper(**entry) for entry in definition["papers"]),
        filing=definition["filing"],
        forms=tuple(map(_form, definition["forms"])),
        charges=tuple(Charge(**entry) for entry in definition["charges"]),
        milestones=tuple(Milestone(**entry) for entry in definition["milestones"]),
        payer=definition["payer"],
        billed=tuple(definition.get("billed", ())),
        questions_due_days=definition.get("questions_due_days", 14),
        receipt_chase_days=definition.get("receipt_chase_days", 30),
        related=tuple(Related(**entry) for entry in definition.get("related", ())),
        follow_ups=tuple(map(_follow_up, definition.get("follow_ups", ()))),
        sensitive=definition.get("sensitive", False),
        area=definition.get("area", OTHER),
        tasks=read_tasks(definition.get("tasks", ())),
        reminders=read_reminders(definition.get("reminders", ())),
        letters=read_letters(definition.get("letters", ()), definition["payer"]),
        invoices=read_bills(definition.get("invoices", ())),
        without=definition.get("without", {}),
    )


def _follow_up(entry: Mapping[str, Any]) -> FollowUp:
    return FollowUp(**{**entry, "days": tuple(entry.get("days", ()))})


def _form(entry: Mapping[str, str]) -> tuple[str, str] | tuple[str, str, str]:
    one = (entry["form"], entry.get("client", ""))
    return (*one, entry["for"]) if "for" in entry else one


@cache
def starters() -> dict[str, dict[str, Any]]:
    """The definitions a firm starts with, by key; each was checked."""
    found = {}
    for path in sorted(STARTERS.glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        try:
            definition = written_out(data)
        except ValueError as error:
            raise BadPlaybook(f"{path.stem}: {error}.") from error
        course(definition)
        found[definition["key"]] = definition
    return found
