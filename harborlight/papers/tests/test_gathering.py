"""Photos, scans and PDFs become one PDF in their order, turned and cut as they were told."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from harborlight.papers.gathering import bound_apart, leaf_apart
from harborlight.papers.inspect_verdicts import MEBIBYTE, Refusal
from harborlight.papers.inspection import inspect
from harborlight.papers.sandbox import in_memory
from tests.browser.papers import scan


def picture(form="JPEG", size=(1200, 800), **also):
    """Red on its left half, blue on its right."""
    made, image = io.BytesIO(), Image.new("RGB", size, "#c01020")
    image.paste("#1020c0", (size[0] // 2, 0, *size))
    image.save(made, form, **also)
    return made.getvalue()


def leaf(data, kind, **how):
    with in_memory([data], most=len(data)) as file:
        return leaf_apart(file, kind, **how)


def drawn(pdf, page=0):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render().to_pil().convert("RGB")


def at(image, across, down):
    return max(
        "rgb",
        key=lambda c: image.getpixel(
            (int(image.width * across), int(image.height * down))
        )["rgb".index(c)],
    )


@pytest.mark.feature("F091")
@pytest.mark.parametrize(
    ("form", "kind"),
    [("JPEG", "jpeg"), ("PNG", "png"), ("TIFF", "tiff"), ("HEIF", "heic")],
)
def test_every_kind_of_picture_becomes_a_page(form, kind):
    page = drawn(leaf(picture(form), kind))
    assert page.width > page.height
    assert (at(page, 0.25, 0.5), at(page, 0.75, 0.5)) == ("r", "b")


def test_it_is_turned_and_then_cut_as_it_is_seen():
    turned = drawn(leaf(picture(), "jpeg", turned=90))
    assert turned.height > turned.width
    assert (at(turned, 0.5, 0.25), at(turned, 0.5, 0.75)) == ("r", "b")
    cut = drawn(leaf(picture(), "jpeg", turned=90, cut=(0, 0.6, 0, 0)))
    assert (at(cut, 0.5, 0.05), at(cut, 0.5, 0.95)) == ("b", "b")


@pytest.mark.feature("F091")
def test_they_stand_in_their_order_and_the_whole_is_a_paper_like_any():
    fax = io.BytesIO()
    first, second = (Image.new("1", (800, 1000), tone) for tone in (0, 1))
    first.save(fax, "TIFF", save_all=True, append_images=[second])
    leaves = [
        leaf(picture(), "jpeg"),
        leaf(scan("two pages", 2), "pdf", turned=180),
        leaf(fax.getvalue(), "tiff"),
    ]
    made = bound_apart(leaves, most=50 * MEBIBYTE)
    found = inspect(io.BytesIO(made), "whole.pdf")
    assert (found.refusal, found.pages) == (None, 5)
    assert at(drawn(made, 0), 0.25, 0.5) == "r"
    with pikepdf.Pdf.open(io.BytesIO(made)) as pdf:
        assert [page.get("/Rotate", 0) for page in pdf.pages] == [0, 180, 180, 0, 0]


@pytest.mark.feature("F091")
def test_where_a_photo_was_taken_is_not_in_it():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (13.0, 41.0, 24.0)
    exif[0x010F] = "CameraOfMaria"
    photo = picture(exif=exif)
    assert b"CameraOfMaria" in photo
    assert b"CameraOfMaria" not in leaf(photo, "jpeg")


def test_what_breaks_its_reader_is_refused_alone():
    assert isinstance(leaf(b"\xff\xd8\xff nothing", "jpeg"), Refusal)


def test_a_page_stays_legible_and_small():
    noisy = Image.effect_noise((4000, 3000), 40).convert("RGB")
    made = io.BytesIO()
    noisy.save(made, "JPEG", quality=95)
    page = leaf(made.getvalue(), "jpeg")
    assert len(page) < 4 * MEBIBYTE
    with pikepdf.Pdf.open(io.BytesIO(page)) as pdf:
        photo = pdf.pages[0].Resources.XObject.Photo
        assert max(int(photo.Width), int(photo.Height)) == 2640
