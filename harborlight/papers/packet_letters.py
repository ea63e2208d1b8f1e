"""The one font of a packet: what its stamps and sheets are printed with.

Only the letters used travel in the file. What needs its neighbours (Arabic) is put in
order and shape beforehand, letter by letter, as Unicode's table of presentation forms
says. What no font at hand can print is spelt in Latin letters, so that a reader of the
paper has a name and no empty boxes; bookmarks keep the true letters.
"""

from __future__ import annotations

import importlib.resources
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from anyascii import anyascii
from fontTools.ttLib import TTFont

from harborlight.papers.packet_shaping import in_order, shaped
from harborlight.papers.spare_fonts import NotAFont, SpareFont, codes_of, program_of
from harborlight.papers.visible import visible

# Letters nobody needs another font for: Latin of Europe, Vietnam and the Americas.
_USUAL = "".join(map(chr, [*range(32, 127), *range(160, 592), *range(7680, 7930)]))
_SIGNS = "–—‘’“”•…·→№"
# Where systems keep fonts that print other scripts; the first that has a letter prints it.
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_OTHERS = (
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansSC-Regular.otf",
    "NotoSansSC-Regular.ttf",
    "NotoSansKR-Regular.otf",
    "NotoSansDevanagari-Regular.ttf",
    "DejaVuSans.ttf",
    "wqy-microhei.ttf",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
)


@dataclass(frozen=True)
class Cut:
    """A font cut down to the letters it prints: its file, codes and widths.

    codes: of each letter; widths: by letter, as parts of the font size.
    """

    name: str
    program: bytes
    codes: dict[str, int]
    widths: dict[str, float]
    edges: tuple[int, int, int, int]
    heights: tuple[int, int]

    def as_plain(self) -> dict[str, Any]:
        """Everything but the program, fit for JSON."""
        return {name: value for name, value in vars(self).items() if name != "program"}


@dataclass(frozen=True)
class Letters:
    """The fonts of a packet, most used first, and each text as it is printed, in the order
    in which it is read."""

    cuts: tuple[Cut, ...]
    printed: dict[str, str]


def letters_for(texts: Iterable[str], extra: Sequence[SpareFont] = ()) -> Letters:
    """Fonts for these texts, with no letter more; and how each text is printed."""
    fonts = (_noto(), *extra, *_of_the_system())
    printed = {text: _printable(text, fonts) for text in {*texts}}
    used: list[set[str]] = [set() for _ in fonts]
    # Brackets turn where the line does.
    drawn = ({*text, *in_order(text)} for text in printed.values())
    for letter in set().union(*drawn):
        used[_owner(letter, fonts) or 0].add(letter)
    used[0] |= {*"0123456789 .,"}
    cuts = [
        _cut(font, letters)
        for font, letters in zip(fonts, used, strict=True)
        if letters
    ]
    return Letters(tuple(cuts), printed)


def _printable(text: str, fonts: Sequence[SpareFont]) -> str:
    plain = unicodedata.normalize("NFC", visible(text))
    ready = shaped(plain)
    if all(_owner(letter, fonts) is not None for letter in {*ready}):
        return ready
    words = [
        word
        if all(_owner(c, fonts) is not None for c in shaped(word))
        else anyascii(word)
        for word in plain.split(" ")
    ]
    latin = shaped(" ".join(words))
    return "".join(c if _owner(c, fonts) is not None else "?" for c in latin)


def _owner(letter: str, fonts: Sequence[SpareFont]) -> int | None:
    found = (at for at, font in enumerate(fonts) if font.has(letter))
    return next(found, None)


@cache
def _noto() -> SpareFont:
    """Noto Sans, cut once in a process to what it usually prints: the rest is slow."""
    files = importlib.resources.files("fontpkg_noto_sans") / "files"
    whole = SpareFont((files / "NotoSans[wdth,wght].ttf").read_bytes())
    more = map(chr, [*range(0x370, 0x530), *range(0x1F00, 0x2000)])
    wanted = "".join(c for c in [*_USUAL, *_SIGNS, *more] if whole.has(c))
    saved = BytesIO()
    whole.cut_down(wanted).save(saved)
    return SpareFont(saved.getvalue(), name=whole.name)


@cache
def _of_the_system() -> tuple[SpareFont, ...]:
    found = []
    for name in _OTHERS:
        for folder in FONT_FOLDERS:
            for path in sorted(folder.rglob(name))[:1]:
                try:
                    found.append(SpareFont(path.read_bytes()))
                except (NotAFont, OSError):
                    continue
    return tuple(found)


def _cut(font: SpareFont, letters: set[str]) -> Cut:
    cut: TTFont = font.cut_down("".join(sorted(letters)))
    head, scale = cut["head"], 1000 / cut["head"].unitsPerEm
    edges = (head.xMin, head.yMin, head.xMax, head.yMax)
    heights = (cut["hhea"].ascent, cut["hhea"].descent)
    low, left, high, right = (round(edge * scale) for edge in edges)
    up, down = (round(height * scale) for height in heights)
    return Cut(
        name=font.name,
        program=program_of(cut),
        codes=codes_of(cut),
        widths={letter: font.wide(letter) for letter in letters},
        edges=(low, left, high, right),
        heights=(up, down),
    )
