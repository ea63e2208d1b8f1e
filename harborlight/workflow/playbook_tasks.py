"""The tasks of a playbook: who does what, when it opens, who looks at it, what waits for it.

tasks:
  - id: assemble
    title: {en: ..., es: ...}
    words: {en: ..., es: ...}      # how it is done
    role: paralegal                # a part of the staff; or `who`, a part of the case
    stage: review                  # opens when this stage is reached; none: at once
    milestone: interview           # and when this milestone is
    waits_for: [draft]             # and when these are done or accepted
    due: {days: 3, business: true} # after it opens; {days: -7, of: deadline}: before the
                                   # next deadline of the case
    needs: words                   # what whoever does it must write
    checklist: [{en: ..., es: ...}]
    review: attorney               # a second person accepts it
    gate: send                     # waits until then: "send", or "stage filed"
    urgent: true
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Texts = Mapping[str, str]
DEADLINE = "deadline"


@dataclass(frozen=True)
class Due:
    """days: after the task opens, of work where `business`; of a deadline: before it."""

    days: int
    business: bool = False
    of: str = ""


@dataclass(frozen=True)
class PlannedTask:
    """One task as the playbook says it."""

    id: str
    title: Texts
    words: Texts = field(default_factory=dict)
    role: str = ""
    who: str = ""
    stage: str = ""
    milestone: str = ""
    waits_for: tuple[str, ...] = ()
    due: Due | None = None
    needs: str = ""
    checklist: tuple[Texts, ...] = ()
    review: str = ""
    gate: str = ""
    every: str = ""
    urgent: bool = False

    @property
    def texts(self) -> list[Texts]:
        """What must stand there in every language."""
        words = [self.words] if self.words else []
        return [self.title, *words, *self.checklist]


def read_tasks(entries: Iterable[Mapping[str, Any]]) -> tuple[PlannedTask, ...]:
    """Raises TypeError or KeyError where an entry is not shaped like a task."""
    return tuple(
        PlannedTask(
            **{
                **entry,
                "waits_for": tuple(entry.get("waits_for", ())),
                "checklist": tuple(entry.get("checklist", ())),
                "due": Due(**entry["due"]) if entry.get("due") else None,
            }
        )
        for entry in entries
    )
