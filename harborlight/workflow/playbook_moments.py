"""What a playbook has happen at moments of its cases: letters, invoices, reminders.

letters:    at a moment somebody of the staff is given a draft to read, change and have
            accepted; then the client finds it on their page.
invoices:   at a moment a draft is made, for a person to look over and issue.
reminders:  by which steps clients of this kind of case are reminded; `about` alone: as the
            firm chose for all its cases. steps: [{days: 3, kind: nudge, ways: [email]}].
without:    which of the lists this kind leaves empty on purpose, and why.

A moment is a milestone, "begun", or "silent": clients were reminded and did not answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Texts = Mapping[str, str]
BEGUN, SILENT, PAYER = "begun", "silent", "payer"
MOMENTS = (BEGUN, SILENT)
# What is reminded of (automation.models.reminders.About), and how.
ABOUTS = ("papers", "questions", "signatures", "invoices", "dates")
NUDGE, SECOND, ESCALATE, CALL = "nudge", "second", "escalate", "call"
STEP_KINDS = (NUDGE, SECOND, ESCALATE, CALL)
TO_CLIENT = (NUDGE, SECOND)
EMAIL, TEXT = "email", "text"
WAYS = (EMAIL, TEXT)
MOST_STEPS = 6
# What a letter can tell of a case (workflow/letters.py fills it in).
LETTER_WORDS = frozenset(
    {"name", "firm", "phone", "case", "stages", "missing", "filing", "filed_on", "number"}
)  # fmt: skip
# What every kind of case has, or says why not.
EXPECTED = (
    "parts", "stages", "milestones", "papers", "forms", "charges", "tasks", "related",
    "follow_ups", "reminders", "letters", "invoices",
)  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """at: a moment. to: a part. role: who writes it; review: who accepts it, "": nobody."""

    id: str
    at: str
    to: str
    title: Texts
    text: Texts
    role: str = "paralegal"
    review: str = "attorney"


@dataclass(frozen=True)
class MilestoneBill:
    """A fee of ours that falls due at a moment. to: as of a charge."""

    id: str
    at: str
    words: Texts
    cents: int
    to: str = "trust"


@dataclass(frozen=True)
class PlannedStep:
    """After so many days (before the day, of dates) this is done; ways: of a client's."""

    days: int
    kind: str
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reminding:
    """steps: None, as the firm chose; (): nobody of such a case is reminded of it."""

    about: str
    steps: tuple[PlannedStep, ...] | None = None


def read_letters(rows: Iterable[Mapping[str, Any]], payer: str) -> tuple[Letter, ...]:
    found = [Letter(**row) for row in rows]
    return tuple(
        Letter(**{**vars(one), "to": payer}) if one.to == PAYER else one
        for one in found
    )


def read_bills(rows: Iterable[Mapping[str, Any]]) -> tuple[MilestoneBill, ...]:
    return tuple(MilestoneBill(**row) for row in rows)


def read_reminders(rows: Iterable[Mapping[str, Any]]) -> tuple[Reminding, ...]:
    return tuple(
        Reminding(row["about"], _steps(row["steps"]) if "steps" in row else None)
        for row in rows
    )


def _steps(rows: Iterable[Mapping[str, Any]]) -> tuple[PlannedStep, ...]:
    return tuple(
        PlannedStep(row["days"], row["kind"], tuple(row.get("ways", ())))
        for row in rows
    )
