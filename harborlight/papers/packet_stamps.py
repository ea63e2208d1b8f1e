"""The stamp on a page: at its lower right corner as it is seen, upright, in view.

It is drawn behind everything else of the page, in the page's own content, with letters
that are edged in white: so it can be read on a dark photo and hides nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Object

from harborlight.papers.packet_ink import Ink, packed
from harborlight.papers.page_text import Word

SIZE, SMALLEST = 8.5, 3.5
_FROM_RIGHT, _FROM_BELOW = 24.0, 13.0
# Signs between blanks; each begins with what is seldom, so that it is found at once.
_SAVED, _RESTORED = (
    re.compile(sign + rb"(?<!\S%s)(?!\S)" % sign) for sign in (b"q", b"Q")
)
_SAVES = re.compile(rb"(?<![^\s\[\]()<>{}/%])([qQ])(?![^\s\[\]()<>{}/%])")
_SHOWS_TEXT = re.compile(rb"T[jJ](?![A-Za-z])")
_OPENS = b"q\n"


@dataclass(frozen=True)
class View:
    """What of a page is seen: width and height in points as it is seen, and the matrix
    from there (from the lower left corner, upright) to the page's own space."""

    wide: float
    high: float
    matrix: tuple[float, float, float, float, float, float]


def view_of(page: Object) -> View:
    """How a page is seen: its crop box within its media box, turned, in its own unit."""
    media = _box(page.get("/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = _box(page.get("/CropBox")) or media
    left, low = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - low < 1:
        left, low, right, top = media
    unit = _number(page.get("/UserUnit"), 1.0)
    unit = unit if 0.01 < unit < 1_000 else 1.0
    turn = int(_number(page.get("/Rotate"), 0.0)) % 360
    wide, high, s = (right - left) * unit, (top - low) * unit, 1 / unit
    if turn in (90, 270):
        wide, high = high, wide
    matrix = {
        90: (0.0, s, -s, 0.0, right, low),
        180: (-s, 0.0, 0.0, -s, right, top),
        270: (0.0, -s, s, 0.0, left, top),
    }.get(turn, (s, 0.0, 0.0, s, left, low))
    return View(wide, high, matrix)


@dataclass(frozen=True)
class Under:
    """Words that were read on a picture, and where on the page that picture is: left,
    top, right and bottom as parts of the page's width and height, as it is seen."""

    words: Sequence[Word] = ()
    area: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


NOTHING = Under()


def stamp(
    pdf: pikepdf.Pdf,
    page: Object,
    text: str,
    ink: Ink,
    opening: Object,
    under: Under = NOTHING,
) -> bool:
    """Write a text onto a page of the file ("": none), and words that nobody sees.

    opening: a stream of `_OPENS` for all pages. True where words were laid under it:
    not under a page that has text of its own.
    """
    contents = page.get("/Contents")
    streams = [*contents] if isinstance(contents, Array) else [contents]
    drawn_by = [one for one in streams if isinstance(one, pikepdf.Stream)]
    content = b"\n".join(one.read_bytes() for one in drawn_by)
    closing = b"Q\n" * (1 + _left_open(content))
    view = view_of(page)
    is_mute = under.words and not _SHOWS_TEXT.search(content)
    laid = _unseen(view, under, ink) if is_mute else b""
    drawn = packed(pdf, closing + laid + (_drawn(view, text, ink) if text else b""))
    page.Contents = Array([opening, *drawn_by, drawn])
    resources = page.get("/Resources")
    if not isinstance(resources, Dictionary):
        page.Resources = resources = Dictionary()
    ink.lend(resources)
    return bool(laid)


def opening(pdf: pikepdf.Pdf) -> Object:
    """What comes before the content of every stamped page."""
    return pdf.make_indirect(pikepdf.Stream(pdf, _OPENS))


def _unseen(view: View, under: Under, ink: Ink) -> bytes:
    """Words as text that is not painted, each as wide as it stands on the picture."""
    left, top, right, bottom = under.area
    wide, high = (right - left) * view.wide, (bottom - top) * view.high
    x0, y0 = left * view.wide, (1 - bottom) * view.high
    drawn = [b"q " + _placed(view) + b"BT 3 Tr "]
    for word in under.words:
        size = max(1.0, (word.bottom - word.top) * high * 0.8)
        x, y = x0 + word.left * wide, y0 + (1 - word.bottom) * high + size * 0.25
        long = ink.width(word.text, size)
        stretch = 100 * (word.right - word.left) * wide / long if long else 100
        place = f"{max(1.0, min(stretch, 1000)):.1f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm "
        drawn.append(place.encode() + ink.line(word.text + " ", size) + b"\n")
    return b"".join([*drawn, b"ET Q\n"])


def _placed(view: View) -> bytes:
    a, b, c, d, e, f = view.matrix
    return f"{a:.5f} {b:.5f} {c:.5f} {d:.5f} {e:.3f} {f:.3f} cm ".encode()


def _left_open(content: bytes) -> int:
    """How many states of drawing the page itself leaves open: some writers do."""
    if len(_SAVED.findall(content)) == len(_RESTORED.findall(content)):
        return 0
    depth = 0
    for sign in _SAVES.findall(content):
        depth = depth + 1 if sign == b"q" else max(0, depth - 1)
    return min(depth, 20)


def _drawn(view: View, text: str, ink: Ink) -> bytes:
    spelt = ink.spelt(text)
    wide = ink.width(spelt, SIZE)
    aside = min(_FROM_RIGHT, view.wide * 0.06)
    size = max(SMALLEST, min(SIZE, SIZE * (view.wide - 2 * aside) / max(wide, 1.0)))
    x = max(1.0, view.wide - aside - wide * size / SIZE)
    y = min(_FROM_BELOW, view.high * 0.04)
    line = ink.line(spelt, size)
    place = f"1 0 0 1 {x:.2f} {y:.2f} Tm".encode()
    return (
        b"/Artifact <</Type /Pagination>> BDC q "
        + _placed(view)
        + b"BT 0 Tc 0 Tw 100 Tz 0 Ts 1 Tr 1 1 1 RG 2 w 1 j "
        + place
        + b" "
        + line
        + b" 0 Tr 0 0 0 rg "
        + place
        + b" "
        + line
        + b" ET Q EMC\n"
    )


def _box(box: Object | None) -> tuple[float, float, float, float] | None:
    if not isinstance(box, Array) or len(box) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(edge) for edge in box)
    except (TypeError, ValueError):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else otherwise
