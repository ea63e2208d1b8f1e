"""Measures an answer against its box: how many lines, how large, and what is left over.

An answer is printed at the form's own size when it fits. Otherwise it is made smaller,
down to READABLE points; what does not fit even then does not fit, and nothing is ever
cut or hidden. Where the form leaves the size to the viewer, AUTOMATIC is the largest.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harborlight.papers.boxes import Box, Place
from harborlight.papers.fonts import width

READABLE = 7.0
AUTOMATIC = 12.0
MARGIN = 2.0
LEADING = 1.15
# How far letters reach above and below the line, as a part of the font size.
ASCENT, DESCENT = 0.8, 0.22
STEP = 0.5
SLACK = 1e-6

_WORD = re.compile(" *[^ ]+")
# Copied text brings invisible marks and blanks or dashes of unusual width along.
_USUAL = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c")) | {
    ord(odd): usual
    for odd, usual in zip(
        "\t\u2002\u2003\u2009\u202f\u2010\u2011\u2212", "     ---", strict=True
    )
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines as they are printed: size and leading in points, first baseline from below."""

    lines: tuple[str, ...]
    size: float
    leading: float
    first: float


@dataclass(frozen=True, slots=True)
class Room:
    """What a box holds at its own size: lines, and points or characters in each.

    Characters are exact in a typewriter font and a fair guess in others.
    """

    lines: int
    points: float
    characters: int


def as_written(box: Box, text: str) -> str:
    """The text as it is printed and stored: composed letters, usual blanks and dashes.

    A box with a single line has its line breaks turned into blanks.
    """
    plain = unicodedata.normalize("NFC", text).translate(_USUAL)
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return plain if box.multiline else plain.replace("\n", " ")


def room(box: Box) -> Room:
    """What the smallest place of the box holds at its own size."""
    return min(
        (_room(box, place) for place in box.places),
        key=lambda place: place.lines * place.characters,
    )


def fits(box: Box, text: str, *, shrunk: bool = False) -> bool:
    """Whether the text fits the box everywhere it is drawn.

    At the form's own size, or, when shrunk, at any size down to READABLE.
    """
    written = as_written(box, text)
    if box.max_length is not None and len(written) > box.max_length:
        return False
    return all(lay_out(box, place, written, shrunk=shrunk) for place in box.places)


def divide(
    box: Box, text: str, *, shrunk: bool = False, ending: str = ""
) -> tuple[str, str]:
    """What the box holds of the text, and the rest, parted between two words.

    ending: words that must still fit after the first part ("see Part 9"); they are not
    put there. A word longer than the box is parted between letters. When not even the
    ending fits, everything is rest.
    """
    written = as_written(box, text)
    if fits(box, written, shrunk=shrunk):
        return written, ""
    words = [match.end() for match in re.finditer(r"\S+(?=\s|$)", written)]
    for cuts in (words, range(1, len(written) + 1)):
        count = _most(box, written, [*cuts], shrunk, ending)
        if count:
            cut = cuts[count - 1]
            return written[:cut], written[cut:].lstrip(" \n")
    return "", written


def _most(box: Box, text: str, cuts: list[int], shrunk: bool, ending: str) -> int:
    """How many of the cuts, which grow, can be taken before the text is too long."""
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(box, text[: cuts[middle - 1]] + ending, shrunk=shrunk):
            low = middle
        else:
            high = middle - 1
    return low


def own_size(box: Box, place: Place) -> float:
    """The size in points that the form asks for, or that its height allows."""
    height = place.size[1]
    tallest = max(height, 1.0) / (1.0 if box.size else 1.2)
    return min(box.size or AUTOMATIC, tallest)


def lay_out(
    box: Box,
    place: Place,
    text: str,
    *,
    shrunk: bool = True,
    widths: Mapping[str, float] | None = None,
) -> Layout | None:
    """How the text is printed in one place of the box; None when it does not fit.

    widths: of the letters, as parts of the size, when other fonts help out.
    """
    known = widths or (box.font.widths if box.font else {})
    if box.comb:
        return _in_cells(box, place, text, known)
    sizes = _sizes(box, place, shrunk)
    if box.multiline:
        return _in_lines(box, place, text, known, sizes)
    return _in_one_line(box, place, text, known, sizes)


def _sizes(box: Box, place: Place, shrunk: bool) -> tuple[float, float]:
    """The largest and the smallest size that may be used."""
    own = own_size(box, place)
    return own, min(READABLE, own) if shrunk or not box.size else own


def _cap(box: Box, size: float) -> float:
    return size * (box.font.cap if box.font else 0.7)


def _in_cells(
    box: Box, place: Place, text: str, widths: Mapping[str, float]
) -> Layout | None:
    cells = box.max_length or 1
    if len(text) > cells:
        return None
    cell = place.size[0] / cells
    widest = max([widths.get(c, 1.0) for c in text], default=0.5)
    size = min(own_size(box, place), cell / widest)
    return Layout((text,), size, size, _centred(box, place, size))


def _centred(box: Box, place: Place, size: float) -> float:
    """The baseline that puts capitals in the middle, yet keeps descenders inside."""
    return max((place.size[1] - _cap(box, size)) / 2, DESCENT * size)


def _in_one_line(
    box: Box,
    place: Place,
    text: str,
    widths: Mapping[str, float],
    sizes: tuple[float, float],
) -> Layout | None:
    largest, smallest = sizes
    needed = width(text, widths)
    wide = place.size[0] - 2 * MARGIN
    size = largest
    if needed * size > wide + SLACK:
        size = int(wide / needed * 10) / 10
    if size < smallest - SLACK:
        return None
    return Layout((text,), size, size, _centred(box, place, size))


def _in_lines(
    box: Box,
    place: Place,
    text: str,
    widths: Mapping[str, float],
    sizes: tuple[float, float],
) -> Layout | None:
    size, smallest = sizes
    while size >= smallest - SLACK:
        leading, most = _lines(box, place, size)
        wide = (place.size[0] - 2 * MARGIN + SLACK) / size
        spans = list(wrap(text, wide, widths))
        if len(spans) <= most:
            lines = tuple(text[start:end] for start, end in spans)
            first = _first_line(box, place, (size, leading), (len(lines), most))
            return Layout(lines, size, leading, first)
        size = max(size - STEP, smallest) if size > smallest else 0.0
    return None


def _lines(box: Box, place: Place, size: float) -> tuple[float, int]:
    """Distance of the lines, and how many there are, at a size."""
    height = place.size[1]
    if box.spacing.line >= size:
        # The form prints rules for the lines: as many as its designer's spacing gives.
        most = max(1, round(height / box.spacing.line))
        return height / most, most
    leading = size * LEADING
    spare = height - MARGIN - size * (ASCENT + DESCENT)
    return leading, max(1, int(spare / leading + SLACK) + 1)


def _first_line(
    box: Box, place: Place, height: tuple[float, float], count: tuple[int, int]
) -> float:
    """The baseline of the first line above the foot of the box."""
    (size, leading), (lines, most) = height, count
    cap = _cap(box, size)
    if box.spacing.line >= size:
        return place.size[1] - leading + (leading - cap) / 2
    if most == 1 or box.spacing.middle:
        block = cap + (lines - 1) * leading
        foot = DESCENT * size + (lines - 1) * leading
        return max((place.size[1] + block) / 2 - cap, foot)
    return place.size[1] - MARGIN - ASCENT * size


def _room(box: Box, place: Place) -> Room:
    size = own_size(box, place)
    wide = place.size[0] - 2 * MARGIN
    letter = (box.font.widths.get("n") if box.font else None) or 0.6
    characters = int((wide + SLACK) / (size * letter))
    if box.comb and box.max_length:
        wide, characters = place.size[0], box.max_length
    lines = _lines(box, place, size)[1] if box.multiline else 1
    if box.max_length is not None and lines == 1:
        characters = min(characters, box.max_length)
    return Room(lines, wide, characters)


def wrap(
    text: str, wide: float, widths: Mapping[str, float]
) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends in the text; wide is in parts of the size.

    Lines break between words, and inside a word only when it is wider than a line.
    """
    begin = 0
    for paragraph in text.split("\n"):
        yield from _wrap_paragraph(paragraph, begin, wide, widths)
        begin += len(paragraph) + 1


def _wrap_paragraph(
    paragraph: str, offset: int, wide: float, widths: Mapping[str, float]
) -> Iterator[tuple[int, int]]:
    start, end, used = 0, 0, 0.0
    for match in _WORD.finditer(paragraph):
        needed = width(match[0], widths)
        if used + needed <= wide:
            end, used = match.end(), used + needed
            continue
        if end > start:
            yield offset + start, offset + end
        word = match[0].lstrip(" ")
        start = match.end() - len(word)
        for cut in _cuts(word, wide, widths):
            yield offset + start, offset + start + cut
            start += cut
        end, used = match.end(), width(paragraph[start : match.end()], widths)
    yield offset + start, offset + end


def _cuts(word: str, wide: float, widths: Mapping[str, float]) -> Iterator[int]:
    """The lengths of the full lines that a very long word takes."""
    used, length = 0.0, 0
    for letter in word:
        needed = widths.get(letter, 1.0)
        if used + needed > wide and length:
            yield length
            used, length = 0.0, 0
        used, length = used + needed, length + 1
