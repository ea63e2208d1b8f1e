"""Pictures of pages: right way up, and nothing of the original in them."""

import io

import pytest
from PIL import Image

from harborlight.papers import sandbox
from harborlight.papers.inspect_verdicts import Refusal
from harborlight.papers.previews import NoPreview, mime_of, preview, preview_apart
from harborlight.papers.tests import honest, hostile, hostile_pictures


def picture(data: bytes, kind, page: int = 1, width: int = 200) -> Image.Image:
    with sandbox.in_memory([data], most=10**8) as file:
        return Image.open(io.BytesIO(preview(file, kind, page, width)))


def colour(image: Image.Image, across: float, down: float) -> tuple[int, ...]:
    """The colour at a place, told roughly, as JPEG gives it."""
    place = int(image.width * across), int(image.height * down)
    seen = image.convert("RGB").getpixel(place)
    return tuple(round(part / 50) * 50 for part in seen)


RED, BLUE, WHITE = (200, 50, 50), (50, 50, 200), (250, 250, 250)


def test_a_page_of_a_pdf_is_drawn_as_wide_as_asked():
    first, second = (picture(honest.pdf(pages=2), "pdf", page) for page in (1, 2))
    assert first.size == (200, 259)
    assert first.tobytes() != second.tobytes()
    assert first.convert("L").getextrema()[0] < 100


def test_a_pdf_that_only_forbids_uses_is_drawn():
    locked, open_ = honest.locked_pdf(to_open=""), honest.pdf(pages=2)
    assert picture(locked, "pdf").tobytes() == picture(open_, "pdf").tobytes()


def test_what_was_filled_into_a_form_is_drawn():
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (x) /F 4"
        " /Rect [100 100 500 500] /AP << /N 11 0 R >> >>"
    )
    look = honest.stream(
        "1 0 0 rg 0 0 400 400 re f", "/Type /XObject /Subtype /Form /BBox [0 0 400 400]"
    )
    data = honest.pdf(
        root="/AcroForm << /Fields [10 0 R] >>",
        page="/Annots [10 0 R]",
        more=(field, look),
    )
    assert colour(picture(data, "pdf"), 0.5, 0.6) == (250, 0, 0)


# Where the red half of the picture is to be seen, by what the camera said.
@pytest.mark.parametrize(
    ("orientation", "size", "red", "blue"),
    [
        (1, (200, 150), (0.2, 0.5), (0.8, 0.5)),
        (2, (200, 150), (0.8, 0.5), (0.2, 0.5)),
        (3, (200, 150), (0.8, 0.5), (0.2, 0.5)),
        (4, (200, 150), (0.2, 0.5), (0.8, 0.5)),
        (5, (200, 267), (0.5, 0.2), (0.5, 0.8)),
        (6, (200, 267), (0.5, 0.2), (0.5, 0.8)),
        (7, (200, 267), (0.5, 0.8), (0.5, 0.2)),
        (8, (200, 267), (0.5, 0.8), (0.5, 0.2)),
    ],
)
def test_a_photo_is_shown_the_right_way_up(orientation, size, red, blue):
    shown = picture(honest.photo(orientation=orientation), "jpeg")
    assert shown.size == size
    assert (colour(shown, *red), colour(shown, *blue)) == (RED, BLUE)


def test_nothing_that_the_camera_wrote_is_in_the_picture():
    data = honest.photo()
    assert data.count(honest.CANARY) == 2
    with sandbox.in_memory([data], most=10**6) as file:
        made = preview(file, "jpeg", 1, 200)
    assert honest.CANARY not in made
    shown = Image.open(io.BytesIO(made))
    assert dict(shown.getexif()) == {}
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(shown.info)


def test_a_profile_and_a_text_of_a_png_are_not_in_the_picture():
    image = honest.half_red()
    image.info["icc_profile"] = honest.CANARY
    data = honest.saved(image, "PNG", icc_profile=honest.CANARY, optimize=False)
    assert picture(data, "png").info.keys() <= {"dpi"}


def test_what_is_seen_through_is_white():
    shown = picture(honest.png_with_alpha(), "png")
    assert (colour(shown, 0.2, 0.5), colour(shown, 0.8, 0.5)) == (RED, WHITE)


def test_a_heic_photo_is_shown():
    shown = picture(honest.heic(), "heic")
    assert shown.size == (200, 150)
    assert (colour(shown, 0.2, 0.5), colour(shown, 0.8, 0.5)) == (RED, BLUE)


def test_each_page_of_a_fax_is_shown():
    third = picture(honest.tiff(3), "tiff", 3)
    assert third.size == (200, 259)
    assert colour(third, 0.3, 0.04) == (0, 0, 0)
    assert colour(third, 0.5, 0.04) == WHITE


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16", "RGB", "RGBA"])
def test_white_is_white_in_pictures_of_all_colours(mode):
    white = Image.new("L", (30, 30), 255).convert("I;16" if mode == "I;16" else mode)
    if mode == "I;16":
        white = Image.new("I;16", (30, 30), 65_535)
    assert colour(picture(honest.saved(white, "TIFF"), "tiff"), 0.5, 0.5) == WHITE


def test_a_picture_is_not_made_larger_than_it_is_but_a_page_is():
    assert picture(honest.photo((90, 60), orientation=1), "jpeg").size == (90, 60)
    assert picture(honest.pdf(), "pdf", width=2_000).width == 2_000


def test_a_picture_has_no_more_pixels_than_is_bearable():
    shown = picture(honest.pdf(), "pdf", width=9_999)
    assert 19_900_000 < shown.width * shown.height < 20_100_000


def test_a_page_a_mile_long_makes_a_bearable_picture():
    data = honest.pdf().replace(b"[0 0 612 792]", b"[0 0 4 14400]")
    shown = picture(data, "pdf", width=4_000)
    assert shown.size == (5, 16_000)


def test_words_that_only_programs_read_are_not_seen():
    shown = picture(hostile.hidden_words_pdf(), "pdf", width=600)
    assert shown.convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("data", "kind", "page"),
    [
        (honest.pdf(), "pdf", 2),
        (honest.pdf(), "pdf", 0),
        (honest.tiff(2), "tiff", 3),
        (honest.photo(), "jpeg", 2),
        (honest.docx(), "docx", 1),
    ],
)
def test_there_is_no_picture_of_a_page_that_is_not_there(data, kind, page):
    with pytest.raises(NoPreview):
        picture(data, kind, page)


def test_in_the_sandbox_the_same_picture_is_made():
    for data, kind in [
        (honest.pdf(), "pdf"),
        (honest.photo(), "jpeg"),
        (honest.heic(), "heic"),
    ]:
        with sandbox.in_memory([data], most=10**6) as file:
            made = preview_apart(file, kind, width=200)
            assert made == preview(file, kind, 1, 200)
            assert isinstance(made, bytes)
            assert mime_of(made)


@pytest.mark.feature("F093")
@pytest.mark.parametrize("name", sorted(hostile.active_pdfs()))
def test_a_pdf_that_acts_is_drawn_without_acting(name):
    with sandbox.in_memory([hostile.active_pdfs()[name]], most=10**6) as file:
        made = preview_apart(file, "pdf", width=100)
    assert isinstance(made, bytes)
    assert mime_of(made)


@pytest.mark.feature("F093")
def test_a_picture_that_cannot_be_made_is_a_refusal():
    with sandbox.in_memory([hostile_pictures.heic_of_nonsense()], most=10**6) as file:
        made = preview_apart(file, "heic", width=100)
    assert isinstance(made, Refusal)
    assert made.code == "damaged"
