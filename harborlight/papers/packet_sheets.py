"""The sheets of our own in a packet: its contents, and the separator of each exhibit.

Drawn by ourselves with the packet's one font, so that the place of every line is known
and can be a link. Letter size; in English, for the government reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from harborlight.papers.packet_ink import Ink, packed
from harborlight.papers.packet_shaping import in_order

WIDE, HIGH, MARGIN = 612.0, 792.0, 72.0
_TITLE, _TEXT, _SMALL, _LARGE = 17.0, 11.0, 9.5, 30.0
_ROW, _AFTER = 15.0, 7.0
_FIRST_TOP, _NEXT_TOP, _BOTTOM = 610.0, 690.0, 80.0
_LABEL_WIDE, _PAGE_WIDE = 84.0, 74.0
CONTENTS, CONTINUED = "Contents", "Contents, continued"


@dataclass(frozen=True)
class Entry:
    """A line of the contents. page: as it is stamped; part: its file; is_here: in this
    very file, so that a link leads there."""

    label: str
    title: str
    page: int
    part: int
    is_here: bool = True


@dataclass(frozen=True)
class Spot:
    """Where a line of the contents stands on its sheet: the corners of a link."""

    entry: int
    sheet: int
    corners: tuple[float, float, float, float]


def wrapped(text: str, size: float, wide: float, ink: Ink) -> list[str]:
    """The text in lines no longer than `wide` points, as each is drawn.

    Lines are broken where the text is read, so that the first of them has its beginning,
    whichever way it is read; long words are broken, too.
    """
    return [in_order(line) for line in _broken(text, size, wide, ink)]


def _broken(text: str, size: float, wide: float, ink: Ink) -> list[str]:
    lines, line = [], ""
    for word in ink.read(text).split(" "):
        while ink.width(word, size) > wide and len(word) > 1:
            room = next(
                n
                for n in range(len(word), 0, -1)
                if n == 1 or ink.width(word[:n], size) <= wide
            )
            lines += [line] if line else []
            lines.append(word[:room])
            line, word = "", word[room:]
        longer = f"{line} {word}".strip()
        if line and ink.width(longer, size) > wide:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line or not lines else lines


def sheets_needed(entries: Sequence[Entry], ink: Ink) -> int:
    """How many sheets the contents fill; page numbers do not change it."""
    return len(_laid_out(entries, ink))


def _laid_out(
    entries: Sequence[Entry], ink: Ink
) -> list[list[tuple[int, float, list[str]]]]:
    """For each sheet: the entry, the height of its first line, and its lines."""
    wide = WIDE - 2 * MARGIN - _LABEL_WIDE - _PAGE_WIDE
    sheets: list[list[tuple[int, float, list[str]]]] = [[]]
    y = _FIRST_TOP
    for at, entry in enumerate(entries):
        lines = wrapped(entry.title, _TEXT, wide, ink)[:6]
        tall = _ROW * len(lines) + _AFTER
        if y - tall < _BOTTOM and sheets[-1]:
            sheets.append([])
            y = _NEXT_TOP
        sheets[-1].append((at, y, lines))
        y -= tall
    return sheets


def contents(
    pdf: pikepdf.Pdf,
    ink: Ink,
    *,
    name: str,
    under: Sequence[str],
    entries: Sequence[Entry],
    parts: int,
    part: int,
) -> list[Spot]:
    """Add the sheets of contents to the end of the file; where each line stands."""
    spots = []
    for sheet, rows in enumerate(_laid_out(entries, ink)):
        drawn = _head(ink, name, under, parts, part) if sheet == 0 else _next_head(ink)
        for at, y, lines in rows:
            drawn.append(_row(ink, entries[at], y, lines, parts))
            low = y - _ROW * (len(lines) - 1) - 4
            spots.append(Spot(at, sheet, (MARGIN, low, WIDE - MARGIN, y + _TEXT)))
        _add(pdf, ink, drawn)
    return spots


def _head(
    ink: Ink, name: str, under: Sequence[str], parts: int, part: int
) -> list[bytes]:
    drawn, y = [], HIGH - MARGIN - 8
    for line in wrapped(name, _TITLE, WIDE - 2 * MARGIN, ink)[:2]:
        drawn.append(_text(ink, line, _TITLE, MARGIN, y, bold=True))
        y -= 22
    for line in [*under][:3]:
        drawn.append(_text(ink, ink.spelt(line), _SMALL, MARGIN, y, grey=0.3))
        y -= 13
    said = CONTENTS if parts == 1 else f"{CONTENTS} · Part {part} of {parts}"
    drawn.append(_text(ink, ink.spelt(said), 13, MARGIN, _FIRST_TOP + 34, bold=True))
    return [*drawn, _column_heads(ink, _FIRST_TOP + 18)]


def _next_head(ink: Ink) -> list[bytes]:
    y = _NEXT_TOP + 34
    said = _text(ink, ink.spelt(CONTINUED), 13, MARGIN, y, bold=True)
    return [said, _column_heads(ink, _NEXT_TOP + 18)]


def _column_heads(ink: Ink, y: float) -> bytes:
    wide = ink.width("Page", _SMALL)
    said = _text(ink, "Page", _SMALL, WIDE - MARGIN - wide, y, grey=0.3)
    rule = f"0.7 G 0.5 w {MARGIN} {y - 4} m {WIDE - MARGIN} {y - 4} l S "
    return said + rule.encode()


def _row(ink: Ink, entry: Entry, y: float, lines: Sequence[str], parts: int) -> bytes:
    number = f"{entry.page}" if parts == 1 else f"{entry.page} (part {entry.part})"
    right = WIDE - MARGIN - ink.width(number, _TEXT)
    drawn = [_text(ink, number, _TEXT, right, y)]
    if entry.label:
        fitted = wrapped(entry.label, _TEXT, _LABEL_WIDE - 6, ink)[0]
        drawn.append(_text(ink, fitted, _TEXT, MARGIN, y, bold=True))
    for at, line in enumerate(lines):
        drawn.append(_text(ink, line, _TEXT, MARGIN + _LABEL_WIDE, y - at * _ROW))
    start = MARGIN + _LABEL_WIDE + ink.width(lines[0], _TEXT) + 6
    if right - 6 > start:
        dots = f"q 0.6 G 0.6 w [0.6 3] 0 d 1 J {start:.1f} {y} m {right - 6:.1f} {y} l S Q "
        drawn.append(dots.encode())
    return b"".join(drawn)


def separator(
    pdf: pikepdf.Pdf,
    ink: Ink,
    *,
    label: str,
    title: str,
    text: str = "",
    said: str,
    number: str,
) -> Object:
    """Add the sheet that stands before an exhibit. said: how many pages follow; text:
    what it shows, in lines: with it, the title stands higher."""
    wide = WIDE - 2 * MARGIN
    heads = wrapped(label or title, _LARGE, wide, ink)[:3]
    drawn, y = [], (590.0 if text else 470.0) + 20 * len(heads)
    for line in heads:
        drawn.append(_centred(ink, line, _LARGE, y, bold=True))
        y -= 38
    y -= 4
    for line in wrapped(title, 16, wide, ink)[:8] if label else []:
        drawn.append(_centred(ink, line, 16, y))
        y -= 23
    drawn.append(_centred(ink, ink.spelt(said), _SMALL, y - 14, grey=0.3))
    drawn += _told(ink, text, y - 52) if text else []
    drawn.append(_number(ink, number))
    return _add(pdf, ink, drawn)


def _told(ink: Ink, text: str, top: float) -> list[bytes]:
    """Lines of text from `top` on; in smaller letters, where there are many."""
    for size in (_TEXT, 9.5, 8.0, 6.5, 5.0):
        step, drawn, y = size * 1.4, [], top
        for said in text.splitlines():
            for line in wrapped(said, size, WIDE - 2 * MARGIN, ink):
                drawn.append(_text(ink, line, size, MARGIN, y))
                y -= step
        if y + step >= _BOTTOM / 2:
            break
    return drawn


def link(pdf: pikepdf.Pdf, sheet: Object, spot: Spot, to: Object) -> None:
    """Let a line of the contents lead to a page of the same file."""
    made = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([*spot.corners]),
        Border=Array([0, 0, 0]),
        Dest=Array([to, Name.Fit]),
    )
    if "/Annots" not in sheet:
        sheet.Annots = Array()
    sheet.Annots.append(pdf.make_indirect(made))


def _number(ink: Ink, number: str) -> bytes:
    spelt = ink.spelt(number)
    x = WIDE - 24 - ink.width(spelt, 8.5)
    return _text(ink, spelt, 8.5, x, 13.0)


def number_sheet(ink: Ink, number: str) -> bytes:
    """What a sheet of contents bears at its corner."""
    return _number(ink, number)


def _centred(
    ink: Ink, line: str, size: float, y: float, *, bold: bool = False, grey: float = 0
) -> bytes:
    x = (WIDE - ink.width(line, size)) / 2
    return _text(ink, line, size, x, y, bold=bold, grey=grey)


def _text(
    ink: Ink,
    line: str,
    size: float,
    x: float,
    y: float,
    *,
    bold: bool = False,
    grey: float = 0,
) -> bytes:
    """A line at a place. Bold: the same letters with a thin edge, of the one font."""
    how = f"2 Tr {size * 0.024:.2f} w {grey} G" if bold else "0 Tr"
    start = f"BT {how} {grey} g 1 0 0 1 {x:.2f} {y:.2f} Tm ".encode()
    return start + ink.line(line, size) + b" ET\n"


def _add(pdf: pikepdf.Pdf, ink: Ink, drawn: Sequence[bytes]) -> Object:
    page = pdf.add_blank_page(page_size=(WIDE, HIGH)).obj
    page.Resources = Dictionary()
    ink.lend(page.Resources)
    page.Contents = pdf.make_indirect(packed(pdf, b"".join(drawn)))
    return page
