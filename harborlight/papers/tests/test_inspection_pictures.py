"""Which pictures we take."""

import io

import pytest
from PIL import Image

from harborlight.papers.inspect_verdicts import Inspection, Limits
from harborlight.papers.inspection import USUAL, inspect
from harborlight.papers.tests import honest, hostile_pictures


def look(data: bytes, name: str, limits: Limits = USUAL) -> Inspection:
    return inspect(io.BytesIO(data), name, limits=limits)


def code(found: Inspection) -> str | None:
    return found.refusal.code if found.refusal else None


@pytest.mark.feature("F093")
@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (hostile_pictures.png_of(50_000, 50_000), "a.png", "too-many-pixels"),
        (hostile_pictures.png_of(10_000, 5_001), "a.png", "too-many-pixels"),
        (hostile_pictures.png_of(7_000, 7_000), "a.png", "damaged"),
        (hostile_pictures.png_of(0, 7), "a.png", "damaged"),
        (hostile_pictures.jpeg_of(65_000, 65_000), "a.jpg", "too-many-pixels"),
        (hostile_pictures.jpeg_of_scans(150), "a.jpg", "bomb"),
        (hostile_pictures.tiff_of(60_000, 60_000), "a.tif", "too-many-pixels"),
        (hostile_pictures.tiff_of(0, 8), "a.tif", "damaged"),
        (hostile_pictures.tiff_of_pages(10_000), "a.tif", "too-many-pages"),
        (hostile_pictures.tiff_of_pages(0), "a.tif", "damaged"),
        (hostile_pictures.tiff_in_a_circle(), "a.tif", "damaged"),
        (hostile_pictures.heic_of_nonsense(), "a.heic", "damaged"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "a.heic", "damaged"),
        (b"\xff\xd8\xff\xd9", "a.jpg", "damaged"),
    ],
)
def test_a_picture_that_would_break_the_decoder_is_refused(data, name, refusal):
    assert code(look(data, name)) == refusal


def test_the_refusal_of_a_large_picture_says_how_large_it_may_be():
    refusal = look(hostile_pictures.png_of(50_000, 50_000), "a.png").refusal
    assert refusal
    assert "larger than 50 megapixels" in refusal.sentence


def test_a_tiff_of_as_many_pages_as_we_take_is_taken():
    data = hostile_pictures.tiff_of_pages(2_000)
    assert look(data, "a.tif").pages == 2_000


def test_a_progressive_photo_is_taken():
    data = honest.saved(honest.half_red(), "JPEG", progressive=True)
    assert code(look(data, "a.jpg")) is None


def test_a_colour_profile_that_unpacks_far_is_not_unpacked():
    data = hostile_pictures.png_with_unpacking_profile()
    assert code(look(data, "a.png")) in {None, "damaged"}


def test_an_animated_picture_is_taken_with_a_note():
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    data = honest.saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    assert look(data, "a.png").notes == ("several-pictures",)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16", "RGB"])
def test_pictures_of_all_colours_are_taken(mode):
    data = honest.saved(honest.half_red().convert("L").convert(mode), "TIFF")
    assert code(look(data, "a.tiff")) is None


def test_a_large_tiff_is_read_by_its_longer_numbers():
    data = honest.saved(honest.half_red(), "TIFF", big_tiff=True)
    assert look(data, "a.tif").pages == 1
