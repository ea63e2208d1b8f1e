"""Prints letters that a form's own font lacks (Ł, ễ, Ж, 李) with a font brought along.

Only the letters used travel inside the PDF. Scripts whose letters change shape or
direction beside each other (Arabic, Hebrew, Devanagari) would come out wrong letter by
letter, so they stay unprintable: a sentence for the reader is better than a wrong name.
"""

import unicodedata
import zlib
from collections.abc import Mapping
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from harborlight.papers.pdf_letters import meaning_of
from harborlight.papers.writing import Revision

# What a printed form has no use for; variations go before the letters are chosen.
VARIATIONS = ("fvar", "gvar", "avar", "HVAR", "MVAR", "STAT", "VVAR")
UNUSED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "meta", "DSIG"]


class NotAFont(Exception):
    """Letters are drawn from a TrueType or OpenType font; says what was given."""


class SpareFont:
    """A font that helps out, from the bytes of a .ttf or .otf file.

    Reading it takes some time: keep it for many forms. Raises NotAFont.
    """

    def __init__(self, data: bytes, name: str = "") -> None:
        self._data = data
        try:
            with TTFont(BytesIO(data), lazy=True) as font:
                letters = font.getBestCmap() or {}
                advances = font["hmtx"].metrics
                units = font["head"].unitsPerEm
                said = name or font["name"].getBestFullName() or "Spare"
                self.name = _plain_name(said)
        except (TTLibError, KeyError, AssertionError, ValueError) as why:
            raise NotAFont("This file is not a TrueType or OpenType font.") from why
        self._widths = {
            chr(code): advances[glyph][0] / units for code, glyph in letters.items()
        }

    def width(self, letter: str) -> float | None:
        """Its width as a part of the font size; None when it cannot be printed."""
        return None if _needs_neighbours(letter) else self._widths.get(letter)

    def has(self, letter: str) -> bool:
        """Whether it can draw this sign, taken by itself."""
        return letter in self._widths

    def wide(self, letter: str) -> float:
        """How wide this sign is by itself, as a part of the font size."""
        return float(self._widths[letter])

    def embed(self, revision: Revision, letters: str) -> "Embedded":
        """Put the font, with these letters alone, into a PDF."""
        return Embedded(revision, self, letters)

    def cut_down(self, letters: str) -> TTFont:
        """The font with only these letters in it, at its usual weight."""
        font = TTFont(BytesIO(self._data), lazy=True)
        for table in VARIATIONS:
            if table in font:
                del font[table]
        options = subset.Options(
            layout_features=[], hinting=False, name_IDs=[], notdef_outline=True
        )
        options.drop_tables += UNUSED
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        return font


def _plain_name(name: str) -> str:
    return "".join(c for c in name if c.isascii() and c.isalnum()) or "Spare"


def _needs_neighbours(letter: str) -> bool:
    """Whether the letter's look depends on the letters beside it."""
    joined = unicodedata.bidirectional(letter) in ("R", "AL", "AN")
    return joined or unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf", "Cc")


class Embedded:
    """A spare font inside a PDF: the object to name, and the code of each letter."""

    def __init__(self, revision: Revision, font: SpareFont, letters: str) -> None:
        cut = font.cut_down(letters)
        self._codes = codes_of(cut)
        widths = {self._codes[c]: font.width(c) or 0.0 for c in letters}
        self.number = _write(revision, font.name, cut, widths, self._codes)

    def show(self, text: str) -> str:
        """The text as a PDF string in this font's codes."""
        return f"<{''.join(f'{self._codes[c]:04x}' for c in text)}>"


def codes_of(font: TTFont) -> dict[str, int]:
    """The code of each letter: the glyph's number, or its identity in a CID font."""
    by_letter = font.getBestCmap()
    if "CFF " in font and hasattr(font["CFF "].cff.topDictIndex[0], "ROS"):
        return {chr(code): int(name[3:]) for code, name in by_letter.items()}
    return {chr(code): font.getGlyphID(name) for code, name in by_letter.items()}


def _write(
    revision: Revision,
    name: str,
    font: TTFont,
    widths: Mapping[int, float],
    codes: Mapping[str, int],
) -> int:
    """Write the font's objects; returns the number of the one to name."""
    base = f"HARBOR+{name}"
    descriptor, descendant, whole = (revision.reserve() for _ in range(3))
    revision.put(descriptor, _descriptor(revision, base, font))
    sizes = " ".join(f"{code}[{round(w * 1000)}]" for code, w in sorted(widths.items()))
    outlines = "CFF " in font
    sort = "/CIDFontType0" if outlines else "/CIDFontType2/CIDToGIDMap/Identity"
    revision.put(
        descendant,
        f"<</Type/Font/Subtype{sort}/BaseFont/{base}/FontDescriptor {descriptor} 0 R"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[{sizes}]>>",
    )
    meaning = revision.add_stream(
        "", meaning_of({code: letter for letter, code in codes.items()})
    )
    revision.put(
        whole,
        f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {meaning} 0 R>>",
    )
    return whole


def _descriptor(revision: Revision, base: str, font: TTFont) -> str:
    """Write the font itself; returns what describes it."""
    outlines = "CFF " in font
    program = program_of(font)
    said = "/Subtype/CIDFontType0C" if outlines else f"/Length1 {len(program)}"
    key = "FontFile3" if outlines else "FontFile2"
    file = revision.add_stream(f"{said}/Filter/FlateDecode", zlib.compress(program))
    head, scale = font["head"], 1000 / font["head"].unitsPerEm
    bounds = (head.xMin, head.yMin, head.xMax, head.yMax)
    box = " ".join(str(round(edge * scale)) for edge in bounds)
    up, down = (round(h * scale) for h in (font["hhea"].ascent, font["hhea"].descent))
    return (
        f"<</Type/FontDescriptor/FontName/{base}/Flags 4/FontBBox[{box}]/ItalicAngle 0"
        f"/Ascent {up}/Descent {down}/CapHeight 700/StemV 80/{key} {file} 0 R>>"
    )


def program_of(font: TTFont) -> bytes:
    """The font as PDF carries it: whole, or of a PostScript font the letters alone."""
    saved = BytesIO()
    font.save(saved)
    if "CFF " not in font:
        return saved.getvalue()
    with TTFont(BytesIO(saved.getvalue()), lazy=True) as again:
        return bytes(again.reader["CFF "])
