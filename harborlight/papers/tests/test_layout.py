"""How much a box holds, and how a longer answer is divided."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harborlight.papers.boxes import Spacing
from harborlight.papers.layout import (
    READABLE,
    Layout,
    as_written,
    divide,
    fits,
    lay_out,
    room,
    wrap,
)
from harborlight.papers.tests.forms_at_hand import (
    A_NUMBER,
    FAMILY_NAME,
    PAGE_1,
    STATEMENT,
    practice_blank,
)

WORDS = st.text("abcñ W.", max_size=700)
EMAIL = PAGE_1 + "Pt2Line5_Email[0]"


def box(name):
    return practice_blank().by_name[name]


def test_a_typewriter_box_holds_what_its_width_allows():
    """164 points between the margins, 6 points a letter."""
    space = room(box(FAMILY_NAME))
    assert (space.lines, space.points, space.characters) == (1, 164, 27)
    assert fits(box(FAMILY_NAME), "x" * 27)
    assert not fits(box(FAMILY_NAME), "x" * 28)


def test_a_smaller_print_holds_more_down_to_what_can_be_read():
    """7 points: 4.2 a letter, 39 letters."""
    assert READABLE == 7
    assert fits(box(FAMILY_NAME), "x" * 39, shrunk=True)
    assert not fits(box(FAMILY_NAME), "x" * 40, shrunk=True)


def test_a_box_with_cells_holds_one_letter_in_each():
    assert room(box(A_NUMBER)).characters == 9
    assert fits(box(A_NUMBER), "123456789")
    assert not fits(box(A_NUMBER), "1234567890")


def test_a_box_of_many_lines_counts_them():
    """126 points high: 10 lines of 11.5 points and the margin; 41 letters in each."""
    space = room(box(STATEMENT))
    assert (space.lines, space.characters) == (10, 41)
    assert fits(box(STATEMENT), "\n".join("abcdefghij"))
    assert not fits(box(STATEMENT), "\n".join("abcdefghijk"))


def test_a_single_line_stands_in_the_middle_of_its_box():
    """18 points high, capitals of Courier 0.562 of the size."""
    name = box(FAMILY_NAME)
    layout = lay_out(name, name.places[0], "Peña")
    assert layout == Layout(("Peña",), 10, 10, pytest.approx((18 - 5.62) / 2))


def test_descenders_stay_inside_a_box_that_is_hardly_higher_than_its_letters():
    low = replace(box(FAMILY_NAME).places[0], rect=(0, 0, 100, 10))
    layout = lay_out(replace(box(FAMILY_NAME), places=(low,)), low, "gypsy")
    assert layout.size == 10
    assert layout.first == pytest.approx(2.2)


def test_lines_stand_on_the_rules_that_the_form_prints():
    """126 points with a spacing of 17.5: seven rules, 18 points apart."""
    ruled = replace(box(STATEMENT), spacing=Spacing(line=17.5))
    assert room(ruled).lines == 7
    layout = lay_out(ruled, ruled.places[0], "a\nb")
    assert (layout.leading, layout.size) == (18, 10)
    assert layout.first == pytest.approx(126 - 18 + (18 - 5.62) / 2)


def test_a_long_story_is_made_only_as_small_as_it_must_be():
    """11 lines need 126 points: 9.5 is the first half point that leaves room for them."""
    layout = lay_out(box(STATEMENT), box(STATEMENT).places[0], "a\n" * 10 + "a")
    assert layout.size == 9.5


def test_a_line_breaks_between_words():
    widths = dict.fromkeys("abcdefgh ", 1.0)
    text = "abc de\n\nfgh  abcdefgh a"
    lines = [text[start:end] for start, end in wrap(text, 5, widths)]
    assert lines == ["abc", "de", "", "fgh", "abcde", "fgh a"]


def test_wide_letters_need_more_room_than_narrow_ones():
    assert lay_out(box(EMAIL), box(EMAIL).places[0], "i" * 70).size == 10.5
    assert lay_out(box(EMAIL), box(EMAIL).places[0], "W" * 30) is None


def test_an_answer_is_divided_between_two_words():
    first, rest = divide(box(FAMILY_NAME), "María de los Ángeles Núñez de la Peña")
    assert (first, rest) == ("María de los Ángeles Núñez", "de la Peña")


def test_an_answer_that_fits_is_not_divided():
    assert divide(box(FAMILY_NAME), "Peña") == ("Peña", "")


def test_room_is_kept_for_the_words_that_say_where_it_goes_on():
    name = "María de los Ángeles Núñez"
    first, rest = divide(box(FAMILY_NAME), name + " Peña", ending=" (see Part 4)")
    assert (first, rest) == ("María de los", "Ángeles Núñez Peña")


def test_a_word_longer_than_the_box_is_divided_between_letters():
    assert divide(box(FAMILY_NAME), "x" * 30) == ("x" * 27, "xxx")


def test_nothing_goes_where_not_even_the_ending_fits():
    assert divide(box(A_NUMBER), "1234567890", ending=" (Part 4)") == ("", "1234567890")


@settings(max_examples=80, deadline=None)
@given(text=WORDS)
def test_no_word_is_lost_when_an_answer_is_divided(text):
    for name in (STATEMENT, FAMILY_NAME):
        first, rest = divide(box(name), text)
        assert fits(box(name), first)
        whole = as_written(box(name), text)
        assert whole.startswith(first)
        assert whole.endswith(rest)
        assert (first + rest).replace(" ", "") == whole.replace(" ", "")


@settings(max_examples=80, deadline=None)
@given(text=WORDS)
def test_every_printed_line_is_inside_the_box(text):
    statement = box(STATEMENT)
    place = statement.places[0]
    layout = lay_out(statement, place, text)
    if layout is None:
        assert not fits(statement, text, shrunk=True)
        return
    widest = max(len(line) for line in layout.lines) * 0.6 * layout.size
    lowest = layout.first - (len(layout.lines) - 1) * layout.leading
    assert widest <= place.size[0] - 4 + 0.01
    assert lowest >= 0.2 * layout.size
    assert layout.first + 0.8 * layout.size <= place.size[1]


@pytest.mark.parametrize(
    ("copied", "written"),
    [
        ("a\tb", "a b"),
        ("Pen\u0303a", "Peña"),
        ("a\u200bb\ufeff", "ab"),
        ("1\u20112", "1-2"),
        ("a\r\nb\rc", "a b c"),
    ],
)
def test_copied_text_is_written_plainly(copied, written):
    assert as_written(box(FAMILY_NAME), copied) == written


def test_line_breaks_stay_where_a_box_has_lines():
    assert as_written(box(STATEMENT), "a\r\nb\rc") == "a\nb\nc"
