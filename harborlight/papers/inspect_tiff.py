"""Looking into a TIFF: its pages are counted and measured before one is decoded."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from harborlight.papers.inspect_content import Data, refuse_second_file
from harborlight.papers.inspect_images import Picture, decode_first, too_many_pixels
from harborlight.papers.inspect_verdicts import Limits, Refused

_WIDTH, _HEIGHT = 256, 257
# Where the pixels of a page stand and how long each piece is: in strips or in tiles.
_PIECES = ((273, 279), (324, 325))
_FORMAT_OF_NUMBER = {3: "H", 4: "I", 16: "Q"}
_ENTRIES_AT_MOST = 4_096
_PIECES_AT_MOST = 200_000

Page = dict[int, tuple[int, ...]]


@dataclass(frozen=True)
class _Layout:
    """How numbers are written in this TIFF: byte order, classic or big."""

    order: str
    big: bool

    @property
    def offset(self) -> str:
        return self.order + ("Q" if self.big else "I")

    @property
    def count(self) -> str:
        return self.order + ("Q" if self.big else "H")

    @property
    def entry(self) -> int:
        return 20 if self.big else 12


def inspect_tiff(data: Data, limits: Limits) -> tuple[int, Picture]:
    """The number of pages and the first picture; Refused when it is not taken."""
    refuse_second_file(data)
    pages = 0
    for page in _pages(data):
        pages += 1
        if pages > limits.pages:
            raise Refused("too-many-pages", most_pages=limits.pages)
        _inspect_page(page, len(data), limits)
    if not pages:
        raise Refused("damaged", why="no pages")
    return pages, decode_first(data, "tiff", limits)


def _inspect_page(page: Page, end_of_file: int, limits: Limits) -> None:
    width, height = page.get(_WIDTH, (0,))[0], page.get(_HEIGHT, (0,))[0]
    if not width or not height:
        raise Refused("damaged", why="no size")
    if width * height > limits.pixels:
        raise too_many_pixels(limits)
    for places, lengths in _PIECES:
        for place, length in zip(
            page.get(places, ()), page.get(lengths, ()), strict=False
        ):
            if place + length > end_of_file:
                raise Refused("damaged", why="cut off")


def _pages(data: Data) -> Iterator[Page]:
    layout = _Layout("<" if data[:2] == b"II" else ">", b"+" in data[2:4])
    at = _number(data, 8 if layout.big else 4, layout.offset)
    seen: set[int] = set()
    while at:
        if at in seen:
            raise Refused("damaged", why="pages in a circle")
        seen.add(at)
        count = _number(data, at, layout.count)
        if count > _ENTRIES_AT_MOST:
            raise Refused("damaged", why="entries")
        first = at + struct.calcsize(layout.count)
        yield dict(_entries(data, first, count, layout))
        at = _number(data, first + count * layout.entry, layout.offset)


def _entries(
    data: Data, first: int, count: int, layout: _Layout
) -> Iterator[tuple[int, tuple[int, ...]]]:
    wanted = {_WIDTH, _HEIGHT, *(tag for pair in _PIECES for tag in pair)}
    for at in range(first, first + count * layout.entry, layout.entry):
        tag, number_type = (
            _number(data, at, layout.order + "H"),
            _number(data, at + 2, layout.order + "H"),
        )
        if tag in wanted and number_type in _FORMAT_OF_NUMBER:
            yield tag, _numbers(data, at, _FORMAT_OF_NUMBER[number_type], layout)


def _numbers(data: Data, at: int, letter: str, layout: _Layout) -> tuple[int, ...]:
    """The numbers of one entry: they stand in it, or where it points to."""
    count = _number(data, at + 4, layout.offset)
    if count > _PIECES_AT_MOST:
        raise Refused("bomb", what="pieces")
    value = at + 4 + struct.calcsize(layout.offset)
    if count * struct.calcsize(letter) > struct.calcsize(layout.offset):
        value = _number(data, value, layout.offset)
    shape = f"{layout.order}{count}{letter}"
    return _unpacked(data, value, shape)


def _number(data: Data, at: int, shape: str) -> int:
    return _unpacked(data, at, shape)[0]


def _unpacked(data: Data, at: int, shape: str) -> tuple[int, ...]:
    part = data[at : at + struct.calcsize(shape)]
    if len(part) < struct.calcsize(shape):
        raise Refused("damaged", why="cut off")
    return struct.unpack(shape, part)
