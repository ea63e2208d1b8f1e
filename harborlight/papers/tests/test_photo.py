"""Photos of papers, taken well and badly, and what their sender is told."""

import io

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from harborlight.papers.inspect_verdicts import ADVICE
from harborlight.papers.photo import advice

pytestmark = pytest.mark.feature("F092")
LINES = (
    "Registro civil del municipio de San Pedro",
    "Nombre: María Guadalupe Rivas Peña",
    "Nacida el nueve de marzo de mil novecientos ochenta y cuatro",
    "hija de José Rivas Ortega y de Ana Peña Luján",
)


@pytest.fixture(scope="module")
def sheet():
    """A page of print."""
    page = Image.new("L", (1700, 2200), 245)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(size=26)
    for number in range(34):
        text = f"{LINES[number % 4]} {LINES[(number + 1) % 4]}"
        draw.text((140, 160 + 56 * number), text, fill=25, font=font)
    return page


def photo(sheet, *, light=1.0, blur=0, grain=6):
    """The sheet on a table, under a lamp, as a phone keeps it."""
    wide, high = sheet.width * 6 // 5, sheet.height * 6 // 5
    table = Image.effect_noise((wide, high), 25).point(lambda tone: tone * 7 // 10)
    table.paste(sheet.point(lambda tone: 30 + tone * 4 // 5), (wide // 12, high // 12))
    lamp = Image.linear_gradient("L").resize((wide, high))
    table = ImageChops.multiply(table, lamp.point(lambda tone: 200 + tone // 5))
    table = ImageEnhance.Brightness(table).enhance(light)
    table = table.filter(ImageFilter.GaussianBlur(blur)) if blur else table
    table = ImageChops.add(table, Image.effect_noise(table.size, grain), 1, -128)
    kept = io.BytesIO()
    table.save(kept, "JPEG", quality=85)
    return Image.open(kept)


def told(image):
    return advice(image, image.size)


def test_a_good_photo_and_a_scan_are_told_nothing(sheet):
    assert told(photo(sheet)) == ()
    assert told(sheet) == ()


@pytest.mark.parametrize("blur", [3, 6])
def test_blurred(sheet, blur):
    assert told(photo(sheet, blur=blur)) == ("blurred",)


def test_a_dark_photo_is_dark_and_not_blurred(sheet):
    assert told(photo(sheet, light=0.35, grain=3)) == ("dark",)


@pytest.mark.parametrize("turn", [90, 270])
def test_on_its_side(sheet, turn):
    assert told(photo(sheet).rotate(turn, expand=True)) == ("on-its-side",)


@pytest.mark.parametrize("part", ["right", "bottom", "left"])
def test_cut_off(sheet, part):
    whole = photo(sheet)
    wide, high = whole.size
    box = {
        "right": (0, 0, wide * 7 // 10, high),
        "bottom": (0, 0, wide, high * 6 // 10),
        "left": (wide * 3 // 10, 0, wide, high),
    }[part]
    assert told(whole.crop(box)) == ("cut-off",)


def test_small(sheet):
    assert "small" in told(photo(sheet).resize((500, 650)))


def test_a_picture_without_letters_is_told_nothing_about_letters():
    sky = Image.linear_gradient("L").resize((1600, 1200)).point(lambda t: 140 + t // 3)
    assert told(sky) == ()


@pytest.mark.parametrize("size", [(1, 1), (3, 4000), (60, 60)])
def test_a_picture_of_any_size_is_looked_at(size):
    assert set(told(Image.new("L", size, 200))) <= {"small"}


def test_every_advice_says_what_to_do():
    assert all(words.count(". ") >= 1 for words in ADVICE.values())
