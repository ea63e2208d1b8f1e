"""Answers are read back, whichever program wrote them."""

from pikepdf import Array, Dictionary, Name, String

from harborlight.papers.practice import practice_form
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import (
    APARTMENT,
    FAMILY_NAME,
    NOTICES,
    PAGE_1,
    STATE,
    STATEMENT,
    changed,
    field_of,
    practice_blank,
)


def test_an_empty_form_reads_as_empty():
    answers = read(practice_form())
    assert (answers[FAMILY_NAME], answers[APARTMENT], answers[NOTICES]) == (
        "",
        False,
        "",
    )


def test_the_barcode_tells_form_edition_and_page():
    answers = read(practice_form())
    assert answers[PAGE_1 + "PDF417BarCode1[0]"] == "HL-1|01/01/26|1"


def test_the_boxes_read_are_the_boxes_noted():
    signature = "HL1[0].Page2[0].Pt3Line2a_Signature[0]"
    assert set(read(practice_form())) == set(practice_blank().by_name)
    assert read(practice_form())[signature] == ""


def test_what_another_program_wrote_is_read():
    def write(opened):
        field_of(opened, FAMILY_NAME).V = String("Peña")
        field_of(opened, STATEMENT).V = opened.make_stream("long\rtext ñ".encode())
        field_of(opened, STATE).V = Array([String("TX")])
        field_of(opened, APARTMENT).AS = Name("/ APT ")
        field_of(opened, NOTICES).V = Name.Email

    answers = read(changed(practice_form(), write))
    assert answers[FAMILY_NAME] == "Peña"
    assert answers[STATEMENT] == "long\ntext ñ"
    assert answers[STATE] == "TX"
    assert answers[APARTMENT] is True
    assert answers[NOTICES] == "Email"


def test_a_value_that_is_no_mark_of_the_form_is_no_mark():
    def write(opened):
        field_of(opened, NOTICES).V = Name("/Pigeon")

    assert read(changed(practice_form(), write))[NOTICES] == ""


def test_push_buttons_have_no_answer():
    def write(opened):
        button = Dictionary(FT=Name.Btn, Ff=1 << 16, T=String("Print"))
        opened.Root.AcroForm.Fields.append(opened.make_indirect(button))

    assert "Print" not in read(changed(practice_form(), write))
