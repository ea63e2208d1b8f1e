"""Reads the fonts a form carries, and lends it a standard one where it names none."""

from io import BytesIO

import pikepdf
from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Name, Object, Stream

from harborlight.papers.fonts import Font
from harborlight.papers.standard_widths import CAP_HEIGHTS, standard_widths

SIMPLE = ("/Type1", "/MMType1", "/TrueType")


def standard_face(name: str) -> str:
    """The standard font that stands in for one of this name, as every viewer would."""
    plain = name.lower().replace(" ", "")
    if "cour" in plain or "mono" in plain:
        return "Courier"
    bold = "-Bold" if "bold" in plain or plain in ("hebo", "tibo") else ""
    if "times" in plain or plain.startswith("ti") or "serif" in plain:
        slanted = "italic" in plain or "oblique" in plain or plain in ("tiit", "tibi")
        if slanted:
            return "Times-BoldItalic" if bold or plain == "tibi" else "Times-Italic"
        return "Times-Bold" if bold else "Times-Roman"
    return f"Helvetica{bold}"


def lend_font(pdf: pikepdf.Pdf, name: str) -> Object:
    """A standard font for the form, for a name that it uses but does not explain."""
    face = standard_face(name)
    if face == "Courier" and "bold" in name.lower():
        face = "Courier-Bold"
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name(f"/{face}"),
            Encoding=Name.WinAnsiEncoding,
        )
    )


def read_font(name: str, font: Object) -> Font | None:
    """What can be printed with a font of the form; None when it is not a simple one."""
    if not isinstance(font, Dictionary) or font.get("/Subtype") not in SIMPLE:
        return None
    face = standard_face(str(font.get("/BaseFont", ""))[1:])
    letters = _encoding(font)
    widths = _widths(font, face, letters)
    drawn = _drawn(font)
    codes: dict[str, int] = {}
    for code, letter in sorted(letters.items()):
        if widths.get(code) and (drawn is None or letter in drawn):
            codes.setdefault(letter, code)
    if not codes:
        return None
    return Font(
        name=name,
        number=font.objgen[0],
        cap=_cap_height(font, face),
        codes=codes,
        widths={letter: widths[code] for letter, code in codes.items()},
    )


def _encoding(font: Object) -> dict[int, str]:
    """The letter behind each code."""
    encoding = font.get("/Encoding")
    base: object = encoding
    differences: list[Object] = []
    if isinstance(encoding, Dictionary):
        base = encoding.get("/BaseEncoding")
        differences = list(encoding.get("/Differences", Array()))
    letters = _base_encoding(base, font)
    code = 0
    for entry in differences:
        if isinstance(entry, Name):
            letters[code] = agl.toUnicode(str(entry)[1:])
            code += 1
        else:
            code = int(entry)
    return {code: c for code, c in letters.items() if len(c) == 1 and 31 < code < 256}


def _base_encoding(base: object, font: Object) -> dict[int, str]:
    if base == Name.WinAnsiEncoding or (
        base is None and font.get("/Subtype") == Name.TrueType
    ):
        return _codec("cp1252")
    if base == Name.MacRomanEncoding:
        return _codec("mac_roman")
    return {code: agl.toUnicode(name) for code, name in enumerate(StandardEncoding)}


def _codec(name: str) -> dict[int, str]:
    return {code: bytes([code]).decode(name, "ignore") for code in range(32, 256)}


def _widths(font: Object, face: str, letters: dict[int, str]) -> dict[int, float]:
    """The width of each code, from the form itself or from the standard font."""
    if "/Widths" not in font:
        usual = standard_widths(face)
        known = {c: usual[code] for code, c in _codec("cp1252").items() if c}
        return {code: known[c] for code, c in letters.items() if c in known}
    first = int(font.get("/FirstChar", 0))
    said = {first + i: float(w) / 1000 for i, w in enumerate(font.Widths)}
    other = (
        float(font.get("/FontDescriptor", Dictionary()).get("/MissingWidth", 0)) / 1000
    )
    return {code: said.get(code, other) for code in letters}


def _drawn(font: Object) -> frozenset[str] | None:
    """The letters a font inside the file can draw; None when it is not inside.

    An embedded font often holds only the letters that the blank itself uses.
    """
    program = font.get("/FontDescriptor", Dictionary()).get("/FontFile2")
    if not isinstance(program, Stream):
        return None
    try:
        with TTFont(BytesIO(program.read_bytes()), lazy=True) as inside:
            letters = inside.getBestCmap()
    except (TTLibError, pikepdf.PikepdfError, AssertionError, KeyError, ValueError):
        return frozenset()
    return frozenset(map(chr, letters)) if letters else None


def _cap_height(font: Object, face: str) -> float:
    said = float(font.get("/FontDescriptor", Dictionary()).get("/CapHeight", 0)) / 1000
    return said if 0.4 < said < 0.9 else CAP_HEIGHTS.get(face, 0.7)
