"""What keeps a playbook from being followed: each fault with its place and its reason.

A place is a path into the definition: ("papers", 3, "need"). Whoever shows a fault turns
it into a line of a file (playbook_text.py) or a box of a form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django.utils.translation import gettext as _

from harborlight.law.ladders import ladders
from harborlight.law.pack_conditions import BadCondition, read_condition
from harborlight.workflow.bases import IDENTITY
from harborlight.workflow.playbook_later import later_faults
from harborlight.workflow.playbook_moment_checks import moment_faults
from harborlight.workflow.playbook_shape import (
    ACCOUNTS,
    AREAS,
    NEEDS,
    OTHER,
    Fault,
    shape_faults,
)
from harborlight.workflow.playbook_task_checks import task_faults

Row = Mapping[str, Any]
# Keys stand in addresses.
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What a milestone's sentence may tell of (cases.Milestone.words).
MILESTONE_WORDS = frozenset({"number"})


@dataclass(frozen=True)
class _Known:
    """What entries of a definition may refer to."""

    parts: frozenset[str]
    forms: frozenset[str]

    @classmethod
    def of(cls, definition: Row) -> _Known:
        return cls(
            frozenset(one["id"] for one in definition["parts"]),
            frozenset(one["form"] for one in definition["forms"]),
        )


def faults(definition: object) -> list[Fault]:
    """Everything that is wrong with a definition; nothing where it can be followed."""
    if found := [*shape_faults(definition)]:
        return found
    assert isinstance(definition, Mapping)
    known = _Known.of(definition)
    return [
        *_twice(definition),
        *_parts(definition, known),
        *_papers(definition, known),
        *_forms(definition, known),
        *_payers(definition, known),
        *_title(definition, known),
        *_area(definition),
        *_milestones(definition),
        *_charges(definition),
        *later_faults(definition),
        *task_faults(definition),
        *moment_faults(definition),
    ]


def _twice(definition: Row) -> Iterator[Fault]:
    """Nothing stands twice: an entry is found by its name."""
    for name, words in IDENTITY.items():
        seen: Counter[tuple[str, ...]] = Counter()
        for n, row in enumerate(definition.get(name, ())):
            # Two people may file the same form, and two fees may be of one.
            if name in ("forms", "charges"):
                continue
            key = tuple(str(row.get(word, "")) for word in words)
            seen[key] += 1
            if seen[key] > 1:
                said = _("“%(name)s” stands there twice.") % {"name": " ".join(key)}
                yield Fault((name, n), said)
    if not KEY.fullmatch(definition["key"]):
        said = _("Use small letters, digits and hyphens between them.")
        yield Fault(("key",), said)
    if not definition["stages"]:
        yield Fault(("stages",), _("A case needs at least one stage."))
    if not definition["parts"]:
        yield Fault(("parts",), _("A case is about somebody: name at least one part."))


def _parts(definition: Row, known: _Known) -> Iterator[Fault]:
    rows = definition["parts"]
    firm_must = {one["id"] for one in rows if not one.get("optional")}
    for n, row in enumerate(rows):
        acts_for = row.get("acts_for", "")
        if acts_for and (acts_for not in firm_must or acts_for == row["id"]):
            said = _("“%(part)s” acts for “%(other)s”, who is not always in the case.")
            words = {"part": row["id"], "other": acts_for}
            yield Fault(("parts", n, "acts_for"), said % words)


def _papers(definition: Row, known: _Known) -> Iterator[Fault]:
    for n, row in enumerate(definition["papers"]):
        words = {"paper": row["kind"], "who": row["who"]}
        need = row.get("need", "required")
        if row["who"] not in known.parts:
            said = _("The paper “%(paper)s” is asked of “%(who)s”, who is no party.")
            yield Fault(("papers", n, "who"), said % words)
        if need not in NEEDS:
            words |= {"need": need, "all": ", ".join(NEEDS)}
            said = _("The need of “%(paper)s” is “%(need)s”, none of: %(all)s.")
            yield Fault(("papers", n, "need"), said % words)
        if row.get("when") is not None:
            yield from _condition(n, row, need)
        ladder = row.get("ladder", "")
        if ladder and ladder not in ladders():
            said = _("The book has no ladder named “%(ladder)s”.") % {"ladder": ladder}
            yield Fault(("papers", n, "ladder"), said)


def _condition(n: int, row: Row, need: str) -> Iterator[Fault]:
    try:
        read_condition(row["when"])
    except BadCondition as error:
        said = _("The condition of “%(paper)s” cannot be read: %(why)s")
        words = {"paper": row["kind"], "why": error}
        yield Fault(("papers", n, "when"), said % words)
    if need != "conditional":
        said = _("“%(paper)s” has a condition, so its need must be “conditional”.")
        yield Fault(("papers", n, "need"), said % {"paper": row["kind"]})


def _forms(definition: Row, known: _Known) -> Iterator[Fault]:
    for n, row in enumerate(definition["forms"]):
        client, goes_with = row.get("client", ""), row.get("for")
        words = {"form": row["form"], "who": client, "other": goes_with}
        if client and client not in known.parts:
            said = _("The form %(form)s is for “%(who)s”, who is no party.")
            yield Fault(("forms", n, "client"), said % words)
        if goes_with is not None and goes_with not in known.forms:
            said = _("The form %(form)s goes with %(other)s, which is not filed.")
            yield Fault(("forms", n, "for"), said % words)


def _payers(definition: Row, known: _Known) -> Iterator[Fault]:
    billed = definition.get("billed", ())
    for one in billed:
        if one not in known.parts:
            said = _("“%(who)s” may be billed, but is no party.") % {"who": one}
            yield Fault(("billed",), said)
    payer = definition["payer"]
    optional = {one["id"] for one in definition["parts"] if one.get("optional")}
    if payer not in known.parts or payer in optional:
        said = _("The payer “%(who)s” is no party that every case has.")
        yield Fault(("payer",), said % {"who": payer})
    elif billed and payer not in billed:
        said = _("The payer “%(who)s” is not among those who may be billed.")
        yield Fault(("payer",), said % {"who": payer})


def _title(definition: Row, known: _Known) -> Iterator[Fault]:
    optional = {one["id"] for one in definition["parts"] if one.get("optional")}
    for language, text in definition["title"].items():
        wrong = _names_in(text) - (known.parts - optional)
        if wrong:
            said = _("The title names {%(names)s}, no part that every case has.")
            words = {"names": "}, {".join(sorted(wrong))}
            yield Fault(("title", language), said % words)


def _area(definition: Row) -> Iterator[Fault]:
    area = definition.get("area", OTHER)
    if area not in AREAS:
        said = _("The area “%(area)s” is none of: %(all)s.")
        yield Fault(("area",), said % {"area": area, "all": ", ".join(AREAS)})


def _milestones(definition: Row) -> Iterator[Fault]:
    for n, row in enumerate(definition["milestones"]):
        for language, text in row["what_happened"].items():
            wrong = _names_in(text) - MILESTONE_WORDS
            if wrong:
                said = _("A milestone can tell {number}, not {%(names)s}.")
                words = {"names": "}, {".join(sorted(wrong))}
                yield Fault(("milestones", n, "what_happened", language), said % words)


def _charges(definition: Row) -> Iterator[Fault]:
    for n, row in enumerate(definition["charges"]):
        to = row.get("to", "trust")
        # What is for the government is never ours.
        if to not in (ACCOUNTS[:1] if row.get("form") else ACCOUNTS):
            said = _("“%(what)s” cannot go to “%(to)s”.")
            words = {"what": row["kind"], "to": to}
            yield Fault(("charges", n, "to"), said % words)
        if not row.get("form") and row.get("cents", 0) <= 0:
            said = _("“%(what)s” names neither an amount nor a form of a fee.")
            yield Fault(("charges", n, "cents"), said % {"what": row["kind"]})


def _names_in(text: str) -> set[str]:
    """The names between braces; "" for a brace that names nothing or never ends."""
    try:
        return {
            name for _t, name, *_rest in Formatter().parse(text) if name is not None
        }
    except ValueError:
        return {""}
