"""The practice form has what official forms have, and is always the same."""

from io import BytesIO

import pikepdf

from harborlight.papers.practice import practice_form
from harborlight.papers.tests.forms_at_hand import practice_blank, words_on


def test_the_practice_form_is_always_the_same_bytes():
    first = practice_form()
    practice_form.cache_clear()
    assert practice_form() == first


def test_the_practice_form_is_a_sound_pdf():
    with pikepdf.open(BytesIO(practice_form())) as opened:
        assert opened.check_pdf_syntax() == []


def test_the_practice_form_says_that_it_is_not_the_governments():
    for page in (1, 2):
        assert "This is not a government form." in words_on(practice_form(), page)


def test_the_practice_form_has_every_kind_of_box():
    boxes = practice_blank().boxes
    kinds = {box.kind for box in boxes}
    assert kinds == {"text", "check", "choice", "signature", "barcode"}
    assert {"comb", "multiline", "read_only"} == {
        look
        for look in ("comb", "multiline", "read_only")
        if any(getattr(box, look) for box in boxes)
    }


def test_every_box_says_what_it_asks():
    assert [box.name for box in practice_blank().boxes if not box.tooltip] == []


def test_additional_information_has_page_part_and_item():
    blocks = [n for n in practice_blank().by_name if "Additional" in n]
    numbers = [n for n in practice_blank().by_name if "Number[0]" in n and "Pt4" in n]
    assert (len(blocks), len(numbers)) == (3, 9)
