"""Which page stands where: numbers, parts and sheets of a packet, before it is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What a page costs beside its streams, and a file beside its pages, in bytes; estimates,
# for what was really written is measured.
PAGE_COSTS, FILE_COSTS = 900, 24_000


@dataclass(frozen=True)
class Run:
    """Pages of one exhibit that stand together in one part: from first to last."""

    exhibit: int
    first: int
    last: int
    of: int

    @property
    def begins(self) -> bool:
        return self.first == 1

    @property
    def pages(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Place:
    """Where a run starts: its part, its sheet's place in that file (0: no sheet), and
    the running number of the sheet or of its first page."""

    run: Run
    part: int
    at: int
    number: int
    has_sheet: bool


class TooLargePage(Exception):
    """A single page is more than a whole file may be."""

    def __init__(self, exhibit: int, page: int) -> None:
        super().__init__()
        self.exhibit, self.page = exhibit, page


def parted(weights: Sequence[Sequence[int]], most: int) -> list[list[Run]]:
    """The parts: between exhibits where it can be, within one where it must.

    weights: the bytes of each page of each exhibit. Raises TooLargePage.
    """
    room = most - FILE_COSTS
    parts: list[list[Run]] = [[]]
    used = 0
    for exhibit, pages in enumerate(weights):
        whole = sum(pages) + PAGE_COSTS * (len(pages) + 1)
        if parts[-1] and used + whole > room:
            parts.append([])
            used = 0
        if whole <= room:
            parts[-1].append(Run(exhibit, 1, len(pages), len(pages)))
            used += whole
            continue
        for run, weight in _cut(exhibit, pages, room):
            if parts[-1]:
                parts.append([])
            parts[-1].append(run)
            used = weight
    return parts


def _cut(exhibit: int, pages: Sequence[int], room: int) -> Iterator[tuple[Run, int]]:
    """An exhibit that is too large for one file, in as few pieces as may be."""
    first, used = 1, PAGE_COSTS
    for number, weight in enumerate(pages, start=1):
        costs = weight + PAGE_COSTS
        if costs + PAGE_COSTS > room:
            raise TooLargePage(exhibit, number)
        if used + costs > room:
            yield Run(exhibit, first, number - 1, len(pages)), used
            first, used = number, PAGE_COSTS
        used += costs
    yield Run(exhibit, first, len(pages), len(pages)), used


def whole(counts: Sequence[int]) -> list[list[Run]]:
    """Everything in one part."""
    return [[Run(at, 1, count, count) for at, count in enumerate(counts)]]


def placed(
    parts: Sequence[Sequence[Run]],
    sheets: Sequence[bool],
    contents: int,
    start: int = 1,
) -> list[Place]:
    """Where each run comes to stand, part after part.

    sheets: which exhibits have a separator; contents: sheets of contents in each part;
    start: the running number of the first page of all.
    """
    places, number = [], start
    for part, runs in enumerate(parts, start=1):
        number += contents
        at = 1 + contents
        for run in runs:
            has_sheet = sheets[run.exhibit]
            places.append(Place(run, part, at, number, has_sheet))
            at += run.pages + has_sheet
            number += run.pages + has_sheet
    return places
