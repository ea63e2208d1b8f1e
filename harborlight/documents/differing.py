"""What papers say of people, to be held against the answers (filings/consistency.py).

The lines for machines of passports, cards and visas are kept beside a reading when it is
made, so that a page that compares them opens no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.documents.models import Reading, Version
from harborlight.documents.suggesting import FACTS, kept_of
from harborlight.facts.catalogue import catalogue
from harborlight.firm.actor import Actor
from harborlight.papers.mrz import Value, Zone, read_mrz
from harborlight.papers.page_text import PageText
from harborlight.papers.places import Place
from harborlight.people.likeness import Called

# Signs that a name has in the lines of each format (ICAO 9303).
_ROOM = {"TD1": 30, "TD2": 31, "TD3": 39, "MRV-A": 39, "MRV-B": 31}
_OVER = (Version.State.RETURNED, Version.State.ARRANGED)


@dataclass(frozen=True)
class Read:
    """One thing that a paper says of the person it is about.

    fact: its name, "" for the name of the person; part: the key of its picture
    (documents.suggesting). is_cut: a name that fills its line may go on in the document.
    """

    version: UUID
    person: UUID
    paper: str
    part: str
    fact: str = ""
    value: str = ""
    name: Called | None = None
    is_cut: bool = False


def plain_zone(pages: Sequence[PageText], on: date) -> dict[str, Any]:
    """The lines for machines on these pages as Reading.zone keeps them; {}: there are
    none. on: today."""
    zone = read_mrz(pages, on)
    if zone is None:
        return {}
    values = [[one.name, one.text, one.agrees] for one in zone.values]
    return {"format": zone.format, "values": values}


def read_on_papers(actor: Actor, case: Case, on: date) -> list[Read]:
    """All that the papers of the case say of their people, newest papers first.

    Of a paper with several versions the newest counts; papers that were sent back say
    nothing. A value whose check digit does not agree is no proof of anything.
    """
    if case.is_sensitive:
        return []
    rows = Reading.objects.visible_in(actor, case).filter(
        version__document__person__isnull=False,
    )
    rows = rows.exclude(version__state__in=_OVER).select_related(
        "version__document__request"
    )
    documents: set[UUID] = set()
    passports: set[tuple[UUID, str]] = set()
    found = []
    for reading in rows.order_by("-version__uploaded_at"):
        if reading.version.document_id in documents:
            continue
        documents.add(reading.version.document_id)
        for one in _read(reading, on):
            # An older passport has another number: the newest one counts.
            at = (one.person, one.fact)
            if not one.fact.startswith("passport.") or at not in passports:
                passports.add(at)
                found.append(one)
    return found


def _read(reading: Reading, on: date) -> Iterator[Read]:
    said: Mapping[str, Any] = reading.zone
    person = reading.version.document.person_id
    if not said or person is None:
        return
    document, nowhere = reading.version.document, Place(1, 0, 0, 0, 0)
    values = [
        Value(name, text, agrees, nowhere) for name, text, agrees in said["values"]
    ]
    zone = Zone(said["format"], values, None)
    about = (reading.version_id, person, document.called)
    for value in values:
        fact = FACTS.get(value.name, "")
        if fact and value.agrees is not False:
            entry = catalogue().entries["person", fact]
            if kept := kept_of(entry, zone, value, on):
                yield Read(*about, f"fact-{value.name}", fact, kept)
    family, given = zone.get("surname"), zone.get("given")
    if family:
        name = Called(family.text, given.text if given else "")
        fills = len(f"{name.family}<<{name.given}") >= _ROOM.get(zone.format, 0) - 1
        yield Read(*about, "name-surname", name=name, is_cut=fills)
