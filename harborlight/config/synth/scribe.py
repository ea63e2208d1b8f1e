"""What `firm.acting` does, on rows in memory: check, change, record, one case at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from types import TracebackType
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model

from harborlight.config.synth.rows import Row, sheet
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.events import EventKind
from harborlight.firm.ids import new_id
from harborlight.firm.models import Firm

Sealer = Callable[[UUID, str], bytes]


class Told(NamedTuple):
    """An event, not sealed yet: the columns of its row, but for its firm."""

    at: datetime
    id: UUID
    kind: str
    user_id: UUID | None
    role: str
    case_id: UUID | None
    subject_kind: str
    subject_id: UUID | None
    cause_id: UUID | None
    place: str
    words: bytes


@dataclass
class Batch:
    """Rows and events of some cases, until they are written."""

    rows: dict[type[Model], list[Row]] = field(default_factory=dict)
    events: list[Told] = field(default_factory=list)
    # What was posted to the accounts that the whole firm shares, by book.
    posted: dict[str, int] = field(default_factory=dict)

    def add(self, row: Row) -> Row:
        self.rows.setdefault(row.sheet.model, []).append(row)
        return row


class Happening:
    """An event while it happens: the counterpart of firm.acting.Happening."""

    __slots__ = (
        *("actor", "at", "case_id", "cause", "changes", "id", "kind", "scribe"),
        *("subject", "subject_id", "subject_kind", "words"),
    )

    def __init__(
        self, scribe: Scribe, actor: Actor, kind: EventKind, subject: Row | Firm
    ) -> None:
        self.scribe, self.actor, self.kind = scribe, actor, kind
        self.id, self.at = new_id(), scribe.tick()
        self.words: dict[str, Any] = {}
        self.changes: dict[str, list[str]] = {}
        self.subject = subject
        self.cause: UUID | None = None
        self.about(subject)

    def about(self, subject: Row | Firm) -> None:
        if isinstance(subject, Row):
            self.subject_kind, self.subject_id = subject.sheet.label, subject["id"]
            self.case_id = subject.sheet.case_of(subject)
        else:
            self.subject_kind, self.subject_id = "firm.firm", subject.pk
            self.case_id = None

    def made(self, row: Row) -> None:
        self.about(row)
        self.note(row)

    def note(self, row: Row) -> None:
        prefix = "" if row["id"] == self.subject_id else f"{row.sheet.name}."
        for name, value in row.sheet.said(row):
            self.changes[prefix + name] = ["", value]

    def change(self, row: Row, **values: Any) -> None:
        """Change the subject; what differs is noted, as `acting` notes it."""
        for name, value in values.items():
            old, new = str(row[name]), str(value)
            if old != new:
                self.changes[name] = [old, new]
            row[name] = value

    def say(self, **words: Any) -> None:
        self.words |= words

    def __enter__(self) -> Happening:
        stack = self.scribe.stack
        self.cause = stack[-1].id if stack else None
        stack.append(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.scribe.stack.pop()
        if error is None:
            self.scribe.record(self)


class Scribe:
    """Writes down one case: its rows, and an event for everything that is done."""

    def __init__(
        self, firm: Firm, batch: Batch, dice: Random, of_firm: Sealer, of_case: Sealer
    ) -> None:
        self.firm, self.batch, self.dice = firm, batch, dice
        self.of_firm, self.of_case = of_firm, of_case
        self.moment = firm.founded_at
        self.stack: list[Happening] = []
        # What the readers of events have not heard of yet.
        self.fresh: list[Happening] = []

    def tick(self) -> datetime:
        """This moment; a few milliseconds pass between two things that are done."""
        self.moment += timedelta(microseconds=1000 + int(self.dice.random() * 15000))
        return self.moment

    def acting(self, actor: Actor, kind: EventKind, subject: Row | Firm) -> Happening:
        if not actor.roles & kind.by:
            raise Refused(f"{actor.name} may not do this: {kind.name}.")
        return Happening(self, actor, kind, subject)

    def new(self, model: type[Model], **values: Any) -> Row:
        return self.batch.add(sheet(model).new(firm_id=self.firm.pk, **values))

    def record(self, what: Happening) -> None:
        actor, kind = what.actor, what.kind
        content = {"who": actor.name, **what.words, "changes": what.changes}
        text = json.dumps(content, ensure_ascii=False, default=str)
        sealer = self.of_case if what.case_id else self.of_firm
        told = Told(
            what.at,
            what.id,
            kind.name,
            actor.user_id,
            role_of(actor, kind),
            what.case_id,
            what.subject_kind,
            what.subject_id,
            what.cause,
            actor.place,
            sealer(what.id, text),
        )
        self.batch.events.append(told)
        self.fresh.append(what)


_roles: dict[tuple[object, str], str] = {}


def role_of(actor: Actor, kind: EventKind) -> str:
    """The roles that allow it, as the event keeps them."""
    key = (actor.roles, kind.name)
    if key not in _roles:
        _roles[key] = ", ".join(sorted(actor.roles & kind.by))
    return _roles[key]
