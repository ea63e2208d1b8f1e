"""The boxes of a page in the order in which a reader comes to them.

The order of fields in the file is not the printed one. Some pages have two columns, some
are read row by row; which it is, the numbers of the items tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harborlight.filings.pack_drafts.tooltips import said
from harborlight.papers.boxes import Box

# Letter paper, 612 points wide; boxes of one line stand within a few points of height.
MIDDLE = 306
ONE_LINE = 9


def in_printed_order(boxes: Sequence[Box]) -> list[Box]:
    """The boxes of a whole form."""
    pages = sorted({box.page for box in boxes})
    return [
        box
        for page in pages
        for box in _page([one for one in boxes if one.page == page])
    ]


def _page(boxes: list[Box]) -> list[Box]:
    rows, columns = list(_rows(boxes)), list(_columns(boxes))
    return columns if _turns_back(columns) < _turns_back(rows) else rows


def _rows(boxes: Sequence[Box]) -> Iterator[Box]:
    """Line by line, each from left to right."""
    waiting = sorted(boxes, key=lambda box: -_height(box))
    while waiting:
        top = _height(waiting[0])
        line = [box for box in waiting if top - _height(box) < ONE_LINE]
        yield from sorted(line, key=lambda box: box.rect[0])
        waiting = waiting[len(line) :]


def _columns(boxes: Sequence[Box]) -> Iterator[Box]:
    """Left column, then right; a box across both ends what stands above it."""
    band: list[Box] = []
    for box in [*sorted(boxes, key=lambda box: -_height(box)), None]:
        if box is None or box.rect[0] < MIDDLE < box.rect[2]:
            yield from _rows([one for one in band if one.rect[0] < MIDDLE])
            yield from _rows([one for one in band if one.rect[0] >= MIDDLE])
            band = []
            if box is not None:
                yield box
        else:
            band.append(box)


def _height(box: Box) -> float:
    """The middle of its first line, from the page's foot."""
    _, bottom, _, top = box.rect
    return max((bottom + top) / 2, top - ONE_LINE)


def _turns_back(boxes: Sequence[Box]) -> int:
    """How often an item is followed by one that is printed before it."""
    keys = []
    for box in boxes:
        one = said(box)
        if one.number and not one.is_guess:
            keys.append((one.part.zfill(3), int(one.number), one.letter))
    return sum(a > b for a, b in zip(keys, keys[1:], strict=False))
