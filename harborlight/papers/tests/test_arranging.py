"""Pages taken out, put together and turned; and copies in which something is hidden."""

import io
from contextlib import suppress

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from harborlight.papers import sandbox
from harborlight.papers.arranging import Sheet, Source, arrange_apart
from harborlight.papers.inspect_verdicts import Refusal
from harborlight.papers.redacting import Box, redact_apart
from harborlight.papers.tests import honest

SECRET = "A 123 456 789"


def arranged(files: list[tuple[str, bytes]], *sheets: Sheet) -> bytes:
    whole = b"".join(data for _, data in files)
    sources = [Source(kind, len(data)) for kind, data in files]
    with sandbox.in_memory([whole], most=10**8) as file:
        made = arrange_apart(file, sources, sheets)
    assert isinstance(made, bytes), made
    return made


def redacted(kind: str, data: bytes, *boxes: Box) -> bytes | Refusal:
    with sandbox.in_memory([data], most=10**8) as file:
        return redact_apart(file, kind, boxes)


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range().strip() for page in document]


def seen(data: bytes, page: int = 1) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        return document[page - 1].render(scale=1).to_pil().convert("RGB")


def everything_in(data: bytes) -> bytes:
    """All bytes of a PDF, each stream and each text opened."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [data]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_raw_bytes())
                with suppress(pikepdf.PdfError):
                    found.append(thing.read_bytes())
            found.append(
                thing.unparse(resolved=True)
                if not isinstance(thing, pikepdf.Stream)
                else b""
            )
    return b"\n".join(found)


@pytest.mark.feature("F110")
def test_pages_are_taken_out_put_together_and_turned():
    five, two = honest.pdf(pages=5), honest.pdf(pages=2)
    made = arranged(
        [("pdf", five), ("pdf", two)],
        *(Sheet(0, 3), Sheet(0, 2, 90), Sheet(1, 2), Sheet(0, 2)),
    )
    assert texts(made) == ["Page 3", "Page 2", "Page 2", "Page 2"]
    assert seen(made, 1).size == (612, 792)
    assert seen(made, 2).size == (792, 612)
    # Turned clockwise: what was at the top stands at the right.
    ink = seen(made, 2).convert("L").point(lambda v: 255 * (v < 128)).getbbox()
    assert ink[0] > 396


def test_photos_become_pages_the_right_way_up_and_say_not_where_they_were_taken():
    made = arranged(
        [("jpeg", honest.photo()), ("heic", honest.heic()), ("tiff", honest.tiff(2))],
        *(Sheet(0, 1), Sheet(1, 1), Sheet(2, 2), Sheet(0, 1, 90)),
    )
    first, second, third, fourth = (seen(made, page) for page in (1, 2, 3, 4))
    # The photo of `honest` lies on its side: red is at the top once it is turned.
    assert first.width < first.height
    assert first.getpixel((first.width // 2, 20))[0] > 150
    assert first.getpixel((first.width // 2, first.height - 20))[2] > 150
    assert second.getpixel((20, second.height // 2))[0] > 150
    assert third.height > third.width
    assert fourth.getpixel((fourth.width - 20, fourth.height // 2))[0] > 150
    assert honest.CANARY not in everything_in(made)


def test_what_was_filled_in_stays_to_be_seen_and_nothing_leads_away():
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (x) /F 4"
        " /Rect [100 100 500 500] /AP << /N 11 0 R >> /A << /S /URI /URI (http://x) >> >>"
    )
    look = honest.stream(
        "1 0 0 rg 0 0 400 400 re f", "/Type /XObject /Subtype /Form /BBox [0 0 400 400]"
    )
    data = honest.pdf(
        root="/AcroForm << /Fields [10 0 R] >> /OpenAction << /S /JavaScript /JS (1) >>",
        page="/Annots [10 0 R]",
        more=(field, look),
    )
    made = arranged([("pdf", data)], Sheet(0, 1))
    assert seen(made).getpixel((300, 500)) == (255, 0, 0)
    assert b"JavaScript" not in everything_in(made) and b"URI" not in everything_in(
        made
    )


def shared_pictures() -> bytes:
    """Two pages of one list of pictures, as scanners write it; each shows its own."""
    pictures = [
        honest.stream(
            letter * 12,
            "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8"
            " /ColorSpace /DeviceRGB",
        )
        for letter in "ab"
    ]
    things = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [5 0 R 7 0 R] /Count 2 /Resources 9 0 R >>",
        9: "<< /XObject << /A 10 0 R /B 11 0 R >> >>",
        10: pictures[0],
        11: pictures[1],
    }
    for number, name in ((5, "A"), (7, "B")):
        things[number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]"
            f" /Contents {number + 1} 0 R >>"
        )
        things[number + 1] = honest.stream(f"q 100 0 0 100 0 0 cm /{name} Do Q")
    return honest.written(things)


def test_a_page_taken_out_brings_no_picture_of_another_page():
    made = arranged([("pdf", shared_pictures())], Sheet(0, 2))
    assert b"bbbbbbbbbbbb" in everything_in(made)
    assert b"aaaaaaaaaaaa" not in everything_in(made)


def test_what_is_not_there_or_not_whole_is_refused():
    with sandbox.in_memory([honest.pdf()], most=10**6) as file:
        one = Source("pdf", len(honest.pdf()))
        assert isinstance(arrange_apart(file, [one], [Sheet(0, 2)]), Refusal)
        assert isinstance(arrange_apart(file, [one], [Sheet(1, 1)]), Refusal)
        assert isinstance(arrange_apart(file, [one], [Sheet(0, 1, 45)]), Refusal)
        assert isinstance(arrange_apart(file, [one], []), Refusal)
    with sandbox.in_memory([b"%PDF-1.7 no"], most=10**6) as file:
        assert isinstance(
            arrange_apart(file, [Source("pdf", 11)], [Sheet(0, 1)]), Refusal
        )


def with_secret() -> bytes:
    """Two pages; the second has a secret in its text, its form, its notes and its title."""
    field = (
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (n) /V ({SECRET}) /F 4"
        f" /Rect [72 80 300 100] /Contents ({SECRET}) >>"
    )
    words = honest.stream(
        f"BT /F1 24 Tf 72 600 Td ({SECRET}) Tj ET BT /F1 24 Tf 72 200 Td (Rest) Tj ET"
    )
    things = {
        1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [12 0 R] >>"
        " /Metadata 13 0 R /Names << /EmbeddedFiles << /Names [(a) 14 0 R] >> >> >>",
        2: "<< /Type /Pages /Kids [5 0 R 7 0 R] /Count 2 >>",
        9: honest.HELVETICA,
        12: field,
        13: honest.stream(f"<x>{SECRET}</x>", "/Type /Metadata /Subtype /XML"),
        14: f"<< /Type /Filespec /F ({SECRET}) >>",
        15: f"<< /Title ({SECRET}) >>",
        6: honest.stream("BT /F1 24 Tf 72 600 Td (First) Tj ET"),
        8: words,
    }
    for number, also in ((5, ""), (7, "/Annots [12 0 R]")):
        things[number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            f" /Contents {number + 1} 0 R /Resources << /Font << /F1 9 0 R >> >> {also} >>"
        )
    return honest.written(things, "/Info 15 0 R")


@pytest.mark.feature("F110")
def test_what_is_hidden_is_really_gone():
    original = with_secret()
    assert SECRET in texts(original)[1]
    # Around the words, as a hand would draw it.
    made = redacted("pdf", original, Box(2, 0.1, 0.2, 0.5, 0.27))
    assert isinstance(made, bytes)
    assert texts(made) == ["", ""]
    whole = everything_in(made)
    for written in (SECRET.encode(), SECRET.encode("utf-16-be")):
        assert written not in whole
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert {*pdf.Root.keys()} <= {"/Type", "/Pages"}
        for page in pdf.pages:
            assert {*page.obj.keys()} <= {
                *("/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"),
            }
            (picture,) = page.Resources.XObject.values()
            assert picture.Width > 1600
    image = seen(made, 2)
    assert image.size == (612, 792)
    box = image.crop((65, 162, 302, 210))
    assert box.convert("L").getextrema()[1] < 40
    # What stands beside it is as it was: the rest of this page, and the other page.
    rest = (60, 570, 200, 600)
    assert image.crop(rest).convert("L").getextrema()[0] < 100
    assert seen(made, 1).convert("L").getextrema()[0] < 100


def test_a_photo_is_redacted_as_it_is_seen():
    made = redacted("jpeg", honest.photo(), Box(1, 0, 0, 1, 0.5))
    assert isinstance(made, bytes)
    image = seen(made)
    assert image.width < image.height
    # Red was the upper half; blue is left.
    assert image.getpixel((image.width // 2, 20)) == (0, 0, 0)
    assert image.getpixel((image.width // 2, image.height - 20))[2] > 150
    assert honest.CANARY not in everything_in(made)


@pytest.mark.parametrize(
    "box",
    [
        Box(1, 0.5, 0.1, 0.4, 0.2),
        Box(1, -0.1, 0.1, 0.4, 0.2),
        Box(1, 0.1, 0.1, 1.4, 0.2),
        Box(9, 0.1, 0.1, 0.4, 0.2),
        Box(0, 0.1, 0.1, 0.4, 0.2),
    ],
)
def test_a_box_that_hides_nothing_makes_no_copy(box):
    assert isinstance(redacted("pdf", honest.pdf(), box), Refusal)
