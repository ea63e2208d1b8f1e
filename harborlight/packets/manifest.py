"""Where every page of a packet comes from: written when it is built, read ever after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from harborlight.documents.models import Version
from harborlight.documents.reading import pages_of, reading_of
from harborlight.firm.actor import Actor
from harborlight.firm.ids import read
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import plain_of
from harborlight.law.destinations import Destination, file_names
from harborlight.packets.models import Build, Exhibit, Packet
from harborlight.packets.numbering import Labelled
from harborlight.papers.packet_types import (
    Built,
    Limit,
    PageRow,
    Plan,
    Source,
)
from harborlight.papers.packet_types import Exhibit as Paper
from harborlight.papers.page_text import Word


@dataclass(frozen=True)
class Finding:
    """A source that is not as it was when the packet was built.

    what: "newer", "sent back", "not accepted", "changed" or "missing".
    """

    title: str
    what: str


def plan_of(
    actor: Actor,
    packet: Packet,
    order: Sequence[Labelled],
    to: Destination,
    moment: datetime,
) -> tuple[Plan, dict[str, Exhibit]]:
    """What the craft builds, and the exhibit behind each source's key.

    The bytes are read here: in memory, never on a disk.
    """
    behind: dict[str, Exhibit] = {}
    papers = []
    for one in order:
        sources = []
        for row in one.rows:
            behind[row.key] = row
            sources.append(_source(row, _words_of(actor, row.version)))
        papers.append(
            Paper(
                title=one.first.title,
                sources=tuple(sources),
                label=one.label,
                text=one.first.text,
                has_sheet=bool(one.label),
                is_stamped=bool(one.label),
            )
        )
    limit = Limit(to.most_bytes, to.least_dpi, to.shrinks_first, to.each_alone)
    made_at = moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    under = (f"{packet.case.number} · {packet.case.title}", packet.firm.name)
    return Plan(packet.name, tuple(papers), under, limit, made_at=made_at), behind


def _source(row: Exhibit, words: Mapping[int, Sequence[Word]]) -> Source:
    return Source(
        key=row.key,
        kind=row.version.kind if row.version else "pdf",
        sha256=row.file.sha256,
        data=b"".join(plain_of(row.file).pieces()),
        version=row.version.number if row.version else 1,
        pages=tuple(row.pages),
        words=words,
    )


def _words_of(actor: Actor, version: Version | None) -> dict[int, Sequence[Word]]:
    """What was read on its pages by a machine; a page that says it itself keeps to that."""
    found = reading_of(actor, version) if version else None
    if version is None or found is None or found.searchable_id is None:
        return {}
    return {page.number: page.words for page in pages_of(actor, version, found)}


def names_of(packet: Packet, to: Destination, built: Built, plan: Plan) -> list[str]:
    """How the files are called."""
    titles = []
    for part in range(1, len(built.parts) + 1):
        first = next(
            (row for row in built.pages if row.part == part and row.exhibit), None
        )
        titles.append(plan.exhibits[first.exhibit - 1].title if first else packet.name)
    return file_names(to, packet.name, titles)


def manifest_of(
    packet: Packet,
    order: Sequence[Labelled],
    to: Destination,
    built: Built,
    names: Sequence[str],
) -> dict[str, Any]:
    """The manifest as JSON: lengths in bytes, pages counted from 1."""
    return {
        "packet": packet.key,
        "name": packet.name,
        "case": packet.case.number,
        "destination": to.key,
        "most_bytes": to.most_bytes,
        "exhibits": [
            {
                "label": one.label,
                "title": one.first.title,
                "text": one.first.text,
                "sources": [_told(row) for row in one.rows],
            }
            for one in order
        ],
        "parts": [
            {"name": name, "bytes": len(part)}
            for name, part in zip(names, built.parts, strict=True)
        ],
        "pages": [row.as_plain() for row in built.pages],
    }


def _told(row: Exhibit) -> dict[str, Any]:
    version = row.version
    return {
        "exhibit": row.key,
        "title": row.title,
        "document": version.document.key if version else None,
        "version": version.key if version else None,
        "number": version.number if version else None,
        "name": version.name if version else None,
        "sha256": row.file.sha256,
        "pages": row.pages,
    }


def rows_of(build: Build, part: int) -> list[PageRow]:
    """The rows of one file, in order."""
    told = (build.manifest or {}).get("pages", [])
    rows = [PageRow.from_plain(row) for row in told]
    return [row for row in rows if row.part == part]


def sources_of(build: Build) -> Iterator[Mapping[str, Any]]:
    for exhibit in (build.manifest or {}).get("exhibits", []):
        yield from exhibit["sources"]


def findings(actor: Actor, build: Build) -> list[Finding]:
    """Which of its sources are not as they were, by what the record says of them."""
    told = [one for one in sources_of(build) if one["version"]]
    wanted = [read(one["version"]) for one in told]
    rows = Version.objects.visible_to(actor).filter(pk__in=wanted)
    there: dict[UUID, Version] = {row.pk: row for row in rows.select_related("file")}
    documents = [row.document_id for row in there.values()]
    newest: dict[tuple[UUID, str], int] = {}
    every = Version.objects.visible_to(actor).filter(document__in=documents)
    for row in every.filter(state=Version.State.ACCEPTED).order_by("number"):
        newest[row.document_id, row.slot] = row.number
    found = []
    for one in told:
        now = there.get(read(one["version"]))
        if what := _what(now, one, newest):
            found.append(Finding(one["title"], what))
    return found


def _what(
    row: Version | None,
    told: Mapping[str, Any],
    newest: Mapping[tuple[UUID, str], int],
) -> str:
    if row is None:
        return "missing"
    if row.file.sha256 != told["sha256"]:
        return "changed"
    if row.state == Version.State.RETURNED:
        return "sent back"
    if row.state != Version.State.ACCEPTED:
        return "not accepted"
    last = newest.get((row.document_id, row.slot), 0)
    return "newer" if last > row.number else ""


def files_of(build: Build, rows: Sequence[Exhibit]) -> list[tuple[str, StoredFile]]:
    """The files of the exhibits that are in the packet now, with the hash of then."""
    then = {one["exhibit"]: one["sha256"] for one in sources_of(build)}
    return [(then[row.key], row.file) for row in rows if row.key in then]
