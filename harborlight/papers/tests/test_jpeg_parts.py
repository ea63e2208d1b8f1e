"""A JPEG that goes out as it came says nothing of where it was taken, in any place."""

import io

import pytest
from PIL import Image

from harborlight.papers.jpeg_parts import without_words
from harborlight.papers.tests import honest
from harborlight.papers.tests.honest import CANARY, half_red, photo, saved

COLOURS = b"\xff\xe2\xff\xffICC_PROFILE\x00" + bytes(0xFFFF - 14)
PLAIN = photo(orientation=1)
PHOTOS = {
    "as a phone writes it": PLAIN,
    "behind long colours and what fills": PLAIN[:2] + COLOURS + b"\xff" + PLAIN[2:],
    "behind bytes of nothing": PLAIN[:2] + b"\x00\x00" + PLAIN[2:],
    "in several scans": saved(
        half_red((400, 300)), "JPEG", progressive=True, comment=CANARY, quality=90
    ),
    "with another photo behind its end": PLAIN + photo(),
    "with a film behind its end": PLAIN + b"\x00\x00\x00\x18ftypmp42" + CANARY,
    "in several scans, with another behind": saved(
        half_red((400, 300)), "JPEG", progressive=True
    )
    + photo(),
}


@pytest.mark.feature("F100")
@pytest.mark.parametrize("jpeg", PHOTOS.values(), ids=[*PHOTOS])
def test_the_pixels_stay_and_no_word_about_them(jpeg):
    assert CANARY in jpeg
    plain = without_words(jpeg)
    assert CANARY not in plain and b"Exif" not in plain
    before, after = (Image.open(io.BytesIO(one)) for one in (PLAIN, plain))
    if "progressive" not in after.info:
        assert after.tobytes() == before.tobytes()
    assert after.size == before.size
    assert after.getpixel((50, 150))[0] > 150 and after.getpixel((350, 150))[2] > 150
    # What has nothing to lose is not written anew.
    assert without_words(plain) is plain


def test_colours_stay_and_what_is_no_jpeg_is_left_alone():
    assert COLOURS in without_words(PHOTOS["behind long colours and what fills"])
    for odd in (b"", b"\xff", b"\xff\xd8", b"no picture", b"\n" + PLAIN, PLAIN[:400]):
        assert without_words(odd) == odd
    cut_off = honest.photo(orientation=1)[:-200]
    kept = without_words(cut_off)
    assert CANARY not in kept and cut_off.endswith(kept[-500:])
