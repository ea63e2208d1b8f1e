"""A JPEG 2000 picture in a shared PDF says nothing of where it was taken."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from harborlight.papers.clean_copy import clean_copy
from harborlight.papers.jp2_parts import without_words_2000
from harborlight.papers.tests.honest import half_red

# EXIF with the place in it, as programs put it beside a JPEG 2000 picture.
PLACE = b"JpgTiffExif->JP2II*\x00" + b"+25.7617-080.1918/"
CAMERA = b"Somebody's camera, 25.7617"


def saved(**how):
    out = io.BytesIO()
    half_red((400, 300)).save(out, "JPEG2000", **how)
    return out.getvalue()


def box(kind, content, length=None):
    length = len(content) + 8 if length is None else length
    return length.to_bytes(4, "big") + kind + content


def long_box(kind, content):
    size = (len(content) + 16).to_bytes(8, "big")
    return b"\0\0\0\1" + kind + size + content


PLAIN = saved()
BARE = saved(no_jp2=True)
PIXELS = PLAIN.index(b"jp2c") - 4
HEADER = PLAIN.index(b"jp2h") - 4
UUID = box(b"uuid", PLACE)
XMP = box(b"xml ", b"<x:xmpmeta>25.7617</x:xmpmeta>")


def in_header(more):
    """The same picture with boxes more in its header."""
    length = int.from_bytes(PLAIN[HEADER : HEADER + 4], "big")
    head = box(b"jp2h", PLAIN[HEADER + 8 : HEADER + length] + more)
    return PLAIN[:HEADER] + head + PLAIN[HEADER + length :]


def closed(jp2):
    """The same with the length of its pixels written out, so that more may follow."""
    at = jp2.index(b"jp2c") - 4
    return jp2[:at] + (len(jp2) - at).to_bytes(4, "big") + jp2[at + 4 :]


PICTURES = {
    "before its pixels": PLAIN[:PIXELS] + UUID + PLAIN[PIXELS:],
    "behind its pixels": closed(PLAIN) + UUID + XMP,
    "to the end of the file": closed(PLAIN) + box(b"uuid", PLACE, 0),
    "with a long length": closed(PLAIN) + long_box(b"uuid", PLACE),
    "in its header": in_header(UUID),
    "under a label": closed(PLAIN) + box(b"asoc", box(b"lbl ", b"GPS") + UUID),
    "longer than the file": closed(PLAIN) + box(b"uuid", PLACE, 0x7FFFFFFF),
    "longer than any file": closed(PLAIN) + b"\0\0\0\1uuid" + b"\xff" * 8 + PLACE,
    "shorter than itself": closed(PLAIN) + box(b"uuid", PLACE, 5),
    "in a box of nothing": closed(PLAIN) + box(b"free", PLACE),
    "where no box is": closed(PLAIN) + b"25.7617",
    "behind its end": PLAIN + PLACE,
    "in a comment": saved(comment=CAMERA),
    "bare, in a comment": saved(comment=CAMERA, no_jp2=True),
    "bare, behind its end": BARE + PLACE,
    "bare, in tiles": saved(
        comment=CAMERA, no_jp2=True, tile_size=(128, 128), irreversible=True
    )
    + PLACE,
}


@pytest.mark.feature("F100")
@pytest.mark.parametrize("picture", PICTURES.values(), ids=[*PICTURES])
def test_the_pixels_stay_and_no_word_about_them(picture):
    assert b"25.7617" in picture
    plain = without_words_2000(picture)
    assert b"25.7617" not in plain and len(plain) == len(picture)
    # Readers differ on what they make of a box that cannot be; without it all agree.
    shown = PLAIN if picture is PICTURES["shorter than itself"] else picture
    before, after = (Image.open(io.BytesIO(one)) for one in (shown, plain))
    assert after.tobytes() == before.tobytes()
    # What has nothing to lose is not written anew.
    assert without_words_2000(plain) is plain


@pytest.mark.parametrize(
    "odd", [b"", b"\0\0\0\x0cjP", b"no picture 25.7617", b"\0" + PLAIN], ids=repr
)
def test_of_what_is_no_picture_nothing_stays(odd):
    assert without_words_2000(odd) == b""


@pytest.mark.parametrize("jp2", PICTURES.values(), ids=[*PICTURES])
def test_a_picture_that_is_cut_off_anywhere_keeps_what_is_there(jp2):
    for end in range(12, len(jp2), 97):
        plain = without_words_2000(jp2[:end])
        assert len(plain) == end and b"25.7617" not in plain


def in_a_pdf(picture, how):
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 300))
        image = pikepdf.Stream(pdf, picture)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height = 400, 300
        how(image, picture)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        page.Contents = pdf.make_stream(b"400 0 0 300 0 0 cm /I Do")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def alone(image, picture):
    image.write(picture, filter=pikepdf.Name.JPXDecode)


def packed_in_hex(image, picture):
    both = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.JPXDecode])
    image.write(picture.hex().encode() + b">", filter=both)


@pytest.mark.feature("F100")
@pytest.mark.parametrize("how", [alone, packed_in_hex])
def test_a_pdf_shows_the_picture_and_not_its_place(how):
    original = in_a_pdf(PICTURES["before its pixels"], how)
    made = clean_copy(io.BytesIO(original), "pdf")
    assert b"25.7617" not in made and b"25.7617".hex().encode() not in made
    with pikepdf.open(io.BytesIO(made)) as pdf:
        image = pdf.pages[0].Resources.XObject.I
        assert b"25.7617" not in image.read_raw_bytes()
    shown = [
        pypdfium2.PdfDocument(one)[0].render(scale=1).to_pil().tobytes()
        for one in (original, made)
    ]
    assert shown[0] == shown[1] and len({*shown[0]}) > 1
