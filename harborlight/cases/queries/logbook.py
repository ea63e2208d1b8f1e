"""The firm's log as one reader may read it.

Who looks after the log need not know the clients. An event of a case that the reader
may not open, or about a client where they open no cases or a wall stands before one
of them, keeps its words to itself: they learn that it happened, when, and what kind
of thing it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from harborlight.cases.models import Case, Wall
from harborlight.firm.actor import Actor
from harborlight.firm.membership import accounts_behind
from harborlight.firm.models import Event, Sighting
from harborlight.firm.queries import audit_log, get_event, last_proof, readable
from harborlight.firm.roles import CASE_READERS, CLIENTS
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.events import words_of

ABOUT_CLIENTS = ("person.", "invitation.", "conflict.")


@dataclass(frozen=True)
class Line:
    """An event, or a look, as one reader may read it. `closed`: they may not."""

    row: Any
    case: Case | None
    closed: bool
    words: Mapping[str, Any] = field(default_factory=dict)

    @property
    def who(self) -> str:
        return str(self.words.get("who", ""))

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What changed: the name of the column, the value before and after."""
        found: Mapping[str, list[str]] = self.words.get("changes", {})
        return [(name, *values) for name, values in found.items()]  # type: ignore[misc]


def log_lines(actor: Actor, rows: Sequence[Event]) -> list[Line]:
    """These events of the log, as this actor may read them."""
    causes = _causes_of(actor, rows)
    cases = _cases(actor, [*rows, *causes.values()])
    trusted = _meets_clients(actor)
    said = words_of(actor.firm, rows)
    lines = []
    for row in rows:
        cause = causes.get(row.cause_id) if row.cause_id else None
        about = [one for one in (row, cause) if one is not None]
        closed = any(_is_closed(one, cases, trusted) for one in about) or (
            not trusted and _names_a_client(row, said[row.pk])
        )
        case = cases.get(row.case_id) if row.case_id else None
        lines.append(Line(row, case, closed, {} if closed else said[row.pk]))
    return lines


def log_page(
    actor: Actor, *, before: UUID | None, limit: int, **wanted: Any
) -> tuple[list[Line], UUID | None]:
    """A page of the log, newest first, and the last event on it if there are older ones."""
    last = get_event(actor, before) if before else None
    asked = audit_log(actor, before=last, **wanted)
    rows = readable(asked, limit + 1)
    more = len(rows) > limit
    return log_lines(actor, rows[:limit]), rows[limit - 1].pk if more else None


def log_line(actor: Actor, pk: UUID) -> Line:
    """One event of the log. NotFound where its words are closed to this actor."""
    line = log_lines(actor, [get_event(actor, pk)])[0]
    if line.closed:
        raise NotFound
    return line


def proof(actor: Actor) -> Line | None:
    """When the whole log was last read and checked, and what was found."""
    found = last_proof(actor)
    if found is None:
        return None
    return Line(found, None, False, words_of(actor.firm, [found])[found.pk])


def looks(actor: Actor, rows: Iterable[Sighting]) -> list[Line]:
    """These sightings, as this actor may read them."""
    rows = [*rows]
    cases, trusted = _cases(actor, rows), _meets_clients(actor)
    return [
        Line(
            row,
            cases.get(row.case_id) if row.case_id else None,
            row.case_id not in cases if row.case_id else not trusted,
        )
        for row in rows
    ]


def _is_closed(row: Event, cases: Mapping[UUID, Case], trusted: bool) -> bool:
    if row.case_id is not None:
        return row.case_id not in cases
    played = {part.strip() for part in row.role.split(",")}
    about_client = row.kind.startswith(ABOUT_CLIENTS) or bool(played & CLIENTS)
    return about_client and not trusted


def _names_a_client(row: Event, words: Mapping[str, Any]) -> bool:
    """Whether it tells of an account that became a client's, or was tried as one."""
    if words.get("of_client"):
        return True
    _before, role = words.get("changes", {}).get("role", ("", ""))
    return row.kind.startswith("member.") and role in CLIENTS


def _meets_clients(actor: Actor) -> bool:
    """Whether they may know any client: they work on cases, and no wall is before them."""
    if actor.is_machine:
        return True
    return (
        actor.plays(CASE_READERS)
        and not Wall.objects.filter(user__in=accounts_behind(actor)).exists()
    )


def _cases(actor: Actor, rows: Iterable[Any]) -> dict[UUID, Case]:
    wanted = {row.case_id for row in rows if row.case_id}
    return Case.objects.visible_to(actor).in_bulk(wanted) if wanted else {}


def _causes_of(actor: Actor, rows: Sequence[Event]) -> dict[UUID, Event]:
    here = {row.pk: row for row in rows}
    wanted = {row.cause_id for row in rows if row.cause_id} - here.keys()
    asked = Event.objects.visible_to(actor).filter(pk__in=wanted)
    found = readable(asked, len(wanted)) if wanted else []
    return here | {row.pk: row for row in found}
