"""A page is shown as its reader sees it."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from harborlight.papers.filling import fill
from harborlight.papers.opening import DamagedPdf, NeedsPassword
from harborlight.papers.practice import practice_form
from harborlight.papers.rendering import MOST_PIXELS, NoSuchPage, page_count, render
from harborlight.papers.tests.forms_at_hand import FAMILY_NAME, practice_blank


def picture(pdf, page=1, width=612):
    return Image.open(BytesIO(render(pdf, page, width)))


def test_a_page_is_shown_in_the_width_asked_for():
    assert picture(practice_form(), 2, 306).size == (306, 396)
    assert page_count(practice_form()) == 2


def test_answers_and_barcodes_are_shown():
    """At one pixel a point: the family name's box, and the barcode's."""
    blank = picture(practice_blank().pdf).convert("L")
    filled = picture(fill(practice_blank(), {FAMILY_NAME: "Peña"}).pdf).convert("L")
    box = (122, 792 - 623, 286, 792 - 607)
    assert blank.crop(box).getextrema()[0] > 200
    assert filled.crop(box).getextrema()[0] < 100
    assert blank.crop((180, 792 - 34, 432, 792 - 16)).getextrema()[0] < 50


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_does_not_exist_is_refused(page):
    with pytest.raises(NoSuchPage, match="the last is 2"):
        render(practice_form(), page, 100)


def test_a_page_as_long_as_a_scroll_makes_no_endless_picture():
    with pikepdf.new() as scroll:
        scroll.add_blank_page(page_size=(100, 14_000))
        saved = BytesIO()
        scroll.save(saved)
    wide, high = picture(saved.getvalue(), 1, 4_000).size
    assert wide * high <= MOST_PIXELS * 1.01


def test_what_cannot_be_shown_is_refused():
    with pytest.raises(DamagedPdf):
        render(b"%PDF-1.7 and nothing more", 1, 100)
    with pikepdf.open(BytesIO(practice_form())) as opened:
        saved = BytesIO()
        lock = pikepdf.Encryption(owner="ada", user="ada")
        opened.save(saved, encryption=lock)
    with pytest.raises(NeedsPassword):
        page_count(saved.getvalue())
