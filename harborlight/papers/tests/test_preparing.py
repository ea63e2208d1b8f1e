"""A blank enters the library: what is taken out, what is noted, what is refused."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from harborlight.papers.blanks import Blank, NotesDoNotFit
from harborlight.papers.filling import fill
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import NoForm, OnlyForAdobe, prepare
from harborlight.papers.tests.forms_at_hand import (
    A_NUMBER,
    APARTMENT,
    CASE_NAME,
    FAMILY_NAME,
    NOTICES,
    PAGE_1,
    PAGE_2,
    STATE,
    STATEMENT,
    a_font,
    changed,
    field_of,
    practice_blank,
)
from harborlight.papers.xfa import spacings

TEMPLATE = b"""<template><subform name="HL1"><field name="Pt3Line1_Statement">
<caption><para lineHeight="99pt"/></caption><para spaceAbove="4pt" lineHeight="17.5pt"/>
</field><field name="Pt1Line2a_FamilyName"><para vAlign="middle"/></field></subform>
</template>"""


def as_the_agency_saves(pdf: bytes) -> bytes:
    """The PDF encrypted for everybody's eyes, with XFA and a usage-rights signature."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        form = opened.Root.AcroForm
        template = opened.make_stream(TEMPLATE)
        form.XFA = Array([String("template"), template])
        form.SigFlags = 2
        opened.Root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig))
        opened.Root.NeedsRendering = True
        saved = BytesIO()
        lock = pikepdf.Encryption(owner="agency", user="", R=4, aes=True)
        opened.save(saved, encryption=lock)
    return saved.getvalue()


@pytest.mark.feature("F115")
def test_what_would_hide_or_spoil_the_answers_is_taken_out():
    blank = prepare(as_the_agency_saves(practice_form()))
    with pikepdf.open(BytesIO(blank.pdf)) as opened:
        form = opened.Root.AcroForm
        assert not opened.is_encrypted
        assert {"/XFA", "/SigFlags"} & set(form.keys()) == set()
        assert {"/Perms", "/NeedsRendering"} & set(opened.Root.keys()) == set()
        assert form.NeedAppearances is False
        assert opened.check_pdf_syntax() == []
    assert blank.pages == 2


@pytest.mark.feature("F115")
def test_every_box_is_noted_as_the_form_draws_it():
    boxes = practice_blank().by_name
    number = boxes[A_NUMBER]
    assert (number.kind, number.comb, number.max_length) == ("text", True, 9)
    assert (number.page, number.rect) == (1, (160, 630, 288, 648))
    assert number.tooltip == "Part 1. Information About You. 1. A-Number."
    assert (number.font.name, number.size, number.alignment) == ("CoBo", 10, "left")
    assert boxes[STATEMENT].multiline
    assert boxes[STATE].options[1].value == "CA"
    assert boxes[APARTMENT].on == " APT "
    assert boxes[NOTICES].on_values == ("Mail", "Email")
    assert [place.page for place in boxes[CASE_NAME].places] == [1, 2]
    assert boxes[PAGE_2 + "Pt1Line2a_FamilyName[1]"].read_only
    assert boxes[PAGE_1 + "PDF417BarCode1[0]"].kind == "barcode"
    assert boxes[PAGE_2 + "Pt3Line2a_Signature[0]"].kind == "signature"
    assert boxes[PAGE_2 + "Pt3Line2b_DateOfSignature[0]"].kind == "text"


def test_the_designers_line_spacing_is_kept_from_the_xfa():
    boxes = prepare(as_the_agency_saves(practice_form())).by_name
    assert boxes[STATEMENT].spacing.line == 17.5
    assert boxes[STATEMENT].spacing.above == 4
    assert boxes[FAMILY_NAME].spacing.line == 0


def test_an_xfa_without_fields_says_nothing_about_spacing():
    assert spacings("<template/>") == {}


def test_a_name_used_twice_with_different_spacings_keeps_the_usual_one():
    twice = "<field name='a'/>".replace("'", '"')
    for line in ("10pt", "5mm"):
        twice += f'<field name="b"><para lineHeight="{line}"/></field>'
    assert spacings(twice) == {}


def test_a_stored_blank_is_the_blank_that_was_stored():
    blank = practice_blank()
    again = Blank.of_notes(blank.pdf, blank.notes())
    assert again.notes() == blank.notes()
    values = {FAMILY_NAME: "Peña", NOTICES: "Mail", STATE: "TX"}
    assert fill(again, values).pdf == fill(blank, values).pdf


def test_notes_of_another_form_are_refused():
    blank = practice_blank()
    with pytest.raises(NotesDoNotFit):
        Blank.of_notes(blank.pdf + b"\n", blank.notes())


def test_notes_of_another_edition_of_the_program_are_refused():
    blank = practice_blank()
    with pytest.raises(NotesDoNotFit):
        Blank.of_notes(blank.pdf, blank.notes().replace('"edition":1', '"edition":0'))


def test_the_original_is_known_by_its_hash():
    original = as_the_agency_saves(practice_form())
    assert prepare(original).sha256 != prepare(practice_form()).sha256


def test_preparing_twice_gives_the_same_bytes():
    assert prepare(practice_form()).pdf == practice_blank().pdf


def test_a_pdf_without_boxes_is_refused():
    def drop(opened):
        for page in opened.pages:
            del page.Annots
        del opened.Root.AcroForm

    with pytest.raises(NoForm):
        prepare(changed(practice_form(), drop))


def test_a_form_that_only_adobe_can_draw_is_refused():
    def empty(opened):
        for page in opened.pages:
            del page.Annots
        opened.Root.AcroForm.Fields = Array()
        opened.Root.AcroForm.XFA = Array([])

    with pytest.raises(OnlyForAdobe, match="Adobe"):
        prepare(changed(practice_form(), empty))


def test_a_form_without_fonts_of_its_own_is_lent_them():
    """Courts' forms say /Helvetica and explain it nowhere."""

    def strip(opened):
        del opened.Root.AcroForm.DR
        field_of(opened, FAMILY_NAME).DA = String("/Helvetica 10 Tf 0 g")

    box = prepare(changed(practice_form(), strip)).by_name[FAMILY_NAME]
    assert box.font.name == "Helvetica"
    assert box.font.widths["W"] == 0.944


def test_letters_missing_from_an_embedded_encoding_are_known():
    """PDFDocEncoding puts the Euro elsewhere than Windows does."""

    def recode(opened):
        encoding = Dictionary(
            Type=Name.Encoding,
            Differences=Array([160, Name.Euro, 161, Name.exclamdown]),
        )
        opened.Root.AcroForm.DR.Font.CoBo.Encoding = encoding

    font = prepare(changed(practice_form(), recode)).by_name[FAMILY_NAME].font
    assert font.codes["€"] == 160
    assert font.missing("Peña €") == "ñ"


def test_letters_that_an_embedded_font_does_not_hold_are_known():
    """A font inside a PDF often has only the letters that the blank itself prints."""

    def embed(opened):
        font = opened.Root.AcroForm.DR.Font.CoBo
        font.Subtype = Name.TrueType
        font.FirstChar, font.LastChar = 32, 255
        font.Widths = Array([500] * 224)
        program = opened.make_stream(a_font("Pea"))
        font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontFile2=program)

    font = prepare(changed(practice_form(), embed)).by_name[FAMILY_NAME].font
    assert font.missing("Peña") == "ñ"
    assert font.widths["P"] == 0.5


def test_a_font_that_cannot_print_answers_is_replaced_by_the_usual_one():
    def compose(opened):
        opened.Root.AcroForm.DR.Font.CoBo.Subtype = Name.Type0

    box = prepare(changed(practice_form(), compose)).by_name[FAMILY_NAME]
    assert box.font.name == "Helv"
