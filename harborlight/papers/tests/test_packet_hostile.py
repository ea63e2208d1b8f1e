"""What strangers sent is joined without what acts in it, or named as what cannot be joined."""

import io

import pikepdf
import pytest

from harborlight.papers.packet_types import Built, CannotBuild, NotBuilt
from harborlight.papers.tests import honest, hostile
from harborlight.papers.tests.packets import apart, built, opened, plan, source, words

_WORDS = (b"JavaScript", b"/JS", b"Launch", b"SubmitForm", b"EmbeddedFile", b"/AA")


@pytest.mark.parametrize("name", hostile.active_pdfs())
def test_nothing_that_acts_comes_into_a_packet(name):
    try:
        made = built(plan(source(hostile.active_pdfs()[name], key="it")))
    except CannotBuild as no:
        assert no.why.source == "it"
        return
    with opened(made.parts[0]) as pdf:
        told = b"".join(
            one.unparse(resolved=True)
            for one in pdf.objects
            if isinstance(one, pikepdf.Object)
        )
    assert not [word for word in _WORDS if word in told]


BROKEN = {
    "cut off": (lambda: honest.pdf(pages=3)[:300], "damaged"),
    "no pages": (hostile.pdf_without_pages, "damaged"),
    "locked": (lambda: honest.locked_pdf(to_open="secret"), "locked"),
    "no PDF": (lambda: hostile.PAGE_OF_HTML, "damaged"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_joined_is_named(name):
    make, code = BROKEN[name]
    good = source(honest.pdf(), key="good")
    answer = apart(plan(good, source(make(), key="bad")))
    assert answer == NotBuilt(code, "bad")


@pytest.mark.everything
@pytest.mark.parametrize(
    "make",
    [
        hostile.pdf_of_itself,
        hostile.pdf_whose_tables_circle,
        lambda: hostile.pdf_with_stream_of(400 * 1024 * 1024),
        hostile.pdf_with_huge_picture,
    ],
)
def test_a_file_made_to_break_its_reader_breaks_nothing_else(make):
    answer = apart(plan(source(make(), key="bad")))
    assert isinstance(answer, Built) or answer.source == "bad"
    assert isinstance(apart(plan(source(honest.pdf()))), Built)


def test_a_lying_picture_is_named():
    answer = apart(plan(source(honest.pdf(), kind="jpeg", key="bad")))
    assert answer == NotBuilt("damaged", "bad")


def test_a_layer_that_was_hidden_stays_hidden():
    shown = "/OC /L BDC BT /F1 48 Tf 72 400 Td (Hidden) Tj ET EMC"
    layer = "<< /Type /OCG /Name (Secret) >>"
    data = honest.pdf(
        root="/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>", more=(layer,)
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        group = pdf.Root.OCProperties.OCGs[0]
        page.Resources.Properties = pikepdf.Dictionary(L=group)
        page.Contents = pdf.make_stream(shown.encode())
        saved = io.BytesIO()
        pdf.save(saved)
    (file,) = built(plan(source(saved.getvalue()))).parts
    with opened(file) as pdf:
        assert [one.objgen for one in pdf.Root.OCProperties.D.OFF] == [
            pdf.pages[2].obj.Resources.Properties.L.objgen
        ]


def test_words_of_a_scan_that_lie_under_it_stay():
    data = (
        honest.pdf()
        .replace(b"/F1 48 Tf", b"3 Tr /F1 9 Tf")
        .replace(b"/Length 4", b"/Lengt 4")
    )
    (file,) = built(plan(source(data))).parts
    assert "Page 1" in words(file, 3)
