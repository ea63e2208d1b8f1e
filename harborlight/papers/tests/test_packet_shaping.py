"""Titles that are read from the right, on several lines."""

import pytest

from harborlight.papers.packet_ink import Ink
from harborlight.papers.packet_shaping import in_order, shaped
from harborlight.papers.packet_sheets import wrapped

BIRTH = "شهادة ميلاد الطفل الصادرة عن دائرة الأحوال المدنية في بيروت"
HEBREW = "תעודת לידה של הילד שהוצאה על ידי משרד הפנים"


def lines_of(title, wide=80.0):
    """As they are drawn; each letter is half as wide as it is high."""
    return wrapped(title, 10.0, wide, Ink([], [], {title: shaped(title)}))


def read_from_the_right(line):
    return [word[::-1] for word in line.split(" ")[::-1]]


@pytest.mark.feature("F106")
@pytest.mark.parametrize("title", [BIRTH, HEBREW])
def test_the_first_line_has_the_first_words_of_a_title_read_from_the_right(title):
    lines = lines_of(title)
    assert len(lines) > 2
    told = [read_from_the_right(line) for line in lines]
    assert [word for words in told for word in words] == shaped(title).split(" ")
    # Wide enough, it is the one line that it always was.
    assert lines_of(title, 1000.0) == [in_order(shaped(title))]


def test_among_other_words_each_line_is_put_in_order_by_itself():
    title = f"Birth certificate: {HEBREW} (2019), with its translation"
    lines = lines_of(title, 120.0)
    assert lines[0].startswith("Birth certificate:")
    assert lines[-1].endswith("its translation")
    words = [word for line in lines for word in line.split(" ")]
    assert {*HEBREW.split(" ")} <= {word[::-1] for word in words}
    first, last = HEBREW.split(" ")[0][::-1], HEBREW.split(" ")[-1][::-1]
    at = [
        next(n for n, line in enumerate(lines) if one in line) for one in (first, last)
    ]
    assert at[0] < at[1]


def test_what_is_read_from_the_left_stays_as_it_was():
    title = "Acta de nacimiento de José Ñandú (2019)"
    assert in_order(shaped(title)) == title
    assert " ".join(lines_of(title)) == title
