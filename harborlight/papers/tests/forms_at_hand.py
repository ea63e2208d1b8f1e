"""The forms that the tests fill, and what they fill them with."""

import os
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from harborlight.papers.blanks import Blank
from harborlight.papers.boxes import Box
from harborlight.papers.layout import room
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare

STORY = "María Núñez de la Peña wohnte bei Frau Groß, “am Bach”, für 200 €. "
PAGE_1, PAGE_2 = "HL1[0].Page1[0].", "HL1[0].Page2[0]."
FAMILY_NAME = PAGE_1 + "Pt1Line2a_FamilyName[0]"
A_NUMBER = PAGE_1 + "Pt1Line1_AlienNumber[0]"
STATEMENT = PAGE_2 + "Pt3Line1_Statement[0]"
STATE = PAGE_1 + "Pt1Line5d_State[0]"
APARTMENT = PAGE_1 + "Pt1Line5b_Unit[0]"
NOTICES = PAGE_1 + "Pt2Line4_Notices[0]"
CASE_NAME = "HL1[0].CaseName[0]"


@cache
def practice_blank() -> Blank:
    return prepare(practice_form())


def official_files() -> list[Path]:
    """The agency's blanks that this machine has, by form name."""
    folder = os.environ.get("HARBORLIGHT_FORMS")
    return sorted(Path(folder).glob("*__*.pdf")) if folder else []


def full_answers(blank: Blank) -> dict[str, str | bool]:
    """An answer for every box that takes one, about as long as the box likes it."""
    kinds = ("text", "choice", "check")
    return {box.name: an_answer(box) for box in blank.boxes if box.kind in kinds}


def an_answer(box: Box) -> str | bool:
    if box.kind == "check":
        return True if len(box.on_values) == 1 else box.on_values[-1]
    if box.kind == "choice":
        return max((option.value for option in box.options), default="")
    if box.comb:
        return ("1234567890" * 4)[: box.max_length]
    space = room(box)
    length = int(space.lines * space.characters * 0.8)
    return (STORY * 60)[: min(length, box.max_length or length)].strip() or "7"


def a_font(letters: str, wide: int = 700) -> bytes:
    """A font whose letters are all black bars of the given width in thousandths."""
    names = [f"bar{number}" for number in range(len(letters))]
    pen = TTGlyphPen(None)
    for x, y in ((50, 0), (50, 700), (wide - 50, 700), (wide - 50, 0)):
        (pen.moveTo if (x, y) == (50, 0) else pen.lineTo)((x, y))
    pen.closePath()
    bar = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap(dict(zip(map(ord, letters), names, strict=True)))
    builder.setupGlyf({name: bar for name in (".notdef", *names)})
    builder.setupHorizontalMetrics({n: (wide, 50) for n in (".notdef", *names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    saved = BytesIO()
    builder.save(saved)
    return saved.getvalue()


def changed(pdf: bytes, change) -> bytes:
    """The PDF after somebody changed it, by a function of the opened PDF."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        saved = BytesIO()
        opened.save(saved)
    return saved.getvalue()


def words_on(pdf: bytes, page: int) -> str:
    """The words that a reader of the page can select, answers included."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        document[page - 1].flatten()
        return document[page - 1].get_textpage().get_text_bounded()
    finally:
        document.close()


def field_of(opened: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """The field of a full name."""
    fields = list(opened.Root.AcroForm.Fields)
    for part in name.split("."):
        field = next(f for f in fields if str(f.get("/T", "")) == part)
        fields = list(field.get("/Kids", []))
    return field
