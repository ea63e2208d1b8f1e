"""What a worker does: packets built, and compared with their sources."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.events import JOB_GIVEN_UP
from harborlight.firm.ids import read
from harborlight.firm.models import Event, Job, StoredFile
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.stored import (
    Held,
    KeyDestroyed,
    NotArrived,
    plain_of,
    unchecked,
)
from harborlight.law.destinations import destination
from harborlight.outside.storage import StorageDown, StorageFull
from harborlight.packets.actions import (
    EndedBefore,
    finish_build,
    note_comparison,
    note_not_built,
)
from harborlight.packets.manifest import (
    files_of,
    manifest_of,
    names_of,
    plan_of,
    rows_of,
)
from harborlight.packets.models import GIVEN_UP, Build, Comparison, Part
from harborlight.packets.numbering import Labelled
from harborlight.packets.queries import (
    exhibits,
    get_build,
    get_comparison,
    in_order,
    parts,
)
from harborlight.packets.tasks import build_later, compare_later
from harborlight.papers import sandbox
from harborlight.papers.packet_apart import build_apart
from harborlight.papers.packet_check import difference, fingerprints_apart
from harborlight.papers.packet_types import SOURCES_AT_MOST, NotBuilt

log = logging.getLogger(__name__)


@reads_events("packets-given-up")
def note_given_up(clock: Actor, happened: Sequence[Event]) -> None:
    """What the worker gave up is not being built any more: whoever waits is told."""
    if not any(event.kind == JOB_GIVEN_UP.name for event in happened):
        return
    waiting = Build.objects.visible_to(clock).filter(
        state=Build.State.WAITING, pk__in=_given_up(build_later)
    )
    for asked in waiting.select_related("packet"):
        note_not_built(clock, asked, why=NotBuilt("given up"), exhibit="")
    waiting_too = Comparison.objects.visible_to(clock).filter(
        finished_at=None, pk__in=_given_up(compare_later)
    )
    for one in waiting_too.select_related("build__packet"):
        note_comparison(clock, one, found=GIVEN_UP)


def _given_up(task: Any) -> set[UUID]:
    """What the jobs of this task were about that are given up, and not asked for again."""
    jobs = Job.objects.filter(
        firm=current_firm(), task=task.module_path, state=Job.GIVEN_UP
    )
    return {read(job.arguments["args"][0]) for job in jobs}


def build(key: str) -> None:
    """Build what was asked for; once more does no harm."""
    clock = Actor.clock(current_firm())
    asked = get_build(clock, read(key))
    if asked.state == Build.State.WAITING:
        with suppress(EndedBefore):
            _build_or_say_why(clock, asked)


def _build_or_say_why(clock: Actor, asked: Build) -> None:
    packet, as_of = asked.packet, now()
    order = in_order(clock, packet)
    weight = sum(row.file.length for one in order for row in one.rows)
    if weight > SOURCES_AT_MOST:
        note_not_built(clock, asked, why=NotBuilt("too much"), exhibit="")
        return
    if shut := _shut(order):
        why, title = shut
        note_not_built(clock, asked, why=NotBuilt(why), exhibit=title)
        return
    try:
        _build(clock, asked, order, as_of)
    except (StorageDown, StorageFull, Unreadable):
        # Whoever waits for it is told now: what is tried in secret looks like work.
        log.exception("The files of a packet could not be read, or not be kept.")
        note_not_built(clock, asked, why=NotBuilt("not checked"), exhibit="")


def _build(
    clock: Actor, asked: Build, order: Sequence[Labelled], as_of: datetime
) -> None:
    packet = asked.packet
    to = destination(packet.destination)
    plan, behind = plan_of(clock, packet, order, to, as_of)
    made = build_apart(plan)
    if isinstance(made, NotBuilt):
        at_fault = behind.get(made.source)
        title = at_fault.title if at_fault else ""
        note_not_built(clock, asked, why=made, exhibit=title)
        return
    names = names_of(packet, to, made, plan)
    manifest = manifest_of(packet, order, to, made, names)
    finish_build(clock, asked, built=made, names=names, manifest=manifest, as_of=as_of)


def _shut(order: Sequence[Labelled]) -> tuple[str, str] | None:
    """The first file that cannot be had, if any: why, and the title of its exhibit."""
    for row in (row for one in order for row in one.rows):
        try:
            plain_of(row.file)
        except Held:
            found = row.file.scan == StoredFile.Scan.FOUND
            return ("virus" if found else "held"), row.title
        except (KeyDestroyed, NotArrived):
            return "gone", row.title
    return None


def compare(key: str) -> None:
    """Read every file of a packet, and its sources, and keep what differs."""
    clock = Actor.clock(current_firm())
    asked = get_comparison(clock, read(key))
    if asked.finished_at is not None:
        return
    found: dict[str, Any] = {}
    for part in parts(clock, asked.build):
        for name, pages in _differs(asked.build, part).items():
            found[name] = [*found.get(name, []), *pages]
    rows = exhibits(clock, asked.build.packet)
    titles = {row.file.pk: row.title for row in rows}
    changed = [
        titles[file.pk]
        for sha256, file in files_of(asked.build, rows)
        if _source_hash(file) != sha256
    ]
    if changed:
        found["sources"] = changed
    with suppress(EndedBefore):
        note_comparison(clock, asked, found=found)


def _differs(asked: Build, part: Part) -> dict[str, list[Any]]:
    """How one file differs from what was built: pages by running number, by what it is."""
    if part.file is None:
        return {"files": [part.name]}
    sealed = plain_of(part.file)
    try:
        if sealed.sha256() != part.sha256:
            return {"files": [part.name]}
        with sandbox.in_memory(sealed.pieces(), most=SOURCES_AT_MOST * 2) as file:
            seen = fingerprints_apart(file)
    except (Unreadable, sandbox.TooMuch, sandbox.NoPlaceInMemory):
        log.exception("A part of a packet could not be read.")
        return {"files": [part.name]}
    if seen is None:
        return {"files": [part.name]}
    told = difference(rows_of(asked, part.number), seen)
    kinds: dict[str, list[Any]] = {
        "pages": [*told.pages],
        "missing": [*told.missing],
    }
    return {name: pages for name, pages in kinds.items() if pages}


def _source_hash(file: StoredFile) -> str:
    """The hash of a source; "" of one that cannot be had or read any more.

    It is only hashed: whether the scanner looked at it does not matter.
    """
    try:
        return unchecked(file).sha256()
    except (KeyDestroyed, NotArrived, Unreadable):
        log.exception("A source of a packet could not be read.")
        return ""
