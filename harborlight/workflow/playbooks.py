"""Reading a playbook: what it says, in a form that the program can follow.

The firm's playbooks are rows; the ones it starts with lie in workflow/starters.
Every text is given by language: {"en": ..., "es": ...}.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harborlight.law.fees import ORDINARY
from harborlight.law.ladders import ladders
from harborlight.law.pack_conditions import BadCondition, read_condition
from harborlight.workflow.bases import written_out
from harborlight.workflow.playbook_tasks import PlannedTask, contradictions, read_tasks

Texts = Mapping[str, str]
# The course of somebody who asks whether the firm takes their case (inquiries).
INQUIRY = "inquiry"
STARTERS = Path(__file__).with_name("starters")
LANGUAGES = ("en", "es")
NEEDS = ("required", "conditional", "optional")
ACCOUNTS = ("trust", "operating")
OTHER = "other"
AREAS = ("family", "residence", "work", "protection", OTHER)


class BadPlaybook(Exception):
    """A playbook contradicts itself, or leaves something unsaid."""


@dataclass(frozen=True)
class Part:
    """Somebody the case is about, and what they are called."""

    id: str
    name: Texts
    questionnaire: str = ""


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
    related: tuple[str, ...] = field(default=())
    # Its cases are sensitive from their first day (8 U.S.C. 1367).
    sensitive: bool = False
    # Among which kinds of cases it is looked for.
    area: str = OTHER
    tasks: tuple[PlannedTask, ...] = ()

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

    def milestone(self, kind: str) -> Milestone | None:
        return next((one for one in self.milestones if one.id == kind), None)


def course(definition: Mapping[str, Any]) -> Course:
    """The course that a definition describes. BadPlaybook, with the entry, if it is unsound."""
    try:
        found = Course(
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
            related=tuple(definition.get("related", ())),
            sensitive=definition.get("sensitive", False),
            area=definition.get("area", OTHER),
            tasks=read_tasks(definition.get("tasks", ())),
        )
    except (KeyError, TypeError) as error:
        raise BadPlaybook(
            f"The playbook {definition.get('key', '?')}: {error}."
        ) from error
    _check(found)
    return found


def _check(found: Course) -> None:
    parts = {part.id for part in found.parts}
    for paper in found.papers:
        _check_paper(found, paper, parts)
    _check_forms(found, parts)
    if found.payer not in parts & {*(found.billed or parts)}:
        raise BadPlaybook(f"{found.key}: the payer {found.payer} is no party.")
    if found.area not in AREAS:
        raise BadPlaybook(f"{found.key}: the area {found.area} is none of {AREAS}.")
    _check_title(found, parts)
    _check_charges(found)
    for wrong in contradictions(found.tasks, found.parts, found.stages):
        raise BadPlaybook(f"{found.key}: {wrong}.")
    for texts in _texts(found):
        if missing := [language for language in LANGUAGES if not texts.get(language)]:
            raise BadPlaybook(f"{found.key}: {dict(texts)} lacks {missing}.")
        # A comma without quotes around the sentence ends it: what follows is a word apart.
        if more := [word for word in texts if word not in LANGUAGES]:
            raise BadPlaybook(f"{found.key}: {dict(texts)} has {more}, no language.")


def _form(entry: Mapping[str, str]) -> tuple[str, str] | tuple[str, str, str]:
    one = (entry["form"], entry.get("client", ""))
    return (*one, entry["for"]) if "for" in entry else one


def _check_forms(found: Course, parts: set[str]) -> None:
    names = {form for form, *_ in found.forms}
    for form, client, *concerns in found.forms:
        if client and client not in parts:
            raise BadPlaybook(
                f"{found.key}: the form {form} is for {client}, who is no party."
            )
        if concerns and concerns[0] not in names:
            raise BadPlaybook(
                f"{found.key}: the form {form} goes with {concerns[0]}, which is not filed."
            )


def _check_paper(found: Course, paper: Paper, parts: set[str]) -> None:
    if paper.who not in parts or paper.need not in NEEDS:
        raise BadPlaybook(
            f"{found.key}: the paper {paper.kind} names {paper.who}, {paper.need}."
        )
    if paper.when is not None:
        _check_condition(found, paper)
    if paper.ladder and paper.ladder not in ladders():
        raise BadPlaybook(
            f"{found.key}: the paper {paper.kind} names no ladder: {paper.ladder}."
        )


def _check_condition(found: Course, paper: Paper) -> None:
    try:
        read_condition(paper.when)
    except BadCondition as error:
        raise BadPlaybook(f"{found.key}: {paper.kind}: {error}") from error
    if paper.need != "conditional":
        raise BadPlaybook(f"{found.key}: {paper.kind} has a condition, {paper.need}.")


def _check_title(found: Course, parts: set[str]) -> None:
    try:
        found.titles({part: part for part in parts})
    except (AttributeError, KeyError, IndexError, ValueError) as error:
        raise BadPlaybook(f"{found.key}: the title names {error}.") from error


def _check_charges(found: Course) -> None:
    for charge in found.charges:
        # What is for the government is never ours.
        if charge.to not in (ACCOUNTS[:1] if charge.form else ACCOUNTS):
            raise BadPlaybook(f"{found.key}: {charge.kind} cannot go to {charge.to}.")


def _texts(found: Course) -> list[Texts]:
    texts: list[Texts] = [found.name, found.title]
    texts += [part.name for part in found.parts]
    texts += [one for stage in found.stages for one in (stage.name, stage.words)]
    texts += [
        one
        for paper in found.papers
        for one in (paper.title, paper.purpose, paper.advice, paper.example)
        if one or one is not paper.example
    ]
    texts += [charge.words for charge in found.charges]
    texts += [one for task in found.tasks for one in task.texts]
    for one in found.milestones:
        texts += [one.title, one.what_happened, one.what_we_do]
        texts += [one.what_you_do, one.what_comes_next]
    return texts


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
