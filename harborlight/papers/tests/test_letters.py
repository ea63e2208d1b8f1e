"""Letters that a form's own font lacks are lent by another, or the reader is told."""

from io import BytesIO

import pikepdf
import pytest

from harborlight.papers.filling import fill
from harborlight.papers.reading import read
from harborlight.papers.rendering import render
from harborlight.papers.spare_fonts import NotAFont, SpareFont
from harborlight.papers.tests.forms_at_hand import (
    A_NUMBER,
    FAMILY_NAME,
    STATEMENT,
    a_font,
    practice_blank,
    words_on,
)


@pytest.mark.feature("F116")
def test_a_name_beyond_the_forms_font_is_printed_with_a_spare_one():
    spare = SpareFont(a_font("Łłđ李"))
    result = fill(practice_blank(), {FAMILY_NAME: "Łukasz 李"}, [spare])
    assert result.problems == ()
    assert read(result.pdf)[FAMILY_NAME] == "Łukasz 李"
    assert "Łukasz 李" in words_on(result.pdf, 1)


def test_only_the_letters_used_travel_in_the_pdf():
    spare = SpareFont(a_font("Łłđ李"))
    with pikepdf.open(
        BytesIO(fill(practice_blank(), {FAMILY_NAME: "Ł"}, [spare]).pdf)
    ) as opened:
        assert opened.check_pdf_syntax() == []
        fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
        (lent,) = [f for f in fonts if f.get("/Subtype") == pikepdf.Name.CIDFontType2]
    assert [int(w) for w in lent.W[1]] == [700]
    assert len(lent.W) == 2


def test_spare_letters_are_measured_as_they_are():
    wide = SpareFont(a_font("Ł", wide=3000))
    result = fill(practice_blank(), {FAMILY_NAME: "Ł" * 10}, [wide])
    assert [problem.reason for problem in result.problems] == ["does not fit"]


def test_the_first_font_that_has_a_letter_prints_it():
    narrow, wide = SpareFont(a_font("Ł", 500)), SpareFont(a_font("Łđ", 3000))
    result = fill(practice_blank(), {FAMILY_NAME: "ŁŁŁŁŁŁđ"}, [narrow, wide])
    assert result.problems == ()


def test_spare_letters_go_into_cells_and_lines_too():
    spare = SpareFont(a_font("Łđ"))
    values = {A_NUMBER: "Łđ3", STATEMENT: "Łóđ\nđ"}
    result = fill(practice_blank(), values, [spare])
    assert read(result.pdf) == read(practice_blank().pdf) | values
    assert render(result.pdf, 1, 300) != render(practice_blank().pdf, 1, 300)


@pytest.mark.parametrize("name", ["مرحبا", "שלום", "नमस्ते"])
def test_letters_that_join_their_neighbours_are_never_printed_one_by_one(name):
    """The font has them, but not the rules by which they join or turn."""
    spare = SpareFont(a_font("".join(dict.fromkeys(name))))
    result = fill(practice_blank(), {FAMILY_NAME: name}, [spare])
    assert [problem.reason for problem in result.problems] == ["cannot be printed"]
    assert read(result.pdf)[FAMILY_NAME] == ""


def test_what_is_not_a_font_is_refused():
    with pytest.raises(NotAFont):
        SpareFont(b"%PDF-1.7 not a font")
