"""A packet as it lies on the desk: its exhibits, what it needs, what was built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from harborlight.documents.forms import TAGS
from harborlight.documents.kinds import KINDS
from harborlight.documents.models import Version
from harborlight.documents.queue import MOST_AT_ONCE
from harborlight.filings.packets import approved_forms
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.packets.completeness import lacking_of
from harborlight.packets.forms import UseSetForm
from harborlight.packets.models import Build, Exhibit, Packet, Part, Wanted
from harborlight.packets.numbering import labelled
from harborlight.packets.pages import pages_in_words
from harborlight.packets.queries import (
    beside,
    builds,
    exhibits,
    is_current,
    parts,
    sets,
    wanted,
)
from harborlight.papers.packet_types import SENTENCES
from harborlight.workflow.queries import paper_kinds

if TYPE_CHECKING:
    from harborlight.firm.doors import Request

# After so long nobody is building it any more: the worker is off, or died at it.
_TOO_LONG = timedelta(minutes=15)


@dataclass(frozen=True)
class Row:
    """An exhibit as a line: its label, and what is to be said of it."""

    label: str
    exhibit: Exhibit
    place: int
    state: str
    pages: str
    newer: int | None
    # So many belong to it; of one that belongs to another, whether it is the first, or
    # the last, of them.
    followers: int = 0
    is_next: bool = False
    is_last: bool = False

    @property
    def is_good(self) -> bool:
        return self.state in ("", Version.State.ACCEPTED) and self.newer is None


@dataclass(frozen=True)
class Offer:
    """A paper that can go into a packet. twin: "copy" of one that is redacted and whose
    original could go out beside it, "original" of one whose redacted copy could; else ""."""

    version: Version
    kind: str
    twin: str

    @property
    def is_usual(self) -> bool:
        return self.version.state == Version.State.ACCEPTED and self.twin != "copy"


@dataclass(frozen=True)
class Built:
    """What was built last and is whole, and how the newest building stands."""

    newest: Build | None
    whole: Build | None
    parts: Sequence[Part]
    is_current: bool
    why: str
    takes_long: bool

    @property
    def is_waiting(self) -> bool:
        return self.newest is not None and self.newest.state == Build.State.WAITING

    @property
    def has_failed(self) -> bool:
        return self.newest is not None and self.newest.state == Build.State.FAILED


@dataclass(frozen=True)
class Desk:
    rows: Sequence[Row]
    wanted: Sequence[Wanted]
    built: Built
    lacking: Sequence[str]

    @property
    def pages(self) -> int:
        return sum(row.exhibit.count for row in self.rows)

    @property
    def answered(self) -> int:
        return sum(one.exhibit_id is not None for one in self.wanted)


def desk_of(actor: Actor, packet: Packet) -> Desk:
    """Everything that the page of a packet shows."""
    every = exhibits(actor, packet)
    needed = wanted(actor, packet)
    built = built_of(actor, packet)
    return Desk(
        rows=rows_of(packet, every),
        wanted=needed,
        built=built,
        lacking=lacking_of(every, needed, is_built=built.is_current),
    )


def rows_of(packet: Packet, every: Sequence[Exhibit]) -> list[Row]:
    rows: list[Row] = []
    for one in labelled(packet, every):
        for at, exhibit in enumerate(one.rows):
            version = exhibit.version
            newest: int | None = getattr(exhibit, "newest_accepted", None)
            is_newer = version and newest is not None and newest > version.number
            rows.append(
                Row(
                    label=one.label if at == 0 else "",
                    exhibit=exhibit,
                    place=len(rows) + 1,
                    state=version.state if version else "",
                    pages=pages_in_words(exhibit.pages),
                    newer=newest if is_newer else None,
                    followers=len(one.rows) - 1 if at == 0 else 0,
                    is_next=at == 1,
                    is_last=0 < at == len(one.rows) - 1,
                )
            )
    return rows


def built_of(actor: Actor, packet: Packet) -> Built:
    """How building stands; what is whole stays until the next one is."""
    several = [*builds(actor, packet)[:10]]
    newest = several[0] if several else None
    done = (one for one in several if one.state == Build.State.DONE)
    whole = next(done, None)
    waits = newest is not None and newest.state == Build.State.WAITING
    return Built(
        newest=newest,
        whole=whole,
        parts=parts(actor, whole) if whole else [],
        is_current=whole is not None and is_current(packet, whole),
        why=why_not(newest) if newest else "",
        takes_long=waits and newest is not None and newest.asked_at < now() - _TOO_LONG,
    )


def why_not(build: Build) -> str:
    """Why it was not built, in the reader's language."""
    if build.state != Build.State.FAILED:
        return ""
    return _(SENTENCES.get(build.why, SENTENCES["crashed"]))


def found_before(request: Request) -> str:
    """What was chosen among papers that were found, as the next address says it."""
    keys = request.GET.getlist("version")[:MOST_AT_ONCE]
    return f"?{urlencode({'version': keys}, doseq=True)}" if keys else ""


def choice_of(
    actor: Actor, packet: Packet, every: Sequence[Version], tag: str, kind: str
) -> dict[str, Any]:
    """What can go into a packet, and by what it can be narrowed; tag and kind: chosen."""
    said = dict(TAGS)
    known = paper_kinds(actor)
    kinds = {row.document.kind for row in every}
    named = {one: known.get(one) or dict(KINDS).get(one) or one for one in kinds}
    tags = sorted({one for row in every for one in row.said.get("tags", [])})
    copies = beside(actor, packet, every)
    twins = dict.fromkeys(copies.values(), "original") | dict.fromkeys(copies, "copy")
    fitting = [
        Offer(row, str(named[row.document.kind]), twins.get(row.document_id, ""))
        for row in every
        if (not tag or tag in row.said.get("tags", []))
        and (not kind or row.document.kind == kind)
    ]
    return {
        "packet": packet,
        "fitting": fitting,
        "tags": [(one, said.get(one, one)) for one in tags],
        "kinds": sorted(named.items(), key=lambda one: str(one[1])),
        "tag": tag,
        "kind": kind,
        "sets": UseSetForm(sets=sets(actor)),
        "forms": approved_forms(actor, packet),
    }
