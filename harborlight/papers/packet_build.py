"""Builds a packet from its plan: the work that is done behind the walls of the sandbox.

First everything in one file. Where that is larger than the destination takes, it is
parted at the borders of exhibits, then within one; pictures are made smaller where the
destination wants that first, or where a single page is too large.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any, BinaryIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from harborlight.papers import packet_bundle, packet_sheets
from harborlight.papers.inspect_content import held_data_of
from harborlight.papers.packet_clean import Layers, flatten, layers_of, strip
from harborlight.papers.packet_ink import Ink
from harborlight.papers.packet_join import Job, Leaf, Shelf, joined, saved
from harborlight.papers.packet_order import (
    PAGE_COSTS,
    Run,
    TooLargePage,
    parted,
    placed,
    whole,
)
from harborlight.papers.packet_pictures import Pictures, pages_of
from harborlight.papers.packet_stamps import view_of
from harborlight.papers.packet_types import (
    MEBIBYTE,
    PAGES_AT_MOST,
    Built,
    CannotBuild,
    PageRow,
    Plan,
    Source,
)

# Dots an inch of pictures, in the steps in which they are made smaller.
DPI = (300, 200, 150, 110)
_TRIES = 12
# A few kilobytes can unpack to gigabytes.
_UNPACKED_AT_MOST = 256 * MEBIBYTE


def build(file: BinaryIO) -> bytes | dict[str, Any]:
    """What the sandbox calls: a packet as bytes, or why there is none."""
    set_qpdf_limits(flate_max_memory=_UNPACKED_AT_MOST, doc_max_warnings=200)
    plan, said, programs = packet_bundle.received(held_data_of(file))
    try:
        built = built_of(plan, Ink(said["cuts"], programs, said["printed"]))
    except CannotBuild as why:
        return asdict(why.why)
    return packet_bundle.answered(built)


def built_of(plan: Plan, ink: Ink) -> Built:
    """The packet of a plan, made here and now. Raises CannotBuild."""
    return _Workshop(plan, ink).built()


class _Workshop:
    """The files of a plan, opened and cleaned, and what is made of them."""

    def __init__(self, plan: Plan, ink: Ink) -> None:
        self.plan, self.ink = plan, ink
        self.layers: dict[str, Layers] = {}
        self._open: dict[str, list[Leaf]] = {}
        # A page is gone with its file: they stay open as long as they are needed.
        self._files: list[pikepdf.Pdf] = []
        self._pictures: dict[str, Pictures] = {}
        self.shelves = [
            Shelf(
                one, [leaf for source in one.sources for leaf in self._leaves(source)]
            )
            for one in plan.exhibits
        ]
        self.shelves = [shelf for shelf in self.shelves if shelf.leaves]
        pages = sum(len(shelf.leaves) for shelf in self.shelves)
        if not pages:
            raise CannotBuild("empty")
        if pages > PAGES_AT_MOST:
            raise CannotBuild("too many pages")

    def built(self) -> Built:
        if not self.plan.limit.each_alone:
            return self._fitting(self.shelves)
        parts: list[bytes] = []
        rows: list[PageRow] = []
        for at, shelf in enumerate(self.shelves, start=1):
            one = self._fitting([shelf])
            before = len(parts), len(rows)
            parts += one.parts
            rows += [
                replace(
                    row,
                    part=row.part + before[0],
                    number=row.number + before[1],
                    exhibit=at,
                )
                for row in one.pages
            ]
        return Built(tuple(parts), tuple(rows))

    def _fitting(self, shelves: Sequence[Shelf]) -> Built:
        """These exhibits in as few files as the destination takes."""
        limit = self.plan.limit
        one = self._made(shelves, whole([len(shelf.leaves) for shelf in shelves]))
        if isinstance(one, Built):
            return one
        weights = one
        for dpi in [dpi for dpi in DPI if dpi >= limit.least_dpi]:
            if not limit.shrinks_first:
                break
            if not self._shrunk(shelves, dpi):
                continue
            one = self._made(shelves, whole([len(shelf.leaves) for shelf in shelves]))
            if isinstance(one, Built):
                return one
            weights = one
        return self._parted(shelves, weights)

    def _parted(self, shelves: Sequence[Shelf], weights: list[list[int]]) -> Built:
        assert self.plan.limit.most_bytes is not None
        room = float(self.plan.limit.most_bytes)
        for _ in range(_TRIES):
            try:
                parts = parted(weights, int(room))
            except TooLargePage as one:
                weights = self._one_smaller(shelves, one, weights)
                continue
            made = self._made(shelves, parts)
            if isinstance(made, Built):
                return made
            # What pages share is needed in each part: leave room for it.
            room *= 0.93
        raise CannotBuild("page too large")

    def _one_smaller(
        self, shelves: Sequence[Shelf], one: TooLargePage, weights: list[list[int]]
    ) -> list[list[int]]:
        """A page alone is too large: its pictures, as fine as may be."""
        leaf = shelves[one.exhibit].leaves[one.page - 1]
        for dpi in [dpi for dpi in DPI if dpi >= self.plan.limit.least_dpi]:
            if self._leaf_shrunk(leaf, dpi):
                fresh = [[*row] for row in weights]
                fresh[one.exhibit][one.page - 1] = _weighs(leaf)
                return fresh
        raise CannotBuild("page too large", leaf.source.key, page=leaf.number)

    def _shrunk(self, shelves: Sequence[Shelf], dpi: int) -> int:
        return sum(
            self._leaf_shrunk(leaf, dpi) for shelf in shelves for leaf in shelf.leaves
        )

    def _leaf_shrunk(self, leaf: Leaf, dpi: int) -> int:
        pictures = self._pictures.setdefault(leaf.source.key, Pictures())
        view = view_of(leaf.page.obj)
        changed = pictures.shrink(leaf.page.obj, (view.wide, view.high), dpi)
        leaf.pictures = [one.as_plain() for one in pictures.done_to(leaf.page.obj)]
        if leaf.pictures and "smaller pictures" not in leaf.steps:
            leaf.steps.append("smaller pictures")
        return changed

    def _made(
        self, shelves: Sequence[Shelf], parts: list[list[Run]]
    ) -> Built | list[list[int]]:
        """The parts; or, where one is too large, what each page weighs."""
        job = self._job(shelves, parts)
        files, rows = [], []
        most = self.plan.limit.most_bytes
        weights: list[list[int]] = [[] for _ in shelves]
        for part in range(1, len(parts) + 1):
            pdf, these, weighed = joined(job, part)
            for weight, row in zip(
                weighed, (r for r in these if r.source), strict=True
            ):
                weights[row.exhibit - 1].append(weight)
            likely = sum(weighed) + PAGE_COSTS * len(these)
            file = saved(pdf) if most is None or likely < most * 1.2 else b""
            if most is not None and (not file or len(file) > most):
                return weights if len(parts) == 1 else []
            files.append(file)
            rows += these
        return Built(tuple(files), tuple(rows))

    def _job(self, shelves: Sequence[Shelf], parts: list[list[Run]]) -> Job:
        plan = self.plan
        alone = plan.limit.each_alone
        job = Job(plan, shelves, (), len(parts), 0, self.ink, self.layers)
        sheets = [shelf.exhibit.has_sheet and not alone for shelf in shelves]
        if plan.has_contents and not alone:
            rough = placed(parts, sheets, 0)
            rough_job = replace(job, places=rough)
            needed = packet_sheets.sheets_needed(rough_job.entries(1), self.ink)
            job = replace(job, contents=needed)
        return replace(job, places=placed(parts, sheets, job.contents))

    def _leaves(self, source: Source) -> Iterator[Leaf]:
        leaves = self._opened(source)
        for number in source.pages or range(1, len(leaves) + 1):
            if not 1 <= number <= len(leaves):
                raise CannotBuild("no such page", source.key, page=number)
            yield replace(leaves[number - 1], source=source)

    def _opened(self, source: Source) -> list[Leaf]:
        if source.key not in self._open:
            try:
                self._open[source.key] = self._cleaned(source)
            except CannotBuild as why:
                raise CannotBuild(why.why.code, source.key) from why
        return self._open[source.key]

    def _cleaned(self, source: Source) -> list[Leaf]:
        if source.kind != "pdf":
            pdf, anew, areas = pages_of(source.data, source.kind)
            self._files.append(pdf)
            steps = ["picture", "re-encoded"] if anew else ["picture"]
            return [
                Leaf(source, at, page, steps=[*steps], area=areas[at - 1])
                for at, page in enumerate(pdf.pages, start=1)
            ]
        pdf = _read(source)
        self._files.append(pdf)
        try:
            layers = layers_of(pdf)
            if layers[0]:
                self.layers[source.key] = layers
            marked = flatten(pdf)
            leaves = []
            for at, page in enumerate(pdf.pages, start=1):
                steps = ["flattened"] if at in marked else []
                if strip(page.obj):
                    steps.append("active content removed")
                leaves.append(Leaf(source, at, page, steps=steps))
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as why:
            raise CannotBuild("damaged") from why
        return leaves


def _read(source: Source) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(source.data), suppress_warnings=True)
        if not len(pdf.pages):
            raise CannotBuild("damaged")
    except pikepdf.PasswordError:
        raise CannotBuild("locked") from None
    except (pikepdf.PdfError, RuntimeError, ValueError) as why:
        raise CannotBuild("damaged") from why
    return pdf


def _weighs(leaf: Leaf) -> int:
    """How many bytes a page brings, taken alone."""
    with pikepdf.new() as alone:
        alone.pages.append(leaf.page)
        return len(saved(alone))
