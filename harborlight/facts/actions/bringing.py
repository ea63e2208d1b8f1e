"""Answers that staff bring in from a file, and take one by one."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from harborlight.cases.models import Case
from harborlight.facts import events
from harborlight.facts.actions.learning import (
    Place,
    Source,
    _called,
    _is_secret,
    _keep_whole_names,
    _subject,
    fact_of,
)
from harborlight.facts.bringing import Offered, Row, offered
from harborlight.facts.models import Brought, Entry, Fact
from harborlight.firm.acting import Happening, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


@dataclass(frozen=True)
class TakenIn:
    """How many answers are new, and how many were changed since they were looked at."""

    count: int
    held: int


def bring_file(
    actor: Actor, case: Case, *, file_name: str, rows: Sequence[Row]
) -> Brought:
    """Keep the rows of a file beside the case; nothing of it is an answer yet."""
    with acting(actor, events.BROUGHT, case) as event:
        brought = Brought.objects.create(
            firm=actor.firm,
            case=case,
            file_name=file_name,
            rows=json.dumps(rows, ensure_ascii=False),
            brought_at=now(),
            brought_by_id=actor.user_id,
        )
        event.made(brought)
        event.say(name=file_name)
    return brought


def note_held_against(actor: Actor, case: Case, *, file_name: str) -> None:
    """What is known was read at the server beside a file, and nothing was taken of it."""
    with acting(actor, events.HELD_AGAINST, case) as event:
        event.say(name=file_name)


def take_brought(
    actor: Actor,
    brought: Brought,
    *,
    over: Mapping[int, str],
    on: date,
    only_new: bool = False,
) -> TakenIn:
    """Take some rows of a file for answers; nothing is overwritten that was not seen.

    over: by the number of the row, the version of what was known when it was shown; a row
    over which somebody wrote since is not taken. only_new: take all rows where nothing is
    known yet, whatever `over` says. on: today.
    """
    with acting(actor, events.IMPORTED, brought) as event:
        Case.objects.select_for_update(no_key=True).get(pk=brought.case_id)
        # Its rows too: none is taken of a file that somebody closed meanwhile.
        brought.refresh_from_db(fields=["begun", "rows"])
        every = offered(actor, brought, on=on, language=actor.language)
        wanted = [row for row in every if _is_wanted(row, over, only_new)]
        good = [row for row in wanted if only_new or over[row.number] == row.over]
        _write(actor, brought, good, event)
        event.say(count=len(good), name=str(brought.file_name))
    return TakenIn(len(good), len(wanted) - len(good))


def _is_wanted(row: Offered, over: Collection[int], only_new: bool) -> bool:
    if only_new:
        return row.standing == "new"
    return row.number in over and row.may_be_taken


def _write(
    actor: Actor, brought: Brought, rows: Sequence[Offered], event: Happening
) -> None:
    moment, made = now(), list[Fact]()
    for row in rows:
        entry = _entry_of(actor, brought, row)
        place: Place = (row.name, entry)
        if row.standing == "differs":
            _replaced(brought.case, row, place).update(replaced_at=moment)
        reason = f"{brought.file_name}, {row.number}"[:300]
        source = Source(Fact.Source.IMPORT, brought.pk, reason=reason)
        made.append(
            fact_of(actor, brought.case, row.person, place, row.value, source, moment)
        )
        hidden = _is_secret(row.person, row.name)
        event.changes[_called(place)] = (
            ["hidden", "hidden"] if hidden else [row.now, row.value]
        )
    Fact.objects.bulk_create(made)
    for person in {row.person for row in rows}:
        names = [row.name for row in rows if row.person == person]
        _keep_whole_names(brought.case, _subject(person), names)
    brought.save(update_fields=["begun"])


def _replaced(case: Case, row: Offered, place: Place) -> QuerySet[Fact]:
    return Fact.objects.filter(
        case=case,
        subject=_subject(row.person),
        name=place[0],
        slot=str(place[1] or ""),
        replaced_at__isnull=True,
    )


def _entry_of(actor: Actor, brought: Brought, row: Offered) -> UUID | None:
    """Which of several the row is about; begun now where it is not there yet."""
    if not row.begins:
        return row.entry
    if row.begins not in brought.begun or _is_gone(brought, row):
        group = row.begins.partition(".")[2].partition("[")[0]
        same = Entry.objects.filter(case=brought.case, person=row.person, group=group)
        entry = Entry.objects.create(
            firm=actor.firm,
            case=brought.case,
            person=row.person,
            group=group,
            position=same.count(),
        )
        brought.begun[row.begins] = str(entry.pk)
        return entry.pk
    return UUID(brought.begun[row.begins])


def _is_gone(brought: Brought, row: Offered) -> bool:
    """Whether what was begun for it was taken back since."""
    kept = Entry.objects.filter(pk=brought.begun[row.begins])
    return not kept.filter(removed_at__isnull=True).exists()


def leave_brought(actor: Actor, brought: Brought) -> None:
    """Nothing more is wanted of a file; its rows go, what was taken stays."""
    with acting(actor, events.LEFT_ASIDE, brought) as event:
        brought.closed_at, brought.rows = now(), "[]"
        brought.save(update_fields=["closed_at", "rows"])
        event.say(name=str(brought.file_name))
