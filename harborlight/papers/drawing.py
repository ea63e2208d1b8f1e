"""Draws an answer into its box: the appearance that every viewer and printer shows."""

from collections.abc import Callable

from harborlight.papers.boxes import Box, Place
from harborlight.papers.fonts import width
from harborlight.papers.layout import MARGIN, Layout

# The operators that print a piece of text, and its width in parts of the font size.
Show = Callable[[str, float], str]
Measure = Callable[[str], float]


def plain_show(box: Box) -> tuple[Show, Measure]:
    """Prints with the form's own font alone."""
    font = box.font
    if font is None:
        raise ValueError(f"{box.name} has no font.")

    def show(text: str, size: float) -> str:
        return f"{font.show(text)} Tj"

    return show, lambda text: width(text, font.widths)


def draw(box: Box, place: Place, layout: Layout, ink: tuple[Show, Measure]) -> str:
    """The content of the appearance: the box's frame, then the text, clipped to it."""
    wide, high = place.size
    body = (
        _cells(box, place, layout, ink) if box.comb else _rows(box, place, layout, ink)
    )
    return (
        f"{place.frame}/Tx BMC q 0 0 {number(wide)} {number(high)} re W n "
        f"BT /F {number(layout.size)} Tf {box.colour} {body} ET Q EMC"
    )


def number(value: float) -> str:
    """A number as PDF spells it: at most three decimals, no exponent."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _rows(box: Box, place: Place, layout: Layout, ink: tuple[Show, Measure]) -> str:
    show, measure = ink
    wide = place.size[0]
    at_x = at_y = 0.0
    parts = []
    for row, line in enumerate(layout.lines):
        if not line:
            continue
        free = wide - measure(line) * layout.size
        x = {"left": MARGIN, "centre": free / 2, "right": free - MARGIN}[box.alignment]
        y = layout.first - row * layout.leading
        parts.append(
            f"{number(x - at_x)} {number(y - at_y)} Td {show(line, layout.size)}"
        )
        at_x, at_y = x, y
    return " ".join(parts)


def _cells(box: Box, place: Place, layout: Layout, ink: tuple[Show, Measure]) -> str:
    show, measure = ink
    text = layout.lines[0]
    cells = box.max_length or 1
    cell = place.size[0] / cells
    empty = cells - len(text)
    skipped = {"left": 0, "centre": empty // 2, "right": empty}[box.alignment]
    at_x, y = 0.0, layout.first
    parts = []
    for column, letter in enumerate(text, start=skipped):
        x = column * cell + (cell - measure(letter) * layout.size) / 2
        parts.append(f"{number(x - at_x)} {number(y)} Td {show(letter, layout.size)}")
        at_x, y = x, 0.0
    return " ".join(parts)
