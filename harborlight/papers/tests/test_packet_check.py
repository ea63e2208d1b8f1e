"""A packet is compared with what was built, and the page that differs is named."""

import io

import pikepdf
import pytest

from harborlight.papers import sandbox
from harborlight.papers.filling import fill
from harborlight.papers.packet_check import Difference, difference, fingerprints_apart
from harborlight.papers.tests import honest
from harborlight.papers.tests.forms_at_hand import FAMILY_NAME, practice_blank
from harborlight.papers.tests.packets import built, noise, opened, plan, source


def a_packet():
    form = fill(practice_blank(), {FAMILY_NAME: "Núñez"}).pdf
    return built(
        plan(
            source(honest.pdf(pages=3)),
            source(noise(200), kind="jpeg"),
            source(form),
        )
    )


def compared(made, part: bytes) -> Difference:
    return difference(made.pages, read(part) or [])


def read(part: bytes):
    with sandbox.in_memory([part], most=len(part)) as file:
        return fingerprints_apart(file)


def changed(part: bytes, change) -> bytes:
    saved = io.BytesIO()
    with opened(part) as pdf:
        change(pdf)
        pdf.save(saved)
    return saved.getvalue()


def _turned(pdf):
    pdf.pages[3].obj.Rotate = 180


def _exchanged(pdf):
    page = pdf.pages[3].obj
    page.Contents, other = pdf.pages[4].obj.Contents, page.Contents
    pdf.pages[4].obj.Contents = other


def _one_bit_of_the_photo(pdf):
    (photo,) = [
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Stream) and o.get("/Width") == 200
    ]
    raw = bytearray(photo.read_raw_bytes())
    raw[-100] ^= 1
    photo.write(bytes(raw), filter=pikepdf.Name.DCTDecode)


def _written_on(pdf):
    pdf.pages[2].contents_add(b"BT /HbLt0 20 Tf 1 0 0 1 90 90 Tm <0001> Tj ET")


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (lambda pdf: None, ()),
        (_turned, (4,)),
        (_exchanged, (4, 5)),
        (_one_bit_of_the_photo, (7,)),
        (_written_on, (3,)),
    ],
)
def test_the_page_that_differs_is_named(change, pages):
    made = a_packet()
    assert compared(made, changed(made.parts[0], change)) == Difference(pages=pages)


def test_pages_that_are_missing_or_more_are_counted():
    made = a_packet()
    last = made.pages[-1].number

    def shorter(pdf):
        del pdf.pages[-1]

    def longer(pdf):
        pdf.pages.append(pdf.pages[0])

    assert compared(made, changed(made.parts[0], shorter)) == Difference(
        missing=(last,)
    )
    assert compared(made, changed(made.parts[0], longer)) == Difference(more=1)
    assert not compared(made, made.parts[0])
    assert read(b"no PDF") is None


def test_each_page_says_itself_where_it_comes_from():
    made = a_packet()
    with opened(made.parts[0]) as pdf:
        told = pdf.pages[2].obj.PieceInfo.Harborlight.Private
        assert (str(told.SHA256), int(told.Page)) == (made.pages[2].sha256, 1)
        assert str(told.Drawn) == made.pages[2].digest
