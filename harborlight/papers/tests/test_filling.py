"""Answers are printed into the practice form, and nothing else changes."""

import re
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from harborlight.papers.filling import fill
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare
from harborlight.papers.reading import read
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
    changed,
    field_of,
    full_answers,
    practice_blank,
    words_on,
)


def filled(**values):
    """The practice form filled, as (answers read back, opened PDF)."""
    pdf = fill(practice_blank(), values).pdf
    return read(pdf), pikepdf.open(BytesIO(pdf))


def problem_with(name, value):
    """The reason why one answer is not printed; its box must be as in the blank."""
    result = fill(practice_blank(), {name: value})
    assert read(result.pdf) == read(practice_blank().pdf)
    (problem,) = result.problems
    assert (problem.box, problem.value) == (name, value)
    assert problem.sentence.endswith((".", "Ł", "Ж"))
    return problem.reason


@pytest.mark.feature("F116")
def test_every_box_takes_its_answer_and_gives_it_back():
    blank = practice_blank()
    values = full_answers(blank)
    result = fill(blank, values)
    assert result.problems == ()
    read_back = read(result.pdf)
    assert {name: read_back[name] for name in values} == values


@pytest.mark.feature("F116")
def test_the_answer_is_printed_where_it_is_stored():
    pdf = fill(practice_blank(), {FAMILY_NAME: "Núñez Peña", CASE_NAME: "Peña, I-130"})
    assert "Núñez Peña" in words_on(pdf.pdf, 1)
    assert "Peña, I-130" in words_on(pdf.pdf, 1)
    assert "Peña, I-130" in words_on(pdf.pdf, 2)


def test_the_result_stays_open_to_changes_and_is_sound():
    values = full_answers(practice_blank())
    with pikepdf.open(BytesIO(fill(practice_blank(), values).pdf)) as opened:
        assert not opened.is_encrypted
        assert opened.check_pdf_syntax() == []
        assert opened.Root.AcroForm.NeedAppearances is False
        field = field_of(opened, FAMILY_NAME)
        assert str(field.DA) == "/CoBo 10 Tf 0 g"
        assert field.AP.N.BBox == [0, 0, 168, 18]


def test_a_repeat_marked_read_only_is_filled_all_the_same():
    repeat = PAGE_2 + "Pt1Line2a_FamilyName[1]"
    answers, _ = filled(**{repeat: "Peña"})
    assert answers[repeat] == "Peña"


def test_a_tick_sets_value_state_and_nothing_else():
    answers, opened = filled(**{APARTMENT: True})
    field = field_of(opened, APARTMENT)
    assert answers[APARTMENT] is True
    assert {field.V, field.AS} == {Name("/ APT ")}
    assert "/ APT " in field.AP.N


def test_a_tick_is_named_with_its_stray_blanks():
    assert fill(practice_blank(), {APARTMENT: " APT "}).problems == ()
    assert problem_with(APARTMENT, "APT") == "no such choice"


def test_one_mark_of_several_is_set_and_the_others_are_not():
    answers, opened = filled(**{NOTICES: "Email"})
    field = field_of(opened, NOTICES)
    assert answers[NOTICES] == "Email"
    assert [kid.AS for kid in field.Kids] == [Name.Off, Name.Email]
    assert problem_with(NOTICES, True) == "no such choice"
    assert problem_with(NOTICES, "Pigeon") == "no such choice"


def test_a_choice_is_made_by_what_is_stored_or_by_what_is_shown():
    relation = PAGE_1 + "Pt2Line1_Relation[0]"
    for said in ("S", "Spouse"):
        result = fill(practice_blank(), {relation: said})
        assert read(result.pdf)[relation] == "S"
        with pikepdf.open(BytesIO(result.pdf)) as opened:
            assert field_of(opened, relation).I == [1]
        assert "Spouse" in words_on(result.pdf, 1)
    assert problem_with(relation, "Aunt") == "no such choice"
    assert problem_with(STATE, "ZZ") == "no such choice"


def test_every_box_can_be_cleared_again():
    blank = practice_blank()
    values = full_answers(blank)
    again = prepare(fill(blank, values).pdf)
    emptied = {name: False if value is True else "" for name, value in values.items()}
    result = fill(again, emptied)
    assert result.problems == ()
    assert {name: read(result.pdf)[name] for name in values} == emptied
    assert "Núñez" not in words_on(result.pdf, 1)


def test_each_letter_stands_in_the_middle_of_its_cell():
    """Nine cells in 128 points; Courier is 6 points wide at 10."""
    _, opened = filled(**{A_NUMBER: "123456789"})
    look = field_of(opened, A_NUMBER).AP.N.read_bytes().decode()
    steps = [float(x) for x in re.findall(r"([\d.]+) [\d.]+ Td", look)]
    middles = [sum(steps[: count + 1]) + 3 for count in range(9)]
    assert middles == pytest.approx([128 / 9 * (n + 0.5) for n in range(9)], abs=0.05)


def test_an_answer_longer_than_the_box_counts_is_a_problem():
    assert problem_with(A_NUMBER, "1234567890") == "too long"
    assert problem_with(PAGE_1 + "Pt1Line5e_Zip[0]", "20001-1234") == "too long"


def test_a_long_answer_is_printed_smaller_and_said_so():
    name = "Wolfeschlegelsteinhausenbergerdorff"
    result = fill(practice_blank(), {FAMILY_NAME: name})
    assert (result.problems, result.shrunk) == ((), (FAMILY_NAME,))
    assert read(result.pdf)[FAMILY_NAME] == name
    assert name in words_on(result.pdf, 1)


def test_an_answer_that_would_be_unreadable_is_a_problem():
    assert problem_with(FAMILY_NAME, "W" * 50) == "does not fit"
    assert problem_with(STATEMENT, "words " * 600) == "does not fit"


def test_letters_no_font_prints_are_a_problem_and_no_question_mark():
    assert problem_with(FAMILY_NAME, "Łukasz Ł") == "cannot be printed"
    assert problem_with(STATEMENT, "О Ж") == "cannot be printed"


def test_accents_apart_from_their_letter_are_joined():
    answers, _ = filled(**{FAMILY_NAME: "Pen\u0303a"})
    assert answers[FAMILY_NAME] == "Peña"


def test_barcodes_and_signatures_are_not_typed_into():
    assert problem_with(PAGE_1 + "PDF417BarCode1[0]", "HL-2") == "not for typing"
    assert problem_with(PAGE_2 + "Pt3Line2a_Signature[0]", "Ada") == "not for typing"


def test_a_name_the_form_does_not_have_is_a_problem():
    assert problem_with("Nowhere[0]", "Ada") == "no such box"


def test_a_tick_for_a_text_box_is_a_problem():
    assert problem_with(FAMILY_NAME, True) == "wrong kind"


def test_brackets_backslashes_and_line_breaks_come_through():
    text = "See (a) \\ (b)\nand ) then (\n\nend"
    answers, _ = filled(**{STATEMENT: text})
    assert answers[STATEMENT] == text


def test_filling_again_from_the_same_blank_gives_the_same_bytes():
    values = full_answers(practice_blank())
    first = fill(practice_blank(), values).pdf
    assert fill(practice_blank(), values).pdf == first


def test_a_filled_form_can_be_prepared_and_changed_later():
    once = fill(practice_blank(), {FAMILY_NAME: "Peña", NOTICES: "Mail"}).pdf
    twice = fill(prepare(once), {FAMILY_NAME: "Núñez"}).pdf
    answers = read(twice)
    assert (answers[FAMILY_NAME], answers[NOTICES]) == ("Núñez", "Mail")


def test_a_box_on_a_turned_page_is_drawn_upright_for_its_reader():
    def turn(opened):
        field = field_of(opened, FAMILY_NAME)
        field.MK = Dictionary(R=90)
        field.Rect = Array([300, 100, 318, 260])

    blank = prepare(changed(practice_form(), turn))
    with pikepdf.open(BytesIO(fill(blank, {FAMILY_NAME: "Peña"}).pdf)) as opened:
        look = field_of(opened, FAMILY_NAME).AP.N
        assert look.BBox == [0, 0, 160, 18]
        assert look.Matrix == [0, 1, -1, 0, 18, 0]


def test_a_boxs_own_border_and_ground_are_drawn_again():
    def colour(opened):
        look = Dictionary(BC=Array([0.75]), BG=Array([1, 1, 0]))
        field_of(opened, FAMILY_NAME).MK = look

    blank = prepare(changed(practice_form(), colour))
    with pikepdf.open(BytesIO(fill(blank, {FAMILY_NAME: "Peña"}).pdf)) as opened:
        look = field_of(opened, FAMILY_NAME).AP.N.read_bytes()
    assert look.startswith(b"q 1.000 1.000 0.000 rg 0 0 168.00 18.00 re f 0.750 G")
