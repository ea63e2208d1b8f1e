"""What the index finds, as far as whoever asks may see it: the papers, and the words around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from harborlight.cases.models import Case
from harborlight.cases.queries import reads_file
from harborlight.documents.indexing import REBUILT_TO
from harborlight.documents.models import Version
from harborlight.firm.actor import Actor
from harborlight.firm.models import RecordKey
from harborlight.firm.tenancy import NotFound
from harborlight.search.asked import Asked
from harborlight.search.entries import (
    ABOUT,
    BrokenIndex,
    Found,
    Index,
    NoIndex,
    SwitchedOff,
    Unsearchable,
    Within,
)
from harborlight.search.index import index_of
from harborlight.search.queries import within_reach
from harborlight.search.snippets import Piece, passages, rarity_in, snippet

ROWS = 20
# Places of one paper that a list shows; and of a case's papers that answer a question.
LINES, PASSAGES, PAPERS_ASKED = 3, 12, 40
# Whatever else: the texts of so many pages are looked through for the best passages.
PAGES_ASKED = 80
_TROUBLE: Mapping[type[Unsearchable], str] = {
    SwitchedOff: "off",
    NoIndex: "missing",
    BrokenIndex: "broken",
}


@dataclass(frozen=True)
class Line:
    """A place on a paper and the words there; number 0: what is said of the paper."""

    number: int
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Hit:
    """A version on which something was found; `more`: whether on further pages too."""

    version: Version
    lines: Sequence[Line]
    more: bool = False

    @property
    def page(self) -> int:
        """The page to open it at."""
        return max(self.lines[0].number, 1) if self.lines else 1


@dataclass(frozen=True)
class Papers:
    """Some of what was found. `trouble`: "off", "missing" or "broken" where nothing could be
    asked; `is_whole`: False while the index is being made anew."""

    hits: Sequence[Hit] = ()
    has_next: bool = False
    trouble: str = ""
    is_whole: bool = True


def papers_found(
    actor: Actor, asked: Asked, *, number: int = 1, **narrowed: Any
) -> Papers:
    """The papers with these words that this actor may see, ROWS of them.

    number: which stretch of them, from 1; narrowed: the rest of search's `Within`.
    """
    within = _within(actor, **narrowed)
    try:
        index = index_of(actor.firm.pk)
        found = index.find(asked, within, skip=(number - 1) * ROWS, most=ROWS + 1)
        hits = _hits(actor, index, asked, found[:ROWS])
        return Papers(hits, len(found) > ROWS, is_whole=not index.noted(REBUILT_TO))
    except Unsearchable as trouble:
        return Papers(trouble=_TROUBLE[type(trouble)])


@dataclass(frozen=True)
class Told:
    """A passage of a paper that may answer what was asked."""

    version: Version
    number: int
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Answers:
    """What may answer a question, the best first; trouble, is_whole: as of `Papers`."""

    told: Sequence[Told] = ()
    trouble: str = ""
    is_whole: bool = True


def passages_found(actor: Actor, case: Case, asked: Asked) -> Answers:
    """The passages of a case's papers that say most of what a question is about."""
    within = _within(actor, case=case.pk)
    try:
        index = index_of(actor.firm.pk)
        found = index.find(asked, within, most=PAPERS_ASKED) if asked else []
        told = _told(actor, index, asked, found)
        return Answers(told, is_whole=not index.noted(REBUILT_TO))
    except Unsearchable as trouble:
        return Answers(trouble=_TROUBLE[type(trouble)])


def _within(actor: Actor, **narrowed: Any) -> Within:
    """NotFound for whoever reads no case files, wherever they look."""
    if not reads_file(actor):
        raise NotFound
    return within_reach(actor, **narrowed)


def _seen(actor: Actor, found: Sequence[Found]) -> dict[UUID, Version]:
    """Of what the index found, what this actor may see: the record is asked, not the index."""
    keys = RecordKey.objects.filter(record_id=OuterRef("case_id"))
    rows = Version.objects.visible_to(actor).filter(
        Exists(keys), pk__in=[one.version for one in found], case__is_sensitive=False
    )
    rows = rows.select_related("document__person", "document__request", "case")
    return {row.pk: row for row in rows}


def _hits(
    actor: Actor, index: Index, asked: Asked, found: Sequence[Found]
) -> list[Hit]:
    seen = _seen(actor, found)
    found = [one for one in found if one.version in seen]
    texts = index.texts([p.row for one in found for p in one.places[:LINES]])
    return [
        Hit(
            seen[one.version],
            [
                Line(place.number, snippet(texts[place.row], asked))
                for place in one.places[:LINES]
                if place.row in texts
            ],
            more=len(one.places) > LINES,
        )
        for one in found
    ]


def _told(
    actor: Actor, index: Index, asked: Asked, found: Sequence[Found]
) -> list[Told]:
    seen = _seen(actor, found)
    places = [
        (one.version, place)
        for one in found
        if one.version in seen
        for place in one.places
        if place.number != ABOUT
    ][:PAGES_ASKED]
    texts = index.texts([place.row for _version, place in places])
    rarity = rarity_in([*texts.values()], asked)
    told = [
        (passage, Told(seen[version], place.number, passage.pieces))
        for version, place in places
        if place.row in texts
        for passage in passages(texts[place.row], asked, rarity)
    ]
    # Among those that say as much, the order in which the index found their pages.
    told.sort(key=lambda one: -one[0].score)
    return [one for _passage, one in told[:PASSAGES]]
