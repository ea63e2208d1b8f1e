"""Whether somebody will be able to read the photo of a paper: advice, never a wall.

Pure Pillow on one decoded picture, all judged at the same size whatever the camera. The
figures lie between what printed pages gave when they were photographed well and when
they were not (papers/tests/test_photo.py photographs them); a picture without letters,
of a wedding say, is given no advice about letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageFilter, ImageStat

# What is looked at: the longer side, in pixels.
LOOKED_AT = 1_600
# A page of A4 at 90 dots an inch: the least at which small print can be read.
SHORTER_SIDE = 750
# Of 255: how light the lightest tenth of a page is that lies in the light (well lit it
# is above 200, in a dim room below 90).
_LIGHT = 120
# The picture in eighths, of which the twelve with the most contrast hold its letters.
_EIGHTHS, _WITH_LETTERS = 8, 12
# Of 255: less than that between dark and light in those, and there are no letters.
_CONTRAST = 40
# How steep the edges of letters are, beside their contrast: printed and sharp more than
# 0.035, blurred by two pixels less than 0.008.
_SHARP = 0.015
# How much more a page changes from row to row than from column to column: with lines of
# print more than 0.8, on its side less than 0.5.
_UPRIGHT = 0.6
# The outermost sixtieth of each side: as light as paper, with dark letters in it.
_SIXTIETH, _AS_LIGHT, _AS_DARK = 60, 0.7, 0.4

_Box = tuple[int, int, int, int]
_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def advice(image: Image.Image, size: tuple[int, int]) -> tuple[str, ...]:
    """Codes of `inspect_verdicts.ADVICE` for a decoded picture, turned as its camera says.

    size: in pixels as it was taken, however much smaller it was decoded.
    """
    grey = image.convert("L")
    grey.thumbnail((LOOKED_AT, LOOKED_AT))
    said = ["small"] if min(size) < SHORTER_SIDE else []
    if min(grey.size) < _SIXTIETH:
        return tuple(said)
    lightest = _tone(grey, 0.9)
    if lightest < _LIGHT:
        said.append("dark")
    return (*said, *_of_letters(grey, lightest))


def _of_letters(grey: Image.Image, lightest: int) -> Iterator[str]:
    parts = sorted(_contrasts(grey), key=lambda part: part[0], reverse=True)
    parts = parts[:_WITH_LETTERS]
    if parts[-1][0] < _CONTRAST:
        return
    edges = grey.filter(_EDGES)
    steep = [
        ImageStat.Stat(edges.crop(box)).var[0] / contrast**2 for contrast, box in parts
    ]
    if sum(steep) / len(steep) < _SHARP:
        yield "blurred"
        return
    if _change(grey, down=True) < _UPRIGHT * _change(grey, down=False):
        yield "on-its-side"
    if any(_reaches(grey.crop(box), lightest) for box in _sides(grey)):
        yield "cut-off"


def _contrasts(grey: Image.Image) -> Iterator[tuple[int, _Box]]:
    wide, high = grey.width // _EIGHTHS, grey.height // _EIGHTHS
    for across in range(_EIGHTHS):
        for down in range(_EIGHTHS):
            left, top = across * wide, down * high
            box = (left, top, left + wide, top + high)
            part = grey.crop(box)
            yield _tone(part, 0.95) - _tone(part, 0.02), box


def _tone(part: Image.Image, share: float) -> int:
    """As light as this share of the pixels, at most."""
    counts, wanted = part.histogram(), part.width * part.height * share
    for tone, count in enumerate(counts):
        wanted -= count
        if wanted <= 0:
            return tone
    return len(counts) - 1


def _change(grey: Image.Image, *, down: bool) -> float:
    """How much the parts of a page change from line to line, down it or across it."""
    total, wide, high = 0.0, grey.width // 4, grey.height // 4
    for place in range(16):
        left, top = place % 4 * wide, place // 4 * high
        part = grey.crop((left, top, left + wide, top + high))
        line = part.resize((1, high) if down else (wide, 1), Image.Resampling.BOX)
        tones = line.tobytes()
        steps = zip(tones, tones[1:], strict=False)
        total += sum((one - next_) ** 2 for one, next_ in steps) / len(tones)
    return total


def _sides(grey: Image.Image) -> tuple[_Box, ...]:
    wide, high = grey.size
    thin, flat = max(6, wide // _SIXTIETH), max(6, high // _SIXTIETH)
    return (
        (0, 0, thin, high),
        (wide - thin, 0, wide, high),
        (0, 0, wide, flat),
        (0, high - flat, wide, high),
    )


def _reaches(side: Image.Image, lightest: int) -> bool:
    """Whether a strip at the edge is paper with letters on it."""
    middle = _tone(side, 0.5)
    dark = middle - _tone(side, 0.02)
    return middle > _AS_LIGHT * lightest and dark > _AS_DARK * lightest
