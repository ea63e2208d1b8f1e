"""Copies for other eyes: the same pages, and nothing besides."""

import io

import pikepdf
import pytest
from PIL import Image, ImageChops

from harborlight.papers import sandbox
from harborlight.papers.clean_copy import (
    blanked,
    clean_copy,
    clean_copy_apart,
    copied_as,
    places_apart,
)
from harborlight.papers.inspection import inspect
from harborlight.papers.previews import preview
from harborlight.papers.tests import honest, hostile, recordings
from harborlight.papers.tests.honest import BLUE, CANARY, RED, pdf, saved, stream

_GPS = 0x8825


def copy(data, kind):
    return clean_copy(io.BytesIO(data), kind)


def says(data, kind):
    """What we say of a file of this kind: refusal and notes."""
    ending = {"jpeg": "jpg", "tiff": "tif"}.get(kind, kind)
    found = inspect(io.BytesIO(data), f"a.{ending}")
    return found.refusal, found.notes


@pytest.mark.feature("F100")
def test_a_photo_loses_where_it_was_taken_and_stands_upright():
    whole = honest.photo()
    made = copy(whole, "jpeg")
    image = Image.open(io.BytesIO(made))
    assert not image.getexif() and CANARY not in made
    assert image.size == (300, 400)
    assert says(made, "jpeg") == (None, ())
    assert says(whole, "jpeg")[1] == ("location",)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (honest.photo(), "jpeg"),
        (honest.png_with_alpha(), "png"),
        (honest.heic(), "heic"),
        (honest.tiff(3), "tiff"),
        (honest.pdf(pages=3), "pdf"),
        (honest.docx(), "docx"),
        (honest.text(), "txt"),
    ],
)
def test_a_copy_looks_like_its_original_and_is_taken_again(data, kind):
    made, kind_made = copy(data, kind), copied_as(kind)
    before = inspect(
        io.BytesIO(data), f"a.{ {'jpeg': 'jpg', 'tiff': 'tif'}.get(kind, kind) }"
    )
    ending = {"jpeg": "jpg", "tiff": "tif"}.get(kind_made, kind_made)
    after = inspect(io.BytesIO(made), f"a.{ending}")
    assert after.refusal is None
    assert after.pages == before.pages
    if kind in ("docx", "txt"):
        return
    for page in (1, before.pages):
        seen = [
            Image.open(io.BytesIO(preview(io.BytesIO(one), of, page, 200))).convert("L")
            for one, of in ((data, kind), (made, kind_made))
        ]
        assert seen[0].size == seen[1].size
        assert ImageChops.difference(*seen).getextrema()[1] < 32


def test_a_picture_of_wide_colours_keeps_its_look():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(honest.half_red(), "JPEG", icc_profile=profile, quality=95)
    made = Image.open(io.BytesIO(copy(data, "jpeg")))
    assert "icc_profile" not in made.info
    for at, colour in (((50, 150), RED), ((350, 150), BLUE)):
        seen = made.getpixel(at)
        assert all(abs(a - b) < 12 for a, b in zip(seen, colour, strict=True))


@pytest.mark.parametrize("profile", [b"nonsense", bytes(100), b"\xff" * 3000])
def test_a_broken_profile_of_colours_breaks_no_copy(profile):
    data = saved(honest.half_red(), "JPEG", icc_profile=profile)
    assert says(copy(data, "jpeg"), "jpeg") == (None, ())


@pytest.mark.feature("F100")
@pytest.mark.parametrize("name", sorted(hostile.active_pdfs()))
def test_nothing_in_a_copied_pdf_acts(name):
    """Such a file is not taken; one that some day is would be harmless to others."""
    try:
        made = copy(hostile.active_pdfs()[name], "pdf")
    except pikepdf.PdfError:
        return
    refusal, notes = says(made, "pdf")
    assert refusal is None, refusal
    assert "links" not in notes and "form" not in notes


def test_links_go_and_ways_within_the_paper_stay():
    clicked = "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /{} >> >>]"
    out = pdf(page=clicked.format("URI /URI (http://a.b)"))
    within = pdf(page=clicked.format("GoTo /D [0 /Fit]"))
    assert says(out, "pdf")[1] == ("links",)
    assert says(copy(out, "pdf"), "pdf") == (None, ())
    assert b"http://a.b" not in copy(out, "pdf")
    with pikepdf.open(io.BytesIO(copy(within, "pdf"))) as made:
        assert "/A" in made.pages[0].Annots[0]


def test_who_made_a_pdf_and_with_what_is_left_out():
    told = stream(f"<x:xmpmeta>{CANARY.decode()}</x:xmpmeta>", "/Type /Metadata")
    data = pdf(root="/Metadata 10 0 R", more=(told,))
    with pikepdf.open(io.BytesIO(data)) as made:
        made.docinfo["/Author"] = CANARY.decode()
        out = io.BytesIO()
        made.save(out)
    plain = copy(out.getvalue(), "pdf")
    with pikepdf.open(io.BytesIO(plain)) as made:
        assert "/Metadata" not in made.Root and "/Info" not in made.trailer


def test_a_photo_on_a_page_says_nothing_of_itself():
    """A scanner's or a phone's PDF holds the very JPEG, with its place."""
    # Behind its end some phones hang another.
    photo = (honest.photo(orientation=1) + honest.photo()).decode("latin-1")
    said = "/Subtype /Image /Width 400 /Height 300 /Filter /DCTDecode"
    data = pdf(
        more=(stream(photo, f"{said} /ColorSpace /DeviceRGB /BitsPerComponent 8"),)
    )
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].Resources.XObject = pikepdf.Dictionary(
            I=document.get_object(10, 0)
        )
        out = io.BytesIO()
        document.save(out)
    assert CANARY in out.getvalue()
    made = copy(out.getvalue(), "pdf")
    assert CANARY not in made and b"Exif\0\0" not in made
    with pikepdf.open(io.BytesIO(made)) as document:
        image = pikepdf.PdfImage(document.pages[0].Resources.XObject.I)
        assert image.as_pil_image().getpixel((350, 150))[2] > 150


def test_a_recording_says_no_more_where_it_was_made():
    data = recordings.film(place=b"+25.7617-080.1918/")
    file = sandbox.in_memory([data], most=10_000)
    with file:
        found = places_apart(file)
    pieces = [data[at : at + 7] for at in range(0, len(data), 7)]
    made = b"".join(blanked(pieces, found))
    assert len(made) == len(data) and b"25.76" not in made
    assert made == copy(data, "mp4")


def test_a_copy_is_made_behind_walls():
    with sandbox.in_memory([honest.photo()], most=1_000_000) as file:
        made = clean_copy_apart(file, "jpeg")
    assert made == copy(honest.photo(), "jpeg")
    with sandbox.in_memory([b"%PDF-1.7 nothing"], most=100) as file:
        assert clean_copy_apart(file, "pdf").code == "damaged"
