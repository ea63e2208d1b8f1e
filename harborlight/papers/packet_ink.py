"""Writing with a packet's one font: its object in the file, and lines of text drawn.

Content streams are bytes as PDF spells them; x and y are in points.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from harborlight.papers.packet_shaping import in_order
from harborlight.papers.pdf_letters import meaning_of

_NOTHING = (0, "0000", 0.5)
# PostScript outlines begin with the number of their version, TrueType with a nought.
_CFF = b"\x01"
# Names that no page of somebody else's uses for a font of its own.
NAME = "/HbLt"


class Ink:
    """The fonts of a packet inside one file, and what it takes to write with them.

    cuts: as `packet_letters.Cut.as_plain` tells them; programs: their bytes; printed:
    how each text is drawn.
    """

    def __init__(
        self,
        cuts: Sequence[Mapping[str, Any]],
        programs: Sequence[bytes],
        printed: Mapping[str, str],
    ) -> None:
        self._cuts, self._programs, self._printed = cuts, programs, printed
        self._fonts: list[Object] = []
        # Of each letter: its font's place, its code as PDF spells it, its width.
        self._known: dict[str, tuple[int, str, float]] = {}
        for at, cut in enumerate(cuts):
            for letter, code in cut["codes"].items():
                wide = cut["widths"].get(letter, 0.5)
                self._known.setdefault(letter, (at, f"{code:04x}", wide))

    def into(self, pdf: pikepdf.Pdf) -> None:
        """Put the fonts into this file; what is drawn from now on stands in it."""
        pairs = zip(self._cuts, self._programs, strict=True)
        self._fonts = [_embedded(pdf, cut, program) for cut, program in pairs]

    def lend(self, resources: Object) -> None:
        """Let a page with these resources be written on."""
        fonts = resources.get("/Font")
        if not isinstance(fonts, Dictionary):
            resources.Font = fonts = Dictionary()
        for at, font in enumerate(self._fonts):
            fonts[f"{NAME}{at}"] = font

    def read(self, text: str) -> str:
        """The text with the letters it is drawn with, in the order in which it is read."""
        return self._printed.get(text, text)

    def spelt(self, text: str) -> str:
        """The text as it will be drawn on one line."""
        return in_order(self.read(text))

    def width(self, text: str, size: float) -> float:
        """How long a text is that was spelt, in points."""
        known = self._known
        return size * sum(
            [known[letter][2] if letter in known else 0.5 for letter in text]
        )

    def line(self, text: str, size: float) -> bytes:
        """Operators that draw a text that was spelt, where the pen is."""
        shown: list[str] = []
        font = -1
        for letter in text:
            at, code, _wide = self._known.get(letter, _NOTHING)
            if at != font:
                shown.append("> Tj" if font >= 0 else "")
                shown.append(f" {NAME}{at} {size:.3f} Tf <")
                font = at
            shown.append(code)
        return ("".join(shown) + "> Tj" if shown else "").encode()


def packed(pdf: pikepdf.Pdf, content: bytes) -> Stream:
    """A stream of ours, compressed once and for all."""
    return Stream(pdf, zlib.compress(content, 6), Filter=Name.FlateDecode)


def _embedded(pdf: pikepdf.Pdf, cut: Mapping[str, Any], program: bytes) -> Object:
    base = Name(f"/HARBOR+{cut['name']}")
    outlines = program[:1] == _CFF
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if outlines else Name.CIDFontType2,
        BaseFont=base,
        FontDescriptor=_descriptor(pdf, cut, program, outlines=outlines),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        W=_widths(cut),
    )
    if not outlines:
        below.CIDToGIDMap = Name.Identity
    # Letters in the shape they have beside others are found by their plain ones.
    plain = {
        code: unicodedata.normalize("NFKC", letter)
        for letter, code in cut["codes"].items()
    }
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
            ToUnicode=packed(pdf, meaning_of(plain)),
        )
    )


def _descriptor(
    pdf: pikepdf.Pdf, cut: Mapping[str, Any], program: bytes, *, outlines: bool
) -> Object:
    file = packed(pdf, program)
    if outlines:
        file.Subtype = Name.CIDFontType0C
    else:
        file.Length1 = len(program)
    up, down = cut["heights"]
    told = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/HARBOR+{cut['name']}"),
        Flags=4,
        FontBBox=Array(cut["edges"]),
        ItalicAngle=0,
        Ascent=up,
        Descent=down,
        CapHeight=700,
        StemV=80,
    )
    told[Name.FontFile3 if outlines else Name.FontFile2] = file
    return pdf.make_indirect(told)


def _widths(cut: Mapping[str, Any]) -> Array:
    widths = Array()
    for letter, code in sorted(cut["codes"].items(), key=lambda pair: pair[1]):
        widths.extend([code, Array([round(cut["widths"].get(letter, 0.5) * 1000)])])
    return widths
