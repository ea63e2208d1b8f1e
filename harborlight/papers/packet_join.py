"""Makes one file of a packet: sheets, pages, stamps, bookmarks, and a note on each page
of where it comes from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem

from harborlight.papers import packet_sheets
from harborlight.papers.packet_clean import Layers
from harborlight.papers.packet_digest import Fingerprints
from harborlight.papers.packet_ink import Ink, packed
from harborlight.papers.packet_order import Place
from harborlight.papers.packet_stamps import Under, opening, stamp
from harborlight.papers.packet_types import Exhibit, PageRow, Plan, Source
from harborlight.papers.packet_words import said_of, stamp_of


@dataclass
class Leaf:
    """One page that was chosen: its page in the opened source, and what was done so far."""

    source: Source
    number: int
    page: pikepdf.Page
    steps: list[str] = field(default_factory=list)
    # Where on the page the picture is that was read: parts of its width and height.
    area: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    pictures: list[Mapping[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Shelf:
    """An exhibit with its pages at hand."""

    exhibit: Exhibit
    leaves: Sequence[Leaf]


@dataclass(frozen=True)
class Job:
    """Everything that makes the parts of a packet: what they hold and how many they are."""

    plan: Plan
    shelves: Sequence[Shelf]
    places: Sequence[Place]
    parts: int
    contents: int
    ink: Ink
    layers: Mapping[str, Layers] = field(default_factory=dict)

    def entries(self, part: int) -> list[packet_sheets.Entry]:
        """The contents, as part `part` has them; where an exhibit begins counts."""
        return [
            packet_sheets.Entry(
                label=self.shelves[place.run.exhibit].exhibit.label,
                title=self.shelves[place.run.exhibit].exhibit.title,
                page=place.number,
                part=place.part,
                is_here=place.part == part,
            )
            for place in self.places
            if place.run.begins
        ]


def joined(job: Job, part: int) -> tuple[pikepdf.Pdf, list[PageRow], list[int]]:
    """One part, not saved yet; its pages' rows, and how many bytes each page brought."""
    return _Part(job, part).made()


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file. Streams are written as they are: what could be packed is packed."""
    written = io.BytesIO()
    pdf.save(
        written,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return written.getvalue()


class _Part:
    """One part while it is made."""

    def __init__(self, job: Job, part: int) -> None:
        self.job, self.part = job, part
        self.pdf = pikepdf.new()
        self.ink = job.ink
        self.ink.into(self.pdf)
        self.opening = opening(self.pdf)
        self.prints = Fingerprints(self.pdf, cleans=True)
        self.rows: list[PageRow] = []
        self.weights: list[int] = []
        self.places = [place for place in job.places if place.part == part]
        self.starts: dict[int, int] = {}

    def made(self) -> tuple[pikepdf.Pdf, list[PageRow], list[int]]:
        job = self.job
        first = self.places[0].number - job.contents if self.places else 1
        spots = self._contents(first) if job.contents else []
        for place in self.places:
            self._run(place)
        self._layers()
        self._link(spots)
        self._bookmarks()
        self._name()
        return self.pdf, self.rows, self.weights

    def _pages(self) -> Object:
        """The pages so far, one for each row: asked for one page, the library lists all."""
        return self.pdf.Root.Pages.Kids

    def _contents(self, first: int) -> list[packet_sheets.Spot]:
        job = self.job
        spots = packet_sheets.contents(
            self.pdf,
            self.ink,
            name=job.plan.name,
            under=job.plan.under,
            entries=job.entries(self.part),
            parts=job.parts,
            part=self.part,
        )
        for at, page in enumerate(self.pdf.pages):
            drawn = packet_sheets.number_sheet(self.ink, str(first + at))
            page.obj.Contents = Array([page.obj.Contents, packed(self.pdf, drawn)])
            self._sheet_row(page.obj, first + at, exhibit=0)
        return spots

    def _run(self, place: Place) -> None:
        run = place.run
        shelf = self.job.shelves[run.exhibit]
        number = place.number
        self.starts[run.exhibit] = len(self.rows)
        if place.has_sheet:
            sheet = packet_sheets.separator(
                self.pdf,
                self.ink,
                label=shelf.exhibit.label,
                title=shelf.exhibit.title,
                text=shelf.exhibit.text if run.begins else "",
                said=said_of(place),
                number=str(number),
            )
            self._sheet_row(sheet, number, exhibit=run.exhibit + 1)
            number += 1
        leaves = shelf.leaves[run.first - 1 : run.last]
        before = len(self.rows)
        self.pdf.pages.extend([leaf.page for leaf in leaves])
        pages = self._pages()
        added = [pages[before + at] for at in range(len(leaves))]
        for at, (leaf, page) in enumerate(zip(leaves, added, strict=True)):
            self._page(
                page, leaf, shelf.exhibit, number + at, run.exhibit + 1, run.first + at
            )

    def _page(
        self,
        page: Object,
        leaf: Leaf,
        exhibit: Exhibit,
        number: int,
        which: int,
        of: int,
    ) -> None:
        steps = [*leaf.steps]
        text = ""
        if exhibit.is_stamped and not self.job.plan.limit.each_alone:
            count = len(self.job.shelves[which - 1].leaves)
            text = stamp_of(exhibit.label, of, count, number)
            steps.append("stamped")
        words = leaf.source.words.get(leaf.number, ())
        if text or words:
            under = Under(words, leaf.area)
            if stamp(self.pdf, page, text, self.ink, self.opening, under):
                steps.append("text layer")
        row = self._row(page, number, which, of, leaf, steps)
        self.rows.append(row)
        page.PieceInfo = _noted(row, self.job.plan.made_at)

    def _row(
        self,
        page: Object,
        number: int,
        which: int,
        of: int,
        leaf: Leaf,
        steps: list[str],
    ) -> PageRow:
        digest = self.prints.of(page)
        self.weights.append(self.prints.weight)
        if self.prints.located:
            steps.append("location removed")
        return PageRow(
            number=number,
            part=self.part,
            at=len(self.rows) + 1,
            exhibit=which,
            of=of,
            source=leaf.source.key,
            version=leaf.source.version,
            sha256=leaf.source.sha256,
            page=leaf.number,
            steps=tuple(dict.fromkeys(steps)),
            pictures=tuple(leaf.pictures),
            digest=digest,
        )

    def _sheet_row(self, page: Object, number: int, *, exhibit: int) -> None:
        self.rows.append(
            PageRow(
                number=number,
                part=self.part,
                at=len(self.rows) + 1,
                exhibit=exhibit,
                steps=("sheet",),
                digest=self.prints.of(page),
            )
        )

    def _layers(self) -> None:
        """Layers that were hidden in a source stay hidden."""
        here = {
            leaf.source.key
            for place in self.places
            for leaf in self.job.shelves[place.run.exhibit].leaves
        }
        groups, hidden = Array(), Array()
        for key, (all_of_it, unseen) in self.job.layers.items():
            if key in here:
                groups.extend(self.pdf.copy_foreign(one) for one in all_of_it)
                hidden.extend(self.pdf.copy_foreign(one) for one in unseen)
        if len(groups):
            usual = Dictionary(OFF=hidden, Order=Array())
            self.pdf.Root.OCProperties = Dictionary(OCGs=groups, D=usual)

    def _link(self, spots: Sequence[packet_sheets.Spot]) -> None:
        begun = [place for place in self.job.places if place.run.begins]
        pages = self._pages()
        for spot in spots:
            place = begun[spot.entry]
            if place.part == self.part:
                to = pages[self.starts[place.run.exhibit]]
                packet_sheets.link(self.pdf, pages[spot.sheet], spot, to)

    def _bookmarks(self) -> None:
        with self.pdf.open_outline() as outline:
            if self.job.contents:
                outline.root.append(OutlineItem(packet_sheets.CONTENTS, 0))
            for place in self.places:
                exhibit = self.job.shelves[place.run.exhibit].exhibit
                called = exhibit.called + ("" if place.run.begins else " (continued)")
                outline.root.append(OutlineItem(called, self.starts[place.run.exhibit]))

    def _name(self) -> None:
        parts = self.job.parts
        named = self.job.plan.name
        self.pdf.docinfo["/Title"] = (
            f"{named} – Part {self.part} of {parts}" if parts > 1 else named
        )
        self.pdf.Root.PageMode = Name.UseOutlines
        self.pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        self.pdf.Root.Lang = pikepdf.String("en")


def _noted(row: PageRow, made_at: str) -> Object:
    """Where the page comes from, in the page itself (PDF 32000-1, 14.5)."""
    told = Dictionary(
        Source=row.source,
        Version=row.version,
        SHA256=row.sha256,
        Page=row.page,
        Steps=", ".join(row.steps),
        Drawn=row.digest,
    )
    return Dictionary(Harborlight=Dictionary(LastModified=made_at, Private=told))
