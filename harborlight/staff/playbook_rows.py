"""The lines of a playbook as those read them who write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from harborlight.firm.words import in_words
from harborlight.tasks.labels import holds_back
from harborlight.workflow.playbook_differences import keyed
from harborlight.workflow.playbook_moments import PAYER
from harborlight.workflow.playbook_shape import AREAS, Fault
from harborlight.workflow.playbook_words import (
    AREA_WORDS,
    LISTS,
    NEED_WORDS,
    ONES,
    called,
    condition_said,
    field_name,
    said,
)
from harborlight.workflow.playbooks import Course
from harborlight.workflow.written import Listed

Row = Mapping[str, Any]
EDITED = (
    "parts",
    "stages",
    "milestones",
    "papers",
    "forms",
    "charges",
    "invoices",
    "tasks",
    "letters",
    "reminders",
    "related",
    "follow_ups",
)


@dataclass(frozen=True)
class EntryLine:
    """An entry in a draft. entry: its name; said: what a reader wants to know of it."""

    entry: str
    place: int
    name: str
    said: str
    faults: Sequence[str]


@dataclass(frozen=True)
class EntryList:
    """A list of a draft."""

    rows: str
    title: str
    one: str
    lines: Sequence[EntryLine]


@dataclass(frozen=True)
class Told:
    """A playbook as a page tells it, in the reader's language."""

    course: Course
    definition: Row

    @property
    def parts(self) -> Mapping[str, str]:
        return {one.id: in_words(one.name) for one in self.course.parts}

    @property
    def area(self) -> str:
        return str(AREA_WORDS[self.course.area])

    @property
    def about(self) -> list[tuple[str, str]]:
        """Names and times of the whole."""
        course, names = self.course, self.parts
        billed = ", ".join(names[one] for one in course.billed)
        return [
            (field_name("title"), in_words(course.title)),
            (field_name("filing"), course.filing),
            (field_name("payer"), names[course.payer]),
            (field_name("billed"), billed),
            *(
                (field_name(one), said(one, getattr(course, one)))
                for one in ("questions_due_days", "receipt_chase_days", "sensitive")
            ),
        ]

    @property
    def papers(self) -> list[dict[str, Any]]:
        """Each paper: of whom, how needed, when, and by when."""
        return [
            {
                "paper": one,
                "who": self.parts[one.who],
                "need": str(NEED_WORDS[one.need]),
                "when": condition_said(one.when) if one.when else "",
                "due": said("due_days", one.due_days),
            }
            for one in self.course.papers
        ]

    @property
    def lists(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Forms, charges, needs and days ahead: each by its name and what is said of it."""
        names = (
            "forms", "charges", "invoices", "tasks", "letters", "reminders", "related",
            "follow_ups",
        )  # fmt: skip
        approvals = [
            (
                in_words(one.title),
                f"{said('review', one.review)} · {holds_back(one.gate)}",
            )
            for one in self.course.approvals
        ]
        first = [(_("Approvals: what waits, and for whom"), approvals)]
        return [*(first if approvals else ()), *self._of_definition(names)]

    def _of_definition(
        self, names: Iterable[str]
    ) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                str(LISTS[name]),
                [
                    (called(name, row), _said_of(name, row, self.parts))
                    for row in self.definition.get(name, ())
                ],
            )
            for name in names
            if self.definition.get(name)
        ]


def areas(several: Iterable[Listed]) -> list[tuple[str, list[Listed]]]:
    """The playbooks by area, then by name in the reader's language."""
    rows = sorted(several, key=lambda one: in_words(one.course.name).casefold())
    found = [
        (str(AREA_WORDS[area]), [r for r in rows if r.area == area]) for area in AREAS
    ]
    return [(name, kinds) for name, kinds in found if kinds]


def entry_lines(definition: Row, faults: Sequence[Fault]) -> list[EntryList]:
    """All lists of a draft that are changed on pages, with what is wrong in them."""
    parts = {one["id"]: in_words(one["name"]) for one in definition["parts"]}
    return [
        EntryList(
            name,
            str(LISTS[name]),
            str(ONES[name]),
            [
                EntryLine(
                    key,
                    n,
                    called(name, row),
                    _said_of(name, row, parts),
                    [one.reason for one in faults if one.path[:2] == (name, n)],
                )
                for n, (key, row) in enumerate(keyed(name, definition).items())
            ],
        )
        for name in EDITED
    ]


def _said_of(name: str, row: Row, parts: Mapping[str, str]) -> str:
    """What stands beside the name of an entry, in one line."""
    words = _SAID[name]
    parts = {**parts, PAYER: _("Whoever pays")}
    found = [
        parts.get(row[word], row[word])
        if word in ("who", "client", "acts_for") or (name, word) == ("letters", "to")
        else said(word, row[word])
        for word in words
        if row.get(word)
    ]
    if name == "reminders" and "steps" not in row:
        found.append(_("As the firm chose for all its cases"))
    if name == "papers" and "need" not in row:
        found.insert(1, str(NEED_WORDS["required"]))
    if name == "follow_ups" and not row.get("reviewed"):
        found.append(f"{field_name('reviewed')}: {said('reviewed', False)}")
    return " · ".join(one for one in found if one)


_SAID: Mapping[str, tuple[str, ...]] = {
    "parts": ("questionnaire", "acts_for"),
    "stages": (),
    "milestones": (),
    "papers": ("who", "need", "when", "due_days"),
    "forms": ("client",),
    "charges": ("cents", "form", "circumstance", "to"),
    "related": ("form", "source"),
    "follow_ups": ("counts_from", "add", "rule", "source"),
    "tasks": ("role", "who", "stage", "milestone", "due", "review", "gate"),
    "letters": ("at", "to", "role", "review"),
    "invoices": ("at", "cents", "to"),
    "reminders": ("steps",),
}
