"""Letters of a font whose outlines are PostScript's, as those for Chinese often are."""

import io

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from harborlight.papers.packet_ink import Ink
from harborlight.papers.packet_letters import letters_for
from harborlight.papers.spare_fonts import SpareFont


def boxes(letters: str) -> bytes:
    """A font that draws each letter as a box, each higher than the one before.

    Its glyphs have identities (10, 20, ...) that are not their places.
    """
    names = [".notdef", *(f"cid{10 * at:05d}" for at in range(1, len(letters) + 1))]
    made = FontBuilder(1000, isTTF=False)
    made.setupGlyphOrder(names)
    made.setupCharacterMap(
        {ord(one): name for one, name in zip(letters, names[1:], strict=True)}
    )
    drawn = {}
    for at, name in enumerate(names):
        pen = T2CharStringPen(1000, None)
        pen.moveTo((100, 0))
        for corner in ((900, 0), (900, 200 * at), (100, 200 * at)):
            pen.lineTo(corner)
        pen.closePath()
        drawn[name] = pen.getCharString()
    made.setupCFF("Boxes", {"FullName": "Boxes"}, drawn, {})
    made.setupHorizontalMetrics({name: (1000, 100) for name in names})
    made.setupHorizontalHeader(ascent=880, descent=-120)
    made.setupNameTable({"familyName": "Boxes", "fullName": "Boxes"})
    made.setupOS2()
    made.setupPost()
    top = made.font["CFF "].cff.topDictIndex[0]
    one = FontDict()
    one.Private = top.Private
    del top.Private
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 1000
    top.FDArray, top.FDSelect = FDArrayIndex(), FDSelect(format=3)
    top.FDArray.append(one)
    top.FDSelect.gidArray = [0] * len(names)
    top.CharStrings.fdArray, top.CharStrings.fdSelect = top.FDArray, top.FDSelect
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


@pytest.mark.feature("F106")
def test_a_letter_is_told_by_its_identity_and_not_by_its_place_in_the_font():
    letters = letters_for(["張"], [SpareFont(boxes("李王張"))])
    cut = letters.cuts[-1]
    assert cut.name == "Boxes" and cut.codes == {"張": 30}
    with pikepdf.new() as pdf:
        ink = Ink(
            [one.as_plain() for one in letters.cuts],
            [one.program for one in letters.cuts],
            letters.printed,
        )
        ink.into(pdf)
        page = pdf.add_blank_page(page_size=(100, 100)).obj
        page.Resources = pikepdf.Dictionary()
        ink.lend(page.Resources)
        page.Contents = pdf.make_stream(
            b"BT 1 0 0 1 0 20 Tm " + ink.line("張", 100) + b" ET"
        )
        saved = io.BytesIO()
        pdf.save(saved)
    with pypdfium2.PdfDocument(saved.getvalue()) as document:
        seen = document[0].render(scale=1).to_pil().convert("L")
        assert document[0].get_textpage().get_text_range() == "張"
    ink_there = seen.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert ink_there == pytest.approx((10, 20, 90, 80), abs=1)
